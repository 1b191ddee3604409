-- Cards that were one person's twice: which one is left, so that old links and old history lead there.
create table merged_contacts (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  into_id uuid not null,
  merged_at timestamptz not null,
  primary key (portal_id, person_id),
  foreign key (portal_id, into_id) references persons (portal_id, id) on delete cascade
);
create index merged_contacts_by_into on merged_contacts (portal_id, into_id);
alter table merged_contacts enable row level security;
alter table merged_contacts force row level security;
create policy portal on merged_contacts using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on merged_contacts to gatehouse_app;

-- The list of contacts sorted by when they came.
create index contacts_by_added on persons (portal_id, created_at, id) where kind = 'contact';
