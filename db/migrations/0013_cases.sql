-- Case browse: each order and each filter has an index that ends in the order most looked at.

-- "AB 7" and "ab 7" would be one and the same fact when a client states it.
create unique index cases_by_spelling on cases (portal_id, lower(number));
create index cases_by_title on cases (portal_id, title, id);
drop index cases_by_stage;
create index cases_by_stage on cases (portal_id, stage, opened_on, id);
create index cases_by_type on cases (portal_id, type, opened_on, id);
create index cases_still_open on cases (portal_id, opened_on, id) where closed_on is null;

create unique index case_types_by_name on case_types (portal_id, lower(name));
create unique index case_stages_by_name on case_stages (portal_id, lower(name));

-- Few are ever disabled or locked, so that looking for their cases begins with them.
create index persons_disabled on persons (portal_id, id) where disabled_at is not null;
create index persons_locked on persons (portal_id, id) where locked_until is not null;
