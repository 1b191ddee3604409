-- How often something may be done, and what visitors may do before anybody knows them.

-- How much of each limit is spent. Unlogged: written on limited requests, and after a crash of the
-- database it is better to count from nothing than to have paid for the disk each time.
create unlogged table limits (
  name text not null,
  -- A keyed hash of whom it limits: no address and no e-mail lies here.
  key bytea not null,
  spent integer not null check (spent > 0),
  -- What whoever asked last was given; 0 where nothing was left.
  granted integer not null check (granted >= 0),
  ends_at timestamptz not null,
  primary key (name, key)
);
create index limits_by_end on limits (ends_at);
grant select, insert, update, delete on limits to gatehouse_app;

-- A visitor who would like a portal: from the form until its link has run out. They belong to the
-- console, and what was typed lies sealed under its key, and no longer than it is needed.
create table trial_requests (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- The form that was sent, however often it was.
  challenge bytea not null,
  email_hash bytea not null,
  sealed bytea,
  partner_id uuid references partners (id),
  token_hash bytea not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  retired_at timestamptz,
  begun_at timestamptz,
  -- The portal that came of it.
  built_portal uuid,
  primary key (portal_id, id),
  unique (portal_id, challenge),
  unique (portal_id, token_hash),
  check ((begun_at is null) = (built_portal is null))
);
create index trial_requests_waiting on trial_requests (portal_id, email_hash)
  where begun_at is null and retired_at is null;
create index trial_requests_by_age on trial_requests (portal_id, asked_at);
alter table trial_requests enable row level security;
alter table trial_requests force row level security;
create policy portal on trial_requests using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on trial_requests to gatehouse_app;
