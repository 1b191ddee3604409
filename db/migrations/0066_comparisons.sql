-- What the last nightly comparison with a gateway has looked at, and put right.
alter table payment_gateways
  add column compared_at timestamptz,
  add column compared integer not null default 0 check (compared >= 0),
  add column repaired integer not null default 0 check (repaired >= 0);

-- Staff have looked at a payment that does not match, and have done about it what was to be done.
alter table payment_attempts
  add column cleared_at timestamptz,
  add column cleared_by uuid,
  add foreign key (portal_id, cleared_by) references persons (portal_id, id);
