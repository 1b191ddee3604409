-- The house: scope of a transaction, portals, people, messages, audit, outbox.
--
-- Every row that belongs to a portal carries portal_id first in its keys, and is seen only by a
-- transaction that has set that portal. Row-level security is forced, so that even the owner of the
-- tables is held to it; the application's role gatehouse_app owns nothing.

create function app_portal() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.portal_id', true), '')::uuid $$;

-- True in a transaction opened for the whole installation: the console's lists, the clock's sweep,
-- the look-up of a host. Only tables that name it in their policy can be read that way.
create function app_installation() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('app.scope', true), '') = 'installation' $$;

-- ── The installation itself ────────────────────────────────────────────────────────────────────

create table installation (
  only_one boolean primary key default true check (only_one),
  created_at timestamptz not null,
  key_check bytea not null,
  set_up_at timestamptz
);

create table test_clock (
  only_one boolean primary key default true check (only_one),
  offset_ms bigint not null default 0 check (offset_ms >= 0),
  frozen_at timestamptz
);

create table partners (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  reference text,
  created_at timestamptz not null
);

-- ── Portals ────────────────────────────────────────────────────────────────────────────────────

-- The console is the portal with the nil id: operators and partners' people are its persons, and its
-- audit chain is the installation's. It is in no list and runs on no timer.
create table portals (
  id uuid primary key,
  name text not null check (length(name) <= 120),
  slug text not null,
  partner_id uuid references partners (id),
  partner_reference text,
  owner_id uuid,
  time_zone text not null,
  language text not null,
  status text not null check (status in
    ('trial_active', 'trial_expired', 'certified_secure', 'suspended', 'cancelled')),
  status_since timestamptz not null,
  suspended_from text check (suspended_from in ('trial_active', 'trial_expired', 'certified_secure')),
  suspension_cause text,
  suspension_note text,
  trial_ends_at timestamptz not null,
  built_at timestamptz,
  brand_color text not null,
  accent_color text not null,
  logo_version integer not null default 0,
  after_trial text[] not null,
  invitation_days integer not null default 7 check (invitation_days between 1 and 30),
  lockout_attempts integer not null default 10 check (lockout_attempts between 3 and 100),
  created_at timestamptz not null,
  version integer not null default 1,
  check ((status = 'suspended') = (suspended_from is not null)),
  check ((status = 'suspended') = (suspension_cause is not null))
);
create index portals_by_partner on portals (partner_id, id);
create index portals_by_status on portals (status, status_since);
create index portals_by_slug on portals (slug);

-- A host is handed out once in the installation, so its key is the host alone. Hosts never die:
-- all but the current one redirect; a cancelled portal's stay here until the quarantine is over.
create table hosts (
  host text primary key,
  portal_id uuid not null references portals (id),
  is_current boolean not null,
  added_at timestamptz not null,
  quarantined_until timestamptz
);
create unique index hosts_current on hosts (portal_id) where is_current;
create index hosts_by_portal on hosts (portal_id);

create table portal_creations (
  portal_id uuid primary key references portals (id),
  steps_done integer not null default 0,
  attempts integer not null default 0,
  failure text,
  sealed_owner bytea,
  started_at timestamptz not null,
  finished_at timestamptz
);

create table portal_logos (
  portal_id uuid primary key references portals (id),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) <= 262144)
);

create table portal_status_changes (
  portal_id uuid not null references portals (id),
  seq integer not null,
  from_status text,
  to_status text not null,
  at timestamptz not null,
  actor text not null,
  through text not null,
  cause text,
  note text,
  primary key (portal_id, seq)
);
create index portal_status_changes_by_time on portal_status_changes (at);

-- One row per thing that will fall due. The sweep reads the front of the index, so a million portals
-- with nothing due cost one probe.
create table portal_timers (
  portal_id uuid not null references portals (id),
  kind text not null,
  due_at timestamptz not null,
  looks jsonb not null default '{}',
  primary key (portal_id, kind)
);
create index portal_timers_due on portal_timers (due_at, portal_id);

-- What the console's lists show about a portal, kept by triggers on persons and by sign-ins.
create table portal_summaries (
  portal_id uuid primary key references portals (id),
  pro_users integer not null default 0,
  people integer not null default 0,
  last_activity_at timestamptz
);

-- Portals by status at the end of each day, so that the picture costs the same with a million portals.
create table daily_statuses (
  day date not null,
  partner_id uuid not null,
  status text not null,
  portals integer not null,
  primary key (day, partner_id, status)
);

create table portal_keys (
  portal_id uuid not null references portals (id),
  version integer not null,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (portal_id, version),
  check ((wrapped is null) = (destroyed_at is not null))
);

create table portal_deletions (
  portal_id uuid primary key references portals (id),
  steps_done integer not null default 0,
  counts jsonb not null default '{}',
  on_whose_word text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  certificate jsonb
);

-- ── Persons ────────────────────────────────────────────────────────────────────────────────────

create table persons (
  portal_id uuid not null references portals (id),
  id uuid not null,
  kind text not null check (kind in ('operator', 'partner', 'staff', 'contact')),
  partner_id uuid references partners (id),
  name text not null check (length(name) between 1 and 120),
  email text not null check (email = lower(email) and length(email) <= 254),
  seat text not null check (seat in ('pro', 'guest')),
  language text,
  time_zone text,
  password_hash text,
  activated_at timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  bad_attempts integer not null default 0,
  lock_level integer not null default 0,
  locked_until timestamptz,
  last_login_at timestamptz,
  last_ip text,
  created_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, email),
  check ((kind = 'partner') = (partner_id is not null))
);

create function count_people() returns trigger language plpgsql as $$
declare
  portal uuid := coalesce(new.portal_id, old.portal_id);
  pro integer := 0;
  people integer := 0;
begin
  if tg_op <> 'DELETE' then
    people := 1;
    pro := (new.seat = 'pro' and new.disabled_at is null)::integer;
  end if;
  if tg_op <> 'INSERT' then
    people := people - 1;
    pro := pro - (old.seat = 'pro' and old.disabled_at is null)::integer;
  end if;
  if people <> 0 or pro <> 0 then
    update portal_summaries s set pro_users = s.pro_users + pro, people = s.people + count_people.people
    where s.portal_id = portal;
  end if;
  return null;
end $$;
create trigger count_people after insert or delete or update of seat, disabled_at on persons
  for each row execute function count_people();

create table sessions (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  id uuid not null,
  person_id uuid not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text,
  user_agent text,
  primary key (portal_id, hash),
  unique (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index sessions_by_person on sessions (portal_id, person_id, started_at);

-- Devices a person has signed in from: the right password works from these while the account is
-- locked, so that a stranger cannot keep the owner out. Each has its own small allowance.
create table devices (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  person_id uuid not null,
  bad_attempts integer not null default 0,
  used_at timestamptz not null,
  primary key (portal_id, hash, person_id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index devices_by_person on devices (portal_id, person_id);

create table tokens (
  portal_id uuid not null references portals (id),
  hash bytea not null,
  purpose text not null check (purpose in ('activation', 'reset')),
  person_id uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  retired_at timestamptz,
  primary key (portal_id, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create unique index tokens_live on tokens (portal_id, person_id, purpose)
  where used_at is null and retired_at is null;

create table api_keys (
  portal_id uuid not null references portals (id),
  id uuid not null,
  partner_id uuid references partners (id),
  name text not null,
  hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (portal_id, id)
);

-- ── Messages ───────────────────────────────────────────────────────────────────────────────────

create table threads (
  portal_id uuid not null references portals (id),
  id uuid not null,
  sealed_subject bytea not null,
  started_by uuid not null,
  started_at timestamptz not null,
  last_message_at timestamptz not null,
  messages integer not null default 0,
  primary key (portal_id, id),
  foreign key (portal_id, started_by) references persons (portal_id, id)
);

create table thread_participants (
  portal_id uuid not null references portals (id),
  thread_id uuid not null,
  person_id uuid not null,
  unread integer not null default 0,
  read_at timestamptz,
  last_message_at timestamptz not null,
  primary key (portal_id, thread_id, person_id),
  foreign key (portal_id, thread_id) references threads (portal_id, id) on delete cascade,
  foreign key (portal_id, person_id) references persons (portal_id, id)
);
create index thread_participants_inbox
  on thread_participants (portal_id, person_id, last_message_at desc, thread_id);

create table messages (
  portal_id uuid not null references portals (id),
  id uuid not null,
  thread_id uuid not null,
  author_id uuid not null,
  sealed_body bytea not null,
  sent_at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, thread_id) references threads (portal_id, id) on delete cascade,
  foreign key (portal_id, author_id) references persons (portal_id, id)
);
create index messages_by_thread on messages (portal_id, thread_id, id);

-- ── Audit, events, outbox ──────────────────────────────────────────────────────────────────────

create table audit_heads (
  portal_id uuid primary key references portals (id),
  seq bigint not null,
  hash bytea not null
);

create table audit_lines (
  portal_id uuid not null references portals (id),
  seq bigint not null,
  at timestamptz not null,
  operation text not null,
  outcome text not null,
  actor text not null,
  actor_name text not null,
  on_behalf_of text,
  through text not null,
  subject text,
  reason text,
  details jsonb not null,
  ip text,
  request_id text,
  hash bytea not null,
  primary key (portal_id, seq)
);

create table events (
  portal_id uuid not null references portals (id),
  id uuid not null,
  name text not null,
  at timestamptz not null,
  subject text,
  data jsonb not null,
  primary key (portal_id, id)
);

-- A mail waits here, sealed under the portal's key, from the commit that caused it until it is sent.
create table mails (
  portal_id uuid not null references portals (id),
  id uuid not null,
  kind text not null,
  person_id uuid,
  state text not null check (state in ('queued', 'held', 'sent', 'kept', 'failed')),
  sealed bytea,
  queued_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  failure text,
  primary key (portal_id, id)
);
create index mails_held on mails (portal_id) where state = 'held';

create table idempotency_keys (
  portal_id uuid not null references portals (id),
  caller text not null,
  key text not null,
  body_hash bytea not null,
  sealed_result bytea,
  created_at timestamptz not null,
  primary key (portal_id, caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- ── Walls ──────────────────────────────────────────────────────────────────────────────────────

do $$
declare t text;
begin
  -- Seen only by a transaction of that portal.
  foreach t in array array[
    'portal_logos', 'portal_keys', 'persons', 'sessions', 'devices', 'tokens', 'api_keys', 'threads',
    'thread_participants', 'messages', 'audit_lines', 'audit_heads', 'events', 'mails', 'idempotency_keys'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
  -- Also read across portals by the console's lists, the sweep and the look-up of hosts, never written so.
  foreach t in array array[
    'hosts', 'portal_creations', 'portal_status_changes', 'portal_timers', 'portal_summaries',
    'portal_deletions'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
    execute format('create policy installation on %I for select using (app_installation())', t);
  end loop;
end $$;

alter table portals enable row level security;
alter table portals force row level security;
create policy portal on portals using (id = app_portal()) with check (id = app_portal());
create policy installation on portals for select using (app_installation());

grant usage on schema public to gatehouse_app;
grant select, insert, update, delete on all tables in schema public to gatehouse_app;
revoke update, delete on audit_lines, events, portal_status_changes from gatehouse_app;
revoke delete on portals, audit_heads, portal_keys, portal_deletions from gatehouse_app;
revoke insert, update, delete on installation from gatehouse_app;
grant update (set_up_at) on installation to gatehouse_app;

-- The application cannot delete an audit line; a cancelled portal's chain goes all the same, through
-- this one door, which opens only once its deletion has begun.
create function delete_audit_of_cancelled_portal(portal uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare n bigint;
begin
  if portal is distinct from app_portal()
     or not exists (select from portals where id = portal and status = 'cancelled')
     or not exists (select from portal_deletions where portal_id = portal and finished_at is null) then
    raise exception 'portal % is not being deleted', portal;
  end if;
  delete from events where portal_id = portal;
  delete from audit_lines where portal_id = portal;
  get diagnostics n = row_count;
  delete from audit_heads where portal_id = portal;
  return n;
end $$;
revoke all on function delete_audit_of_cancelled_portal(uuid) from public;
grant execute on function delete_audit_of_cancelled_portal(uuid) to gatehouse_app;
