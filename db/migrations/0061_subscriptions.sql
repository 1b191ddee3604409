-- What is paid for again and again.
create table plans (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- The version that new subscriptions have.
  current integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (portal_id, id)
);
create index plans_there on plans (portal_id, id) where archived_at is null;

-- What a plan said at one time. Nothing of it is ever changed: subscriptions name theirs.
create table plan_versions (
  portal_id uuid not null,
  plan_id uuid not null,
  number integer not null check (number >= 1),
  name text not null check (length(name) between 1 and 200),
  amount_minor bigint not null check (amount_minor between 1 and 10000000000000),
  currency text not null,
  -- In thousandths of a percent.
  tax_rate bigint not null check (tax_rate between 0 and 100000),
  every integer not null check (every between 1 and 365),
  unit text not null check (unit in ('days', 'weeks', 'months', 'years')),
  trial_days integer not null check (trial_days between 0 and 365),
  cycles integer check (cycles between 1 and 1000),
  grace_days integer not null check (grace_days between 0 and 90),
  retry_days integer[] not null check (cardinality(retry_days) between 1 and 10),
  created_at timestamptz not null,
  created_by uuid,
  primary key (portal_id, plan_id, number),
  foreign key (portal_id, plan_id) references plans (portal_id, id),
  foreign key (portal_id, created_by) references persons (portal_id, id)
);

create table subscriptions (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  plan_number integer not null,
  -- The version that the next renewal goes over to; null where it stays in its own.
  next_number integer,
  state text not null default 'pending'
    check (state in ('pending', 'trialing', 'active', 'past_due', 'paused', 'inactive', 'ended')),
  state_at timestamptz not null,
  -- What is charged: a method that its owner has left. Null where each period is paid by hand.
  method_id uuid,
  -- A lost dispute about it changes nothing but the money.
  keeps_on_dispute boolean not null default false,
  -- Periods are counted from 1. That of `anchor_period` begins at the anchor, by the calendar of the zone.
  zone text not null,
  anchor timestamptz,
  anchor_period integer not null default 1,
  period integer not null default 1,
  period_begins timestamptz,
  period_ends timestamptz,
  -- Periods that were invoiced at the plan's price, for plans that end after so many.
  charged integer not null default 0,
  -- Where its state gives access for a time: until when.
  access_until timestamptz,
  -- Of a renewal that failed: which invoice, when, and how often it was charged again since.
  failed_invoice uuid,
  failed_at timestamptz,
  retries integer not null default 0,
  -- The method that was declined for good; it is not charged again.
  refused_method uuid,
  -- What its owner was told in this period: that it renews, that access is about to go, that it has gone.
  noticed boolean not null default false,
  warned boolean not null default false,
  shut boolean not null default false,
  ends_at_period_end boolean not null default false,
  resumes_at timestamptz,
  ended_why text check (ended_why in ('chosen', 'cycles', 'waived', 'refunded')),
  -- When something happens to it by the clock alone.
  due_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, plan_id, plan_number) references plan_versions (portal_id, plan_id, number),
  foreign key (portal_id, plan_id, next_number) references plan_versions (portal_id, plan_id, number),
  foreign key (portal_id, method_id) references saved_methods (portal_id, id),
  foreign key (portal_id, failed_invoice) references invoices (portal_id, id),
  check ((anchor is null) = (period_begins is null) and (anchor is null) = (period_ends is null)),
  check ((failed_invoice is null) = (failed_at is null)),
  check ((state = 'ended') = (ended_why is not null))
);
create index subscriptions_of_person on subscriptions (portal_id, person_id, id);
create index subscriptions_of_plan on subscriptions (portal_id, plan_id, plan_number, id);
create index subscriptions_by_state on subscriptions (portal_id, state, id);
create index subscriptions_by_method on subscriptions (portal_id, method_id) where method_id is not null;
create index subscriptions_due on subscriptions (due_at, portal_id, id) where due_at is not null;

-- The invoice of each period, one however many ask for it at once, and those of changes between.
create table subscription_invoices (
  portal_id uuid not null,
  invoice_id uuid not null,
  subscription_id uuid not null,
  kind text not null check (kind in ('period', 'again', 'change')),
  period integer not null,
  -- Which of its items is what the plan costs.
  position integer not null,
  -- Since when that is charged for; null of what begins with its payment.
  begins timestamptz,
  primary key (portal_id, invoice_id),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id),
  foreign key (portal_id, subscription_id) references subscriptions (portal_id, id)
);
create unique index subscription_invoices_of_period
  on subscription_invoices (portal_id, subscription_id, period) where kind <> 'change';

-- A form's plan: beside its price, or without one.
alter table form_access add column plan_id uuid;
alter table form_access add foreign key (portal_id, plan_id) references plans (portal_id, id);
alter table form_access drop constraint form_access_check, drop constraint form_access_check1,
  drop constraint form_access_check2;
alter table form_access
  add constraint form_access_price check ((amount_minor is null) = (item is null)
    and (amount_minor is null or currency is not null)),
  add constraint form_access_charge check ((amount_minor is null and plan_id is null) = (title is null));

-- What it hangs on beside its invoice.
alter table entitlements add column subscription_id uuid;
alter table entitlements add foreign key (portal_id, subscription_id)
  references subscriptions (portal_id, id);
create unique index entitlements_of_subscription on entitlements (portal_id, subscription_id)
  where subscription_id is not null;

do $$
declare
  t text;
begin
  foreach t in array array['plans', 'plan_versions', 'subscriptions', 'subscription_invoices'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
end $$;
create policy installation on subscriptions for select using (app_installation());
grant select, insert, update, delete on plans, subscriptions, subscription_invoices to gatehouse_app;
grant select, insert, delete on plan_versions to gatehouse_app;
