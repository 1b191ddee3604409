-- Whom a portal serves, what it does for them, and what they state when they register.

-- A contact is known before anybody has their e-mail; nobody else is.
alter table persons alter column email drop not null;
alter table persons add constraint persons_reachable check (email is not null or kind = 'contact');
-- A name for signing in beside the e-mail. Without an @, so that it is never somebody else's e-mail.
alter table persons add column user_name text check (user_name ~ '^[a-z0-9][a-z0-9._-]{2,59}$');
alter table persons add constraint persons_portal_id_user_name_key unique (portal_id, user_name);
-- Null reads as a client: those who were here before there were roles.
alter table persons add column contact_role text
  check (contact_role in ('lead', 'prospect', 'client')) check (contact_role is null or kind = 'contact');
-- How often somebody tried to register with this person's links and codes, right or wrong; never set back.
alter table persons add column registration_attempts integer not null default 0;
-- When the newest invitation was issued; null for whoever has none.
alter table persons add column invited_at timestamptz;
update persons p set invited_at = (
  select max(issued_at) from tokens t
  where t.portal_id = p.portal_id and t.person_id = p.id and t.purpose = 'activation');
update persons set contact_role = 'client' where kind = 'contact';

-- Counted once a statement: ten thousand people added at once would write one row ten thousand times.
create function count_people_added() returns trigger language plpgsql as $$
begin
  update portal_summaries s
  set pro_users = s.pro_users + a.pro, people = s.people + a.people
  from (select portal_id, count(*)::integer as people,
          (count(*) filter (where seat = 'pro' and disabled_at is null))::integer as pro
        from added group by portal_id) a
  where s.portal_id = a.portal_id;
  return null;
end $$;
drop trigger count_people on persons;
create trigger count_people after update of seat, disabled_at or delete on persons
  for each row execute function count_people();
create trigger count_people_added after insert on persons
  referencing new table as added for each statement execute function count_people_added();

-- How long an invitation is good for, to the hour, and what is stated beside its link.
alter table portals add column invitation_hours integer not null default 168
  check (invitation_hours between 1 and 720);
update portals set invitation_hours = 24 * invitation_days;
alter table portals drop column invitation_days;
alter table portals add column registration_fact text not null default 'digits'
  check (registration_fact in ('digits', 'birth_date', 'case_number'));

-- Facts that only the client and the portal's staff know. Compared by a keyed hash, bound to the person;
-- sealed under the portal's key for what must be hashed anew, such as a merge. Shown nowhere.
create table registration_facts (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  fact text not null check (fact in ('digits', 'birth_date', 'case_number')),
  hash bytea not null,
  sealed bytea not null,
  primary key (portal_id, person_id, fact, hash),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
alter table registration_facts enable row level security;
alter table registration_facts force row level security;
create policy portal on registration_facts using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on registration_facts to gatehouse_app;

-- Wrong facts stated with this token; the first sign of a person on its page.
alter table tokens add column attempts integer not null default 0;
alter table tokens add column opened_at timestamptz;

create table companies (
  portal_id uuid not null references portals (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null,
  primary key (portal_id, id)
);
create unique index companies_by_name on companies (portal_id, lower(name));
alter table companies enable row level security;
alter table companies force row level security;
create policy portal on companies using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on companies to gatehouse_app;

-- The card of a contact: what is known beside name and e-mail, which are the person's.
create table contacts (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  company_id uuid,
  phone text check (length(phone) between 1 and 40),
  birth_date date,
  -- Values of the portal's own fields, by the field's id.
  fields jsonb not null default '{}',
  version integer not null default 1,
  primary key (portal_id, person_id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade,
  foreign key (portal_id, company_id) references companies (portal_id, id)
);
create index contacts_by_company on contacts (portal_id, company_id) where company_id is not null;
alter table contacts enable row level security;
alter table contacts force row level security;
create policy portal on contacts using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on contacts to gatehouse_app;
insert into contacts (portal_id, person_id) select portal_id, id from persons where kind = 'contact';

-- Fields that a portal adds to its cards.
create table custom_fields (
  portal_id uuid not null references portals (id),
  id uuid not null,
  label text not null check (length(label) between 1 and 60),
  kind text not null check (kind in ('text', 'number', 'date', 'choice')),
  choices text[] not null default '{}',
  position integer not null,
  primary key (portal_id, id)
);
create unique index custom_fields_by_label on custom_fields (portal_id, lower(label));
alter table custom_fields enable row level security;
alter table custom_fields force row level security;
create policy portal on custom_fields using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on custom_fields to gatehouse_app;

-- The last number taken, per portal and kind of thing; locked by whoever takes the next.
create table numbers (
  portal_id uuid not null references portals (id),
  kind text not null,
  last bigint not null,
  primary key (portal_id, kind)
);
alter table numbers enable row level security;
alter table numbers force row level security;
create policy portal on numbers using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on numbers to gatehouse_app;

-- What a portal calls its kinds of cases, and the stages they go through.
create table case_types (
  portal_id uuid not null references portals (id),
  name text not null check (length(name) between 1 and 60),
  position integer not null,
  primary key (portal_id, name)
);
alter table case_types enable row level security;
alter table case_types force row level security;
create policy portal on case_types using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on case_types to gatehouse_app;

create table case_stages (
  portal_id uuid not null references portals (id),
  name text not null check (length(name) between 1 and 60),
  position integer not null,
  primary key (portal_id, name)
);
alter table case_stages enable row level security;
alter table case_stages force row level security;
create policy portal on case_stages using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on case_stages to gatehouse_app;

create table cases (
  portal_id uuid not null references portals (id),
  id uuid not null,
  number text not null check (length(number) between 1 and 40),
  title text not null check (length(title) between 1 and 200),
  type text,
  stage text,
  opened_on date not null,
  closed_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (portal_id, id),
  unique (portal_id, number),
  foreign key (portal_id, type) references case_types (portal_id, name) on update cascade,
  foreign key (portal_id, stage) references case_stages (portal_id, name) on update cascade,
  check (closed_on >= opened_on)
);
create index cases_by_opened on cases (portal_id, opened_on, id);
create index cases_by_stage on cases (portal_id, stage, id);
alter table cases enable row level security;
alter table cases force row level security;
create policy portal on cases using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on cases to gatehouse_app;

-- Who has to do with a case. `client`: the portal's owner acts for them; the others are only named in it.
create table case_parties (
  portal_id uuid not null references portals (id),
  case_id uuid not null,
  person_id uuid not null,
  side text not null check (side in ('client', 'other')),
  added_at timestamptz not null,
  primary key (portal_id, case_id, person_id),
  foreign key (portal_id, case_id) references cases (portal_id, id) on delete cascade,
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index case_parties_by_person on case_parties (portal_id, person_id);
alter table case_parties enable row level security;
alter table case_parties force row level security;
create policy portal on case_parties using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on case_parties to gatehouse_app;

-- What staff write down about a contact or a case, for themselves; sealed like messages.
create table notes (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid,
  case_id uuid,
  author_id uuid not null,
  sealed_body bytea not null,
  written_at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade,
  foreign key (portal_id, case_id) references cases (portal_id, id) on delete cascade,
  foreign key (portal_id, author_id) references persons (portal_id, id),
  check (num_nonnulls(person_id, case_id) = 1)
);
create index notes_by_person on notes (portal_id, person_id, id) where person_id is not null;
create index notes_by_case on notes (portal_id, case_id, id) where case_id is not null;
alter table notes enable row level security;
alter table notes force row level security;
create policy portal on notes using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on notes to gatehouse_app;
