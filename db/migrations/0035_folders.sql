-- Folders of whatever has files: of a case, a person, a company. What they are called is sealed.
create table file_folders (
  portal_id uuid not null references portals (id),
  id uuid not null,
  holder_kind text not null,
  holder_id uuid not null,
  -- What it lies in; null where it lies in none.
  parent_id uuid,
  sealed_name bytea not null,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  primary key (portal_id, id),
  -- Folders go together with those in them; a portal's go in any order.
  foreign key (portal_id, parent_id) references file_folders (portal_id, id) on delete set null (parent_id),
  foreign key (portal_id, created_by) references persons (portal_id, id),
  check (parent_id <> id)
);
create index file_folders_of_holder on file_folders (portal_id, holder_kind, holder_id, id);
create index file_folders_by_parent on file_folders (portal_id, parent_id) where parent_id is not null;

alter table files add column folder_id uuid;
alter table files add foreign key (portal_id, folder_id) references file_folders (portal_id, id);
create index files_of_folder on files (portal_id, folder_id, id) where folder_id is not null;

alter table file_folders enable row level security;
alter table file_folders force row level security;
create policy portal on file_folders using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on file_folders to gatehouse_app;
