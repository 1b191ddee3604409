-- What a month's bill is made of: who held a PRO seat when; and the reports it is issued in.

-- Now, as the installation's clock has it. Operations set app.now to the very instant their audit line
-- carries. Whatever else writes gets the test clock's time, or the machine's: dated in any case.
create function app_now() returns timestamptz language sql stable set search_path = public as
$$ select date_trunc('milliseconds', coalesce(
     nullif(current_setting('app.now', true), '')::timestamptz,
     (select coalesce(frozen_at, clock_timestamp()) + offset_ms * interval '1 millisecond' from test_clock),
     clock_timestamp())) $$;

-- ── Seats ──────────────────────────────────────────────────────────────────────────────────────

-- When each of a portal's people held an enabled PRO seat: from began_at until before ended_at. Random
-- ids and times, no names, so they outlive the person and the portal: a month in which a portal was
-- cancelled is billed like any other.
create table seat_spans (
  portal_id uuid not null references portals (id),
  person_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  began_by text not null check (began_by in ('added', 'upgraded', 'enabled')),
  ended_by text check (ended_by in ('downgraded', 'disabled', 'removed')),
  primary key (portal_id, person_id, began_at),
  check (ended_at > began_at),
  check ((ended_at is null) = (ended_by is null))
);
create unique index seat_spans_open on seat_spans (portal_id, person_id) where ended_at is null;

alter table seat_spans enable row level security;
alter table seat_spans force row level security;
create policy portal on seat_spans using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on seat_spans for select using (app_installation());
grant select on seat_spans to gatehouse_app;

-- The only writer of spans: no statement can change a seat without it, and the application can change no
-- span behind its back. It runs as the owner, whom row-level security holds to the portal all the same.
create function keep_seat_spans() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  held boolean := tg_op <> 'INSERT' and old.seat = 'pro' and old.disabled_at is null;
  holds boolean := tg_op <> 'DELETE' and new.seat = 'pro' and new.disabled_at is null;
  at timestamptz := app_now();
  before timestamptz;
begin
  if held = holds then return null; end if;
  if held then
    -- Held for no time at all: that was no seat.
    delete from seat_spans
    where portal_id = old.portal_id and person_id = old.id and ended_at is null and began_at >= at;
    update seat_spans set ended_at = at, ended_by = case
      when tg_op = 'DELETE' then 'removed' when new.disabled_at is not null then 'disabled' else 'downgraded' end
    where portal_id = old.portal_id and person_id = old.id and ended_at is null;
  else
    -- Whoever waited for the person's row has an older now than whoever held it; spans do not overlap for that.
    select max(ended_at) into before from seat_spans
    where portal_id = new.portal_id and person_id = new.id;
    insert into seat_spans (portal_id, person_id, began_at, began_by)
    values (new.portal_id, new.id, greatest(at, before), case
      when tg_op = 'INSERT' then 'added' when old.disabled_at is not null then 'enabled' else 'upgraded' end);
  end if;
  return null;
end $$;
-- Operators and partners' people hold no seat that anyone is billed for.
create trigger keep_seat_spans_of_new after insert on persons
  for each row when (new.kind in ('staff', 'contact')) execute function keep_seat_spans();
create trigger keep_seat_spans after delete or update of seat, disabled_at on persons
  for each row when (old.kind in ('staff', 'contact')) execute function keep_seat_spans();

-- Of those who are there already it is known how they stand, not how they stood before.
do $$
declare portal uuid;
begin
  perform set_config('app.scope', 'installation', true);
  for portal in select id from portals where id <> '00000000-0000-0000-0000-000000000000' loop
    perform set_config('app.portal_id', portal::text, true);
    insert into seat_spans (portal_id, person_id, began_at, ended_at, began_by, ended_by)
    select portal_id, id, created_at, disabled_at, 'added', case when disabled_at is not null then 'disabled' end
    from persons
    where portal_id = portal and seat = 'pro' and kind in ('staff', 'contact')
      and (disabled_at is null or disabled_at > created_at);
  end loop;
  perform set_config('app.portal_id', '', true);
  perform set_config('app.scope', '', true);
end $$;

-- ── Reports ────────────────────────────────────────────────────────────────────────────────────

-- Which month of a partner is billed next, and when to look at it: never later than its report falls
-- due. The calendar is the application's, so a partner that is new, or has moved to another zone, is
-- looked at by the next sweep, which writes down the due time. Null until then.
create table partner_billing (
  partner_id uuid primary key references partners (id),
  next_month date check (extract(day from next_month) = 1),
  due_at timestamptz not null
);
create index partner_billing_due on partner_billing (due_at, partner_id);
grant select, update on partner_billing to gatehouse_app;

create function keep_partner_billing() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into partner_billing (partner_id, due_at) values (new.id, new.created_at)
  on conflict (partner_id) do update set due_at = excluded.due_at;
  return null;
end $$;
create trigger keep_partner_billing_of_new after insert on partners
  for each row execute function keep_partner_billing();
create trigger keep_partner_billing after update of time_zone on partners
  for each row when (old.time_zone <> new.time_zone) execute function keep_partner_billing();

-- Seats were not recorded before this month, so no earlier one is billed.
insert into partner_billing (partner_id, next_month, due_at)
select id, date_trunc('month', app_now() at time zone 'UTC')::date, created_at from partners;

-- A report as it was issued. Counts, days and amounts: the names beside them are looked up when it is
-- read, so that they go when the portal's do.
create table billing_reports (
  id uuid primary key,
  partner_id uuid not null references partners (id),
  month date not null check (extract(day from month) = 1),
  version integer not null check (version > 0),
  issued_at timestamptz not null,
  time_zone text not null,
  language text not null,
  bill_to text not null,
  reference text,
  portals integer not null,
  pro_users bigint not null,
  -- Null where the partner had no price for the month.
  unit_minor bigint,
  currency text,
  total_minor bigint,
  -- Of a correction: why, and what differs from the version before.
  reason text,
  changes jsonb,
  unique (partner_id, month, version),
  check ((unit_minor is null) = (currency is null) and (unit_minor is null) = (total_minor is null)),
  check ((version = 1) = (changes is null))
);

-- The report itself is written last, when its sums are known: nothing here is ever changed.
create table billing_report_lines (
  portal_id uuid not null references portals (id),
  report_id uuid not null references billing_reports (id) deferrable initially deferred,
  billable_days integer not null,
  pro_users integer not null,
  peak integer not null,
  month_end integer not null,
  amount_minor bigint,
  primary key (portal_id, report_id)
);
create index billing_report_lines_by_report on billing_report_lines (report_id, portal_id);

create table billing_report_persons (
  portal_id uuid not null references portals (id),
  report_id uuid not null,
  person_id uuid not null,
  first_day date not null,
  last_day date not null,
  billable_days integer not null,
  began text not null,
  ended text not null,
  primary key (portal_id, report_id, person_id),
  foreign key (portal_id, report_id) references billing_report_lines (portal_id, report_id)
);

do $$
declare t text;
begin
  foreach t in array array['billing_report_lines', 'billing_report_persons'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
    execute format('create policy installation on %I for select using (app_installation())', t);
  end loop;
end $$;
-- What is issued does not change: there is nobody who could.
grant select, insert on billing_reports, billing_report_lines, billing_report_persons to gatehouse_app;
