-- What the portals' own work needs of the database beyond the house.

-- The console's list is paged by key in this order; a cancelled portal has no name left and stands
-- where its address does. A column and not an expression: row-level security lets an index be searched
-- only by what it knows not to leak, and it knows nothing of lower().
alter table portals add column sorted_name text not null
  generated always as (lower(case when name = '' then slug else name end)) stored;
create index portals_by_name on portals (sorted_name, id);

-- The console asks for the next of one kind, where the sweep asks for the next of all.
create index portal_timers_by_kind on portal_timers (kind, due_at, portal_id);

-- Looked through whenever a process starts.
create index portal_creations_unfinished on portal_creations (portal_id) where finished_at is null;
create index portal_deletions_unfinished on portal_deletions (portal_id) where finished_at is null;

-- The history of statuses outlives its portal, without what people wrote into it.
create or replace function delete_audit_of_cancelled_portal(portal uuid) returns bigint
language plpgsql security definer set search_path = public as $$
declare n bigint;
begin
  if portal is distinct from app_portal()
     or not exists (select from portals where id = portal and status = 'cancelled')
     or not exists (select from portal_deletions where portal_id = portal and finished_at is null) then
    raise exception 'portal % is not being deleted', portal;
  end if;
  update portal_status_changes set note = null where portal_id = portal and note is not null;
  delete from events where portal_id = portal;
  delete from audit_lines where portal_id = portal;
  get diagnostics n = row_count;
  delete from audit_heads where portal_id = portal;
  return n;
end $$;

-- In 0001 it named a variable as if it were a parameter, and no person could be added.
create or replace function count_people() returns trigger language plpgsql as $$
declare
  in_portal uuid := coalesce(new.portal_id, old.portal_id);
  more_pro integer := 0;
  more_people integer := 0;
begin
  if tg_op <> 'DELETE' then
    more_people := 1;
    more_pro := (new.seat = 'pro' and new.disabled_at is null)::integer;
  end if;
  if tg_op <> 'INSERT' then
    more_people := more_people - 1;
    more_pro := more_pro - (old.seat = 'pro' and old.disabled_at is null)::integer;
  end if;
  if more_people <> 0 or more_pro <> 0 then
    update portal_summaries
    set pro_users = pro_users + more_pro, people = people + more_people
    where portal_id = in_portal;
  end if;
  return null;
end $$;
