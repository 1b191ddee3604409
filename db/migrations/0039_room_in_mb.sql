-- The room that a portal is given is told in MB: a small portal's is less than a GB.
alter table portals drop constraint portals_files_gb_check;
alter table portals alter column files_gb type integer using files_gb * 1000;
alter table portals rename column files_gb to files_mb;
alter table portals add constraint portals_files_mb_check check (files_mb between 1 and 100000000);
