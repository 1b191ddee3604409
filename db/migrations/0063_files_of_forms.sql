-- A file that somebody without a session sends with a form: theirs who know its secret, and once the form was sent
-- that of the submission which it came with, until that is completed.
alter table file_uploads
  alter column person_id drop not null,
  add column guest_hash bytea check (length(guest_hash) = 32),
  add column held_for uuid,
  add constraint file_uploads_whose check (num_nonnulls(person_id, guest_hash, held_for) = 1);
create unique index file_uploads_of_guests on file_uploads (portal_id, guest_hash) where guest_hash is not null;
create index file_uploads_held on file_uploads (portal_id, held_for) where held_for is not null;
