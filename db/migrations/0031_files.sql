-- Files: what is attached to cases, people, companies, messages. What is in them, and what they are called, is
-- sealed; contents lie outside of the database, each under a name of its own.

-- A content: bytes that lie in a store, sealed. Its row is there before its first byte, and goes after its last.
create table file_contents (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- Where it lies.
  store text not null check (store in ('folder', 'bucket')),
  bytes bigint not null check (bytes >= 0),
  made_at timestamptz not null,
  -- Nothing shows it any more: its bytes are to be removed, and then this row.
  doomed_at timestamptz,
  -- Whoever moves or removes it holds it until then, by the database's own clock.
  held_until timestamptz,
  primary key (portal_id, id)
);
create index file_contents_doomed on file_contents (doomed_at, portal_id) where doomed_at is not null;
create index file_contents_store on file_contents (portal_id, store, id) where doomed_at is null;

-- A content that is being sent, or was and belongs to nothing yet.
create table file_uploads (
  portal_id uuid not null references portals (id),
  id uuid not null,
  content_id uuid not null,
  person_id uuid not null,
  sealed_name bytea not null,
  -- How many bytes lie there for sure: whole chunks, or all of them.
  held bigint not null default 0 check (held >= 0),
  -- Who writes; whoever comes later takes it over.
  writer uuid,
  begun_at timestamptz not null,
  arrived_at timestamptz,
  expires_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, content_id),
  foreign key (portal_id, content_id) references file_contents (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id)
);
create index file_uploads_by_person on file_uploads (portal_id, person_id, id);
create index file_uploads_expiring on file_uploads (expires_at);

-- A file of something: of a case, a person, a company, a message.
create table files (
  portal_id uuid not null references portals (id),
  id uuid not null,
  holder_kind text not null,
  holder_id uuid not null,
  sealed_name bytea not null,
  sealed_note bytea,
  -- Its newest version.
  current integer not null default 1 check (current >= 1),
  -- Until when others than staff see it.
  expires_at timestamptz,
  added_by uuid not null,
  added_at timestamptz not null,
  version integer not null default 1,
  primary key (portal_id, id),
  foreign key (portal_id, added_by) references persons (portal_id, id)
);
create index files_of_holder on files (portal_id, holder_kind, holder_id, id);

create table file_versions (
  portal_id uuid not null references portals (id),
  file_id uuid not null,
  number integer not null check (number >= 1),
  content_id uuid not null,
  bytes bigint not null check (bytes >= 0),
  -- What it is by its content, not by its name.
  type text not null default 'application/octet-stream',
  -- `checking` until it was looked at: only then is it given out.
  state text not null default 'checking' check (state in ('checking', 'ready', 'refused')),
  state_at timestamptz not null,
  -- What was found in one that is refused.
  threat text,
  thumbnail_id uuid,
  added_by uuid not null,
  added_at timestamptz not null,
  -- When it is looked at next, and by whom it is held meanwhile.
  due_at timestamptz,
  tries integer not null default 0,
  held_until timestamptz,
  primary key (portal_id, file_id, number),
  unique (portal_id, content_id),
  foreign key (portal_id, file_id) references files (portal_id, id) on delete cascade,
  foreign key (portal_id, content_id) references file_contents (portal_id, id),
  foreign key (portal_id, thumbnail_id) references file_contents (portal_id, id),
  foreign key (portal_id, added_by) references persons (portal_id, id),
  check ((state = 'checking') = (due_at is not null))
);
create index file_versions_due on file_versions (due_at, portal_id) where state = 'checking';

-- Who took which version, and when.
create table file_downloads (
  portal_id uuid not null references portals (id),
  id uuid not null,
  file_id uuid not null,
  number integer not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, file_id) references files (portal_id, id) on delete cascade,
  foreign key (portal_id, person_id) references persons (portal_id, id)
);
create index file_downloads_of_file on file_downloads (portal_id, file_id, id);

-- Whom a file is shared with: a person, everybody of a company, the clients of a case.
create table file_shares (
  portal_id uuid not null references portals (id),
  file_id uuid not null,
  audience_kind text not null,
  audience_id uuid not null,
  shared_by uuid not null,
  shared_at timestamptz not null,
  primary key (portal_id, file_id, audience_kind, audience_id),
  foreign key (portal_id, file_id) references files (portal_id, id) on delete cascade,
  foreign key (portal_id, shared_by) references persons (portal_id, id)
);
create index file_shares_of_audience on file_shares (portal_id, audience_kind, audience_id, file_id);

-- What somebody who is served is asked for.
create table file_requests (
  portal_id uuid not null references portals (id),
  id uuid not null,
  holder_kind text not null,
  holder_id uuid not null,
  person_id uuid not null,
  sealed_what bytea not null,
  due_on date,
  state text not null default 'open' check (state in ('open', 'answered', 'accepted', 'withdrawn')),
  state_at timestamptz not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- When they are reminded next.
  remind_at timestamptz,
  reminders integer not null default 0,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, asked_by) references persons (portal_id, id),
  check (remind_at is null or state = 'open')
);
create index file_requests_of_person on file_requests (portal_id, person_id, id);
create index file_requests_of_holder on file_requests (portal_id, holder_kind, holder_id, id);
create index file_requests_due on file_requests (remind_at, portal_id) where remind_at is not null;
alter table files add column request_id uuid;
alter table files add foreign key (portal_id, request_id) references file_requests (portal_id, id);
create index files_of_request on files (portal_id, request_id) where request_id is not null;

-- How much a portal's contents take, in all: counted with each, so that nobody adds them up.
alter table portal_summaries add column file_bytes bigint not null default 0 check (file_bytes >= 0);

alter table file_contents enable row level security;
alter table file_contents force row level security;
create policy portal on file_contents using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What is to be removed is looked for across portals; so are contents to move, expired uploads, and what is to be looked at.
create policy installation on file_contents for select using (app_installation());
alter table file_uploads enable row level security;
alter table file_uploads force row level security;
create policy portal on file_uploads using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on file_uploads for select using (app_installation());
alter table files enable row level security;
alter table files force row level security;
create policy portal on files using (portal_id = app_portal()) with check (portal_id = app_portal());
alter table file_versions enable row level security;
alter table file_versions force row level security;
create policy portal on file_versions using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on file_versions for select using (app_installation());
alter table file_downloads enable row level security;
alter table file_downloads force row level security;
create policy portal on file_downloads using (portal_id = app_portal()) with check (portal_id = app_portal());
alter table file_shares enable row level security;
alter table file_shares force row level security;
create policy portal on file_shares using (portal_id = app_portal()) with check (portal_id = app_portal());
alter table file_requests enable row level security;
alter table file_requests force row level security;
create policy portal on file_requests using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on file_requests for select using (app_installation());
grant select, insert, update, delete on file_shares, file_requests to gatehouse_app;
grant select, insert, update, delete on file_contents, file_uploads, files, file_versions, file_downloads to gatehouse_app;
