-- Second factors, passkeys, and sign-ins that wait for one of them.

-- Whether who works here must have a second factor: a portal's staff, or the console's people.
alter table portals add column staff_second_factor boolean not null default false;
-- Shorter than a password may be alone: it was chosen beside a second factor.
alter table persons add column password_short boolean not null default false;

-- The secret that a person's authenticator app shares; used at sign-in once it is confirmed. Codes up to
-- `last_step`, in spans of half a minute since 1970, have been used or are too old.
create table authenticator_apps (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  sealed_secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  primary key (portal_id, person_id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
alter table authenticator_apps enable row level security;
alter table authenticator_apps force row level security;
create policy portal on authenticator_apps using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on authenticator_apps to gatehouse_app;

-- For whoever has lost the rest. Hashed under the portal's key; a used one is gone.
create table recovery_codes (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  hash bytea not null,
  primary key (portal_id, person_id, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy portal on recovery_codes using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on recovery_codes to gatehouse_app;

create table passkeys (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- The authenticator's own name for it, in base64url.
  credential text not null check (length(credential) between 16 and 1400),
  public_key bytea not null,
  -- How often the authenticator says it was used; it may not go back. Many say 0 for ever.
  counter bigint not null,
  transports text[] not null default '{}',
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, credential),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index passkeys_by_person on passkeys (portal_id, person_id, id);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy portal on passkeys using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on passkeys to gatehouse_app;

-- Challenges are signed and stored nowhere until they are used; here until they would have run out.
create table spent_challenges (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  expires_at timestamptz not null,
  primary key (portal_id, hash)
);
create index spent_challenges_by_end on spent_challenges (portal_id, expires_at);
alter table spent_challenges enable row level security;
alter table spent_challenges force row level security;
create policy portal on spent_challenges using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on spent_challenges to gatehouse_app;

-- Somebody has proved half of who they are. No session: nothing but the second step takes it.
create table pending_sign_ins (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  person_id uuid not null,
  proof text not null check (proof in ('password', 'code', 'oidc', 'reset', 'registration')),
  -- The right password came from a known device while strangers were locked out: they stay so.
  keep_lock boolean not null,
  device_hash bytea not null,
  expires_at timestamptz not null,
  primary key (portal_id, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index pending_sign_ins_by_person on pending_sign_ins (portal_id, person_id, expires_at);
alter table pending_sign_ins enable row level security;
alter table pending_sign_ins force row level security;
create policy portal on pending_sign_ins using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on pending_sign_ins to gatehouse_app;
