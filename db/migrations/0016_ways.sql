-- Other ways of signing in, and what is remembered to slow those who should not get in.

alter table portals add column sign_in_by_code boolean not null default true;

-- What a mailed link's secret was derived from, where the same link may be mailed again; how often it was.
alter table tokens add column seed bytea;
alter table tokens add column mails integer not null default 1;

-- Codes that are mailed for signing in. Known by the secret of the browser that asked; also there where
-- nobody was found, so that the two are answered alike.
create table sign_in_codes (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  person_id uuid,
  code_hash bytea not null,
  tries integer not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (portal_id, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index sign_in_codes_by_expiry on sign_in_codes (portal_id, expires_at);
create index sign_in_codes_by_person on sign_in_codes (portal_id, person_id);
alter table sign_in_codes enable row level security;
alter table sign_in_codes force row level security;
create policy portal on sign_in_codes using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on sign_in_codes to gatehouse_app;

-- Where an e-mail can sign in, for whoever forgot: found across portals by a salted hash, which tells
-- nothing to who does not have the e-mail already. Kept by a trigger, since people come in by many ways.
alter table installation add column email_salt bytea not null
  default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'utf8'));
create function hash_of_email(address text) returns bytea language sql stable parallel safe as $$
  select sha256(i.email_salt || sha256(i.email_salt || convert_to(lower(address), 'utf8'))) from installation i
$$;

create table email_places (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  hash bytea not null,
  primary key (portal_id, person_id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index email_places_by_hash on email_places (hash);
alter table email_places enable row level security;
alter table email_places force row level security;
create policy portal on email_places using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on email_places for select using (app_installation());
grant select, insert, update, delete on email_places to gatehouse_app;

create function place_email() returns trigger language plpgsql as $$
begin
  if new.email is null or new.activated_at is null or new.disabled_at is not null then
    delete from email_places where portal_id = new.portal_id and person_id = new.id;
  else
    insert into email_places (portal_id, person_id, hash) values (new.portal_id, new.id, hash_of_email(new.email))
    on conflict (portal_id, person_id) do update set hash = excluded.hash;
  end if;
  return null;
end $$;
create trigger place_email_added after insert on persons
  for each row when (new.activated_at is not null) execute function place_email();
create trigger place_email after update of email, activated_at, disabled_at on persons
  for each row when (new.email is distinct from old.email
    or new.activated_at is distinct from old.activated_at
    or new.disabled_at is distinct from old.disabled_at) execute function place_email();
insert into email_places (portal_id, person_id, hash)
  select portal_id, id, hash_of_email(email) from persons
  where email is not null and activated_at is not null and disabled_at is null;

-- The provider by which a portal's staff may sign in, by OpenID Connect.
create table oidc_providers (
  portal_id uuid not null references portals (id),
  issuer text not null check (length(issuer) between 1 and 500),
  client_id text not null check (length(client_id) between 1 and 300),
  sealed_secret bytea not null,
  label text not null check (length(label) between 1 and 60),
  -- Joins somebody whose e-mail the provider has verified; otherwise they connect it themselves first.
  joins_by_email boolean not null default false,
  -- Its sign-in counts as two factors.
  counts_as_two boolean not null default false,
  version integer not null default 1,
  primary key (portal_id)
);
alter table oidc_providers enable row level security;
alter table oidc_providers force row level security;
create policy portal on oidc_providers using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on oidc_providers to gatehouse_app;

-- Who is who: by issuer and subject, which a provider never hands to somebody else.
create table oidc_identities (
  portal_id uuid not null references portals (id),
  issuer text not null,
  subject text not null check (length(subject) between 1 and 255),
  person_id uuid not null,
  connected_at timestamptz not null,
  primary key (portal_id, issuer, subject),
  unique (portal_id, person_id, issuer),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
alter table oidc_identities enable row level security;
alter table oidc_identities force row level security;
create policy portal on oidc_identities using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on oidc_identities to gatehouse_app;

-- A way to the provider and back, once: `hash` is of the secret in the browser that set out.
create table oidc_rounds (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  sealed bytea not null,
  -- Whoever connects their account, or the holder of an invitation; null for signing in.
  person_id uuid,
  expires_at timestamptz not null,
  primary key (portal_id, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index oidc_rounds_by_expiry on oidc_rounds (portal_id, expires_at);
create index oidc_rounds_by_person on oidc_rounds (portal_id, person_id);
alter table oidc_rounds enable row level security;
alter table oidc_rounds force row level security;
create policy portal on oidc_rounds using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on oidc_rounds to gatehouse_app;

-- By what a session's browser is recognised, to tell two devices apart.
alter table sessions add column device bytea;
-- Opened by a provider whose sign-in counts as two factors, so that no second one has to be set up for it.
alter table sessions add column counts_as_two boolean not null default false;

-- Days on which one person's sign-in was used at two places at once.
create table shared_days (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  day date not null,
  primary key (portal_id, person_id, day),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
alter table shared_days enable row level security;
alter table shared_days force row level security;
create policy portal on shared_days using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on shared_days to gatehouse_app;
-- When staff were told of it.
alter table persons add column shared_told_at timestamptz;
