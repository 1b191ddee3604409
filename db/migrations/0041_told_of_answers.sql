-- Whoever has asked for documents is told of answers as others are of news about files: of one kind at most once an hour.
alter table file_tellings drop constraint file_tellings_what_check;
alter table file_tellings add constraint file_tellings_what_check
  check (what in ('shared', 'requested', 'reminder', 'answered', 'accepted', 'withdrawn'));
