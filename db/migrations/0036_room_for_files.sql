-- How much room a portal's files have: as much as the installation gives every portal, unless its provider says
-- otherwise; and the largest file that its staff let people send.
alter table portals add column files_gb integer check (files_gb between 1 and 100000);
alter table portals add column largest_file_mb integer not null default 5000 check (largest_file_mb between 1 and 5000);
