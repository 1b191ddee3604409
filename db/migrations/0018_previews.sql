-- Looks that staff take at the portal as one of its clients sees it, each beside a session of their own.

create table previews (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- Of the cookie's secret; null once it is over, so that no cookie finds it.
  hash bytea,
  -- The staff member's own, beside which it runs and with which it ends. Sessions go, so no foreign key.
  session_id uuid not null,
  staff_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  -- Begun to act on the client's behalf, and not only to look.
  acts boolean not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  -- Null for one that runs, and for one that ran out unended.
  ended_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, hash),
  foreign key (portal_id, staff_id) references persons (portal_id, id) on delete cascade,
  foreign key (portal_id, client_id) references persons (portal_id, id) on delete cascade,
  check ((hash is null) = (ended_at is not null)),
  check (expires_at > started_at and expires_at <= started_at + interval '60 minutes')
);
create unique index previews_one_a_session on previews (portal_id, session_id) where ended_at is null;
create index previews_by_client on previews (portal_id, client_id, id);
create index previews_by_staff on previews (portal_id, staff_id);
alter table previews enable row level security;
alter table previews force row level security;
create policy portal on previews using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on previews to gatehouse_app;

-- However a session or a client's access ends, what ran on it ends in the same transaction.
create function end_previews_of_sessions() returns trigger language plpgsql as $$
begin
  update previews v set ended_at = least(v.expires_at, app_now()), hash = null
  from gone s where v.portal_id = s.portal_id and v.session_id = s.id and v.ended_at is null;
  return null;
end $$;
create trigger end_previews after delete on sessions
  referencing old table as gone for each statement execute function end_previews_of_sessions();

create function end_previews_of_client() returns trigger language plpgsql as $$
begin
  update previews set ended_at = least(expires_at, app_now()), hash = null
  where portal_id = new.portal_id and client_id = new.id and ended_at is null;
  return null;
end $$;
create trigger end_previews after update of disabled_at on persons
  for each row when (new.disabled_at is not null and old.disabled_at is null)
  execute function end_previews_of_client();

-- Whether a preview may be begun to act on the client's behalf.
alter table portals add column act_on_behalf boolean not null default false;

-- The staff member who wrote a message in its author's name.
alter table messages add column written_by uuid;
alter table messages add foreign key (portal_id, written_by) references persons (portal_id, id);
