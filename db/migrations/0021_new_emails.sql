-- An e-mail that somebody who has registered is to sign in with once they have proved that it is theirs. Until
-- then the one before signs in. A link for it is a token of its own purpose.

create table new_emails (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  email text not null,
  asked_at timestamptz not null,
  primary key (portal_id, person_id),
  foreign key (portal_id, person_id) references persons (portal_id, id)
);

alter table new_emails enable row level security;
alter table new_emails force row level security;
create policy portal on new_emails using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on new_emails to gatehouse_app;

alter table tokens drop constraint tokens_purpose_check;
alter table tokens add constraint tokens_purpose_check
  check (purpose in ('activation', 'reset', 'code', 'email'));
