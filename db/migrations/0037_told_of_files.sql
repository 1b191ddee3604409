-- What somebody was told of by mail, and when: of one kind at most once an hour. What comes meanwhile waits for the
-- next mail, as ids of files or requests, by which it is looked up once more before it leaves.
create table file_tellings (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  what text not null check (what in ('shared', 'requested', 'reminder', 'accepted', 'withdrawn')),
  told_at timestamptz not null,
  due_at timestamptz,
  waiting uuid[] not null default '{}',
  primary key (portal_id, person_id, what),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  check ((due_at is null) = (waiting = '{}'))
);
create index file_tellings_due on file_tellings (due_at, portal_id) where due_at is not null;
alter table file_tellings enable row level security;
alter table file_tellings force row level security;
create policy portal on file_tellings using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on file_tellings for select using (app_installation());
grant select, insert, update, delete on file_tellings to gatehouse_app;

-- What waits for somebody is looked for over all that requests are about.
create index file_requests_of_state on file_requests (portal_id, state, state_at, id);
