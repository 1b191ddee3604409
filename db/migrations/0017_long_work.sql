-- Work that takes long: something done to many, a batch at a time, and what became of each; and mails that
-- leave at a set rate.

create table works (
  portal_id uuid not null references portals (id),
  id uuid not null,
  kind text not null,
  state text not null check (state in ('running', 'cancelled', 'finished')),
  -- What was asked for, as its kind understands it; nothing secret.
  input jsonb not null,
  begun_by uuid not null,
  begun_by_name text not null,
  begun_at timestamptz not null,
  -- Since when it has run without a break, and how far it was then: what its pace is reckoned from.
  since timestamptz not null,
  done_before integer not null default 0,
  changed_at timestamptz not null,
  total integer not null,
  done integer not null default 0,
  -- How many rows came to each outcome; they add up to `done`.
  counts jsonb not null,
  primary key (portal_id, id),
  foreign key (portal_id, begun_by) references persons (portal_id, id),
  check (done between 0 and total),
  check (done < total or state = 'finished')
);
-- The sweep reads all of this one: what runs now.
create index works_running on works (portal_id, id) where state = 'running';

-- What is to be done, in the order of n; done are those up to the work's own `done`.
create table work_rows (
  portal_id uuid not null references portals (id),
  work_id uuid not null,
  n integer not null,
  -- Whom it is about. Not a reference: what became of a row outlives the person.
  person_id uuid,
  -- What it needs beside that, such as a line of a file; gone once it is done.
  sealed bytea,
  -- Written in the transaction of its effect.
  outcome text,
  detail jsonb,
  primary key (portal_id, work_id, n),
  foreign key (portal_id, work_id) references works (portal_id, id) on delete cascade
) with (fillfactor = 60);

-- Mails of mass work: written with their cause, made into a letter when they leave.
alter table mails add column work_id uuid;
-- When it is tried again, where the mail server did not take it.
alter table mails add column due_at timestamptz;
alter table mails drop constraint mails_state_check;
-- `dropped`: what it would have said no longer held when its turn came.
alter table mails add constraint mails_state_check
  check (state in ('queued', 'held', 'sent', 'kept', 'failed', 'dropped'));
create index mails_paced on mails (portal_id, work_id, id) where state = 'queued' and work_id is not null;
create index mails_undelivered on mails (portal_id, work_id)
  where state in ('failed', 'dropped') and work_id is not null;

-- Of each portal that has such mails: whether any wait, who sends them, and how many may still leave in
-- this minute.
create table mail_lanes (
  portal_id uuid not null references portals (id),
  waiting boolean not null default true,
  -- By the database's own clock, which no test clock moves: whoever dies with it holds it up no longer.
  holder uuid,
  busy_until timestamptz,
  minute_ends_at timestamptz,
  left_in_minute integer not null default 0,
  rests_until timestamptz,
  primary key (portal_id)
);
create index mail_lanes_waiting on mail_lanes (portal_id) where waiting;

do $$
declare t text;
begin
  foreach t in array array['works', 'work_rows', 'mail_lanes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
  -- The sweep looks for what to go on with across portals; it never writes so.
  foreach t in array array['works', 'mail_lanes'] loop
    execute format('create policy installation on %I for select using (app_installation())', t);
  end loop;
end $$;
grant select, insert, update, delete on works, work_rows, mail_lanes to gatehouse_app;

alter table portals add column mails_per_minute integer not null default 300
  check (mails_per_minute between 1 and 10000);
