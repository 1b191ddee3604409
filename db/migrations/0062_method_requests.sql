-- Somebody is at a gateway’s page to leave a means of payment; what they leave is kept for them.
create table method_requests (
  portal_id uuid not null references portals (id),
  -- Told to the gateway as the key of what is asked there.
  id uuid not null,
  person_id uuid not null,
  gateway text not null check (gateway in ('sandbox', 'stripe')),
  -- The checkout, and whose it is there; null until the gateway has answered.
  reference text check (length(reference) <= 200),
  customer text check (length(customer) <= 200),
  started_at timestamptz not null,
  expires_at timestamptz,
  method_id uuid,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, method_id) references saved_methods (portal_id, id)
);
create index method_requests_of_person on method_requests (portal_id, person_id);
create index method_requests_open on method_requests (portal_id, gateway, customer) where method_id is null;
alter table method_requests enable row level security;
alter table method_requests force row level security;
create policy portal on method_requests using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on method_requests to gatehouse_app;
