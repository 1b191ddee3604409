-- Registering: codes read out over the phone, how far invitations got, and mails in a portal's own words.

-- A code is a token of few digits: kept as a hash under the portal's key, and bound to the person.
alter table tokens drop constraint tokens_purpose_check;
alter table tokens add constraint tokens_purpose_check check (purpose in ('activation', 'reset', 'code'));
-- A person's newest invitation, which the panel shows.
create index tokens_by_person on tokens (portal_id, person_id, issued_at desc);

-- How far each invited person got, told once: first invited, first seen on the page, back on a later day.
alter table persons add column first_invited_at timestamptz;
alter table persons add column opened_at timestamptz;
alter table persons add column returned_at timestamptz;
update persons p set
  first_invited_at = p.invited_at,
  opened_at = case when p.invited_at is not null then p.activated_at end,
  returned_at = case when p.last_login_at >= p.activated_at + interval '1 day' then p.last_login_at end
where p.invited_at is not null;
-- Whoever sets invited_at, one by one or ten thousand at once, cannot forget the first time.
create function note_first_invitation() returns trigger language plpgsql as $$
begin
  new.first_invited_at := new.invited_at;
  return new;
end $$;
create trigger note_first_invitation before insert or update of invited_at on persons
  for each row when (new.first_invited_at is null and new.invited_at is not null)
  execute function note_first_invitation();
-- The funnel of the last weeks is read from this index alone, however old the portal is.
create index persons_by_first_invitation on persons (portal_id, first_invited_at)
  include (opened_at, activated_at, returned_at) where first_invited_at is not null;

-- Mails in the portal's own words, per kind and language; without a row the shipped ones hold.
create table mail_texts (
  portal_id uuid not null references portals (id),
  kind text not null,
  language text not null,
  subject text not null check (length(subject) between 1 and 200),
  body text not null check (length(body) between 1 and 5000),
  changed_at timestamptz not null,
  primary key (portal_id, kind, language)
);
alter table mail_texts enable row level security;
alter table mail_texts force row level security;
create policy portal on mail_texts using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on mail_texts to gatehouse_app;
