-- A portal's wrapped key lies in the key store, outside of the database, so that destroying it destroys it for
-- every backup of the database. What stays here is when a key was made and destroyed. The column `wrapped` is
-- emptied once no server of the version before is left, and dropped by a later migration.
alter table portal_keys drop constraint portal_keys_check;

-- From then on no wrapped key is written here, nor looked for. Null until an existing installation's have moved.
alter table installation add column keys_apart_at timestamptz;
grant update (keys_apart_at) on installation to gatehouse_app;

-- Portals that the key store speaks against, until an operator has seen to them.
create table refused_portals (
  portal_id uuid primary key references portals (id),
  -- deleted: it was, and a backup brought it back. key_missing: its key is not where it must be.
  why text not null check (why in ('deleted', 'key_missing')),
  -- Of one that came back: what was restored.
  restored text check (restored in ('database', 'database_and_keys')),
  deleted_at timestamptz,
  found_at timestamptz not null
);
alter table refused_portals enable row level security;
alter table refused_portals force row level security;
create policy portal on refused_portals using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on refused_portals for select using (app_installation());
grant select, insert, update, delete on refused_portals to gatehouse_app;

-- How long each file of anchors was, and what its bytes hashed to, when it was last noted here: a file that was
-- cut or edited since is found, as a chain here that was cut is found by the file.
create table anchor_files (
  id uuid primary key,
  bytes bigint not null,
  sha256 bytea not null,
  noted_at timestamptz not null
);
grant select, insert, update on anchor_files to gatehouse_app;
