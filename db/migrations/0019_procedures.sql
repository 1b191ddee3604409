-- Rules that a portal's staff write: when something happens, if it is so, then do this.

create table procedures (
  portal_id uuid not null references portals (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  trigger jsonb not null,
  conditions jsonb not null,
  actions jsonb not null,
  -- Since when it has been on; null while it is off. What happened before does not set it going.
  active_since timestamptz,
  -- Kept for its runs, shown in no list.
  removed_at timestamptz,
  -- Whose rights it acts with: whoever wrote it as it is now.
  author_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, author_id) references persons (portal_id, id)
);
create index procedures_active on procedures (portal_id, id) where active_since is not null;

-- One cause that set a procedure going. The unique key is what makes it fire once.
create table procedure_runs (
  portal_id uuid not null references portals (id),
  id uuid not null,
  procedure_id uuid not null,
  cause text not null,
  -- What it was, as the trigger names it; a procedure that waits for something else by now does not act on it.
  happened jsonb not null,
  case_id uuid,
  person_id uuid,
  -- The procedures that led here, the first of them first.
  chain text[] not null default '{}',
  state text not null check (state in ('waiting', 'running', 'done', 'skipped', 'failed')),
  due_at timestamptz not null,
  -- Why nothing was done.
  why jsonb,
  -- What is done step by step, settled on when the run begins, and what became of each.
  outcomes jsonb not null default '[]',
  tries integer not null default 0,
  -- Till when somebody is at it, by the database's own clock, which no test clock moves.
  busy_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, procedure_id, cause),
  foreign key (portal_id, procedure_id) references procedures (portal_id, id),
  foreign key (portal_id, case_id) references cases (portal_id, id) on delete cascade,
  foreign key (portal_id, person_id) references persons (portal_id, id) on delete cascade
);
create index procedure_runs_due on procedure_runs (due_at, portal_id, id) where state in ('waiting', 'running');
create index procedure_runs_log on procedure_runs (portal_id, procedure_id, id);
-- What waits and what failed is counted on the list, and looked for among runs, without reading the others.
create index procedure_runs_by_state on procedure_runs (portal_id, procedure_id, state, id);
create index procedure_runs_finished on procedure_runs (portal_id, procedure_id, finished_at);
create index procedure_runs_by_case on procedure_runs (portal_id, case_id) where case_id is not null;
create index procedure_runs_by_person on procedure_runs (portal_id, person_id) where person_id is not null;

do $$
declare t text;
begin
  foreach t in array array['procedures', 'procedure_runs'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
end $$;
-- What is due is looked for across portals, and written in its own.
create policy installation on procedure_runs for select using (app_installation());
grant select, insert, update, delete on procedures, procedure_runs to gatehouse_app;
