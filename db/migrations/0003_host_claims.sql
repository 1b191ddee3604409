-- A domain of one's own that waits for its proof in DNS. Any number of portals may wait for the same
-- host: none holds it until it has shown that the domain's owner wants it there.
create table host_claims (
  portal_id uuid not null references portals (id),
  host text not null,
  claimed_at timestamptz not null,
  primary key (portal_id, host)
);
alter table host_claims enable row level security;
alter table host_claims force row level security;
create policy portal on host_claims using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on host_claims to gatehouse_app;
