-- What a mail server refuses for good is told to whoever asked for the mail, and shown where it was asked for.

alter table mails add column asked_by uuid;
-- What it is about, by its row: a billing report.
alter table mails add column about uuid;

create index mails_refused on mails (portal_id, person_id) where state = 'failed';
create index mails_about on mails (portal_id, about) where about is not null;
