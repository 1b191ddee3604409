-- On-boarding flows: steps that a client goes through, before the rest of the portal opens or beside it.

-- A flow as staff write it. `draft` is what the next version will be; people who start get the version that was
-- published last, and stay in it.
create table flows (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- A text by language: of each that is written one.
  name jsonb not null,
  mandatory boolean not null,
  draft jsonb not null,
  -- The version that people start with; null until it was published once.
  published integer check (published >= 1),
  -- Nobody starts it any more; those who are in it go on.
  removed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (portal_id, id)
);

-- Whom somebody reaches who is stuck in it.
create table flow_helpers (
  portal_id uuid not null references portals (id),
  flow_id uuid not null,
  person_id uuid not null,
  primary key (portal_id, flow_id, person_id),
  foreign key (portal_id, flow_id) references flows (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id)
);

-- What was published, for good: what somebody has accepted is read here as it was.
create table flow_versions (
  portal_id uuid not null references portals (id),
  flow_id uuid not null,
  number integer not null check (number >= 1),
  name jsonb not null,
  mandatory boolean not null,
  steps jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  primary key (portal_id, flow_id, number),
  foreign key (portal_id, flow_id) references flows (portal_id, id),
  foreign key (portal_id, published_by) references persons (portal_id, id)
);

-- Somebody in a flow.
create table flow_runs (
  portal_id uuid not null references portals (id),
  id uuid not null,
  flow_id uuid not null,
  number integer not null,
  person_id uuid not null,
  -- That of its version.
  mandatory boolean not null,
  state text not null check (state in ('open', 'done', 'ended')),
  assigned_at timestamptz not null,
  assigned_by uuid,
  -- Null while a payment stands before it.
  started_at timestamptz,
  -- The step it is at, and since when; null once it is over.
  step_id uuid,
  step_since timestamptz not null,
  -- Steps that are done or skipped, of how many.
  finished integer not null default 0,
  steps integer not null check (steps >= 1),
  -- When they said last that they do not get on with this step, and in which words.
  stuck_at timestamptz,
  sealed_stuck bytea,
  ended_at timestamptz,
  sealed_reason bytea,
  primary key (portal_id, id),
  foreign key (portal_id, flow_id, number) references flow_versions (portal_id, flow_id, number),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, assigned_by) references persons (portal_id, id),
  check (finished between 0 and steps),
  check ((state = 'open') = (step_id is not null)),
  check ((state = 'open') = (ended_at is null))
);
-- Of any number who start one for somebody at once, one does.
create unique index flow_runs_open on flow_runs (portal_id, flow_id, person_id) where state = 'open';
create index flow_runs_of_person on flow_runs (portal_id, person_id, id);
create index flow_runs_of_flow on flow_runs (portal_id, flow_id, state);
-- Who is where: those who are stuck first, then those who have been at their step the longest.
create index flow_runs_waiting on flow_runs
  (portal_id, (coalesce(stuck_at, 'infinity')), step_since, id) where state = 'open';

-- What became of a step: done by somebody, or skipped.
create table flow_run_steps (
  portal_id uuid not null references portals (id),
  run_id uuid not null,
  step_id uuid not null,
  state text not null check (state in ('done', 'skipped')),
  at timestamptz not null,
  by_id uuid,
  -- In which language they read what they did or accepted.
  language text,
  -- Why it was skipped.
  sealed_reason bytea,
  primary key (portal_id, run_id, step_id),
  foreign key (portal_id, run_id) references flow_runs (portal_id, id),
  foreign key (portal_id, by_id) references persons (portal_id, id),
  check ((state = 'skipped') = (sealed_reason is not null))
);

-- What somebody has sent in a step. Removed, the file is gone from here too.
create table flow_sent_files (
  portal_id uuid not null references portals (id),
  run_id uuid not null,
  step_id uuid not null,
  file_id uuid not null,
  primary key (portal_id, run_id, step_id, file_id),
  foreign key (portal_id, run_id) references flow_runs (portal_id, id),
  foreign key (portal_id, file_id) references files (portal_id, id) on delete cascade
);
create index flow_sent_files_of_file on flow_sent_files (portal_id, file_id);

-- The mandatory run that stands between somebody and the portal, on their own row, so that the gate's one statement
-- reads it without a join.
alter table persons add column open_flow uuid;

do $$
declare
  t text;
begin
  foreach t in array array['flows', 'flow_helpers', 'flow_versions', 'flow_runs', 'flow_run_steps', 'flow_sent_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
end $$;
grant select, insert, update, delete on flows, flow_helpers, flow_runs, flow_sent_files to gatehouse_app;
-- Nobody changes what was published, or how a step was gone through.
grant select, insert, delete on flow_versions, flow_run_steps to gatehouse_app;
