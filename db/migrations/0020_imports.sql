-- Files of contacts and cases that were sent and looked through, and have not been begun with: erased when
-- they are, or after a day.

create table import_uploads (
  portal_id uuid not null references portals (id),
  -- The work that it will be.
  id uuid not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  -- Holds people's data, the digits of their social security numbers among them.
  sealed bytea not null,
  primary key (portal_id, id),
  foreign key (portal_id, uploaded_by) references persons (portal_id, id)
);
create index import_uploads_age on import_uploads (uploaded_at);

alter table import_uploads enable row level security;
alter table import_uploads force row level security;
create policy portal on import_uploads using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What lies about is looked for across portals.
create policy installation on import_uploads for select using (app_installation());
grant select, insert, update, delete on import_uploads to gatehouse_app;
