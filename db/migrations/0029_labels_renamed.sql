-- A label is renamed with its cases by one operation, which checks the reference at its end: a key that
-- cascades would write rows that no statement names, and a distributed database refuses it.
alter table cases drop constraint cases_portal_id_type_fkey;
alter table cases add constraint cases_portal_id_type_fkey
  foreign key (portal_id, type) references case_types (portal_id, name) deferrable;
alter table cases drop constraint cases_portal_id_stage_fkey;
alter table cases add constraint cases_portal_id_stage_fkey
  foreign key (portal_id, stage) references case_stages (portal_id, name) deferrable;
