-- A version in which something dangerous was found keeps what it was, and none of its bytes.
alter table file_versions alter column content_id drop not null;
alter table file_versions add constraint file_versions_content_kept
  check (content_id is not null or state = 'refused');
