-- Where contents of files are to lie: those that lie elsewhere move there. Null until a bucket was configured.
alter table installation add column files_to text check (files_to in ('folder', 'bucket'));
grant update (files_to) on installation to gatehouse_app;

-- What is to move on is looked for every minute: it costs what lies in the folder, and not what there is.
create index file_contents_in_folder on file_contents (portal_id, id) where store = 'folder' and doomed_at is null;

-- A thumbnail's content that is removed is looked for here, by its foreign key.
create index file_versions_by_thumbnail on file_versions (portal_id, thumbnail_id) where thumbnail_id is not null;
