-- Why somebody is asked again for what they sent before.
alter table file_requests add column sealed_why bytea;
-- What came in with a request, and what is outstanding, is looked for by who is asked and by what it is about.
create index file_requests_open on file_requests (portal_id, holder_kind, holder_id) where state in ('open', 'answered');
