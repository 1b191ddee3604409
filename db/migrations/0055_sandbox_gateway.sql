-- The sandbox: a payment service of Gatehouse's own, for trying things out. What lies here is what a real gateway
-- would keep on its own machines; nothing but `payments/gateways/sandbox/` reads it.
create table sandbox_payments (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- Our own id for the payment: asked for twice, it is one.
  key text not null check (length(key) between 1 and 100),
  purpose text not null check (purpose in ('payment', 'setup')),
  invoice text check (length(invoice) <= 100),
  description text not null check (length(description) <= 300),
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  methods text[] not null,
  keeps boolean not null,
  language text not null,
  customer uuid not null,
  method_id uuid,
  state text not null check (state in ('open', 'authentication_needed', 'verification_needed', 'processing', 'succeeded', 'failed', 'cancelled')),
  failure text,
  failure_hard boolean,
  return_to text check (length(return_to) <= 2000),
  cancel_to text check (length(cancel_to) <= 2000),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  expires_at timestamptz not null,
  -- When the next thing happens by itself: a debit clears, a dispute begins or ends, a page runs out.
  due_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, key)
);
create index sandbox_payments_due on sandbox_payments (due_at) where due_at is not null;
create index sandbox_payments_changed on sandbox_payments (portal_id, changed_at, id);

create table sandbox_methods (
  portal_id uuid not null references portals (id),
  id uuid not null,
  customer uuid not null,
  -- Which test number it is, by name: never a number.
  number text not null check (length(number) between 1 and 40),
  usable boolean not null default true,
  created_at timestamptz not null,
  primary key (portal_id, id)
);
alter table sandbox_payments add foreign key (portal_id, method_id) references sandbox_methods (portal_id, id);
create index on sandbox_payments (portal_id, method_id);

create table sandbox_refunds (
  portal_id uuid not null references portals (id),
  id uuid not null,
  key text not null check (length(key) between 1 and 100),
  payment_id uuid not null,
  amount bigint not null check (amount > 0),
  created_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, key),
  foreign key (portal_id, payment_id) references sandbox_payments (portal_id, id)
);
create index on sandbox_refunds (portal_id, payment_id);

create table sandbox_disputes (
  portal_id uuid not null references portals (id),
  payment_id uuid not null,
  state text not null check (state in ('open', 'won', 'lost')),
  created_at timestamptz not null,
  primary key (portal_id, payment_id),
  foreign key (portal_id, payment_id) references sandbox_payments (portal_id, id)
);

create table sandbox_events (
  portal_id uuid not null references portals (id),
  id uuid not null,
  kind text not null check (length(kind) <= 60),
  payment_id uuid,
  method_id uuid,
  at timestamptz not null,
  tries integer not null default 0,
  -- How often it is still to be sent, and when next; null once it is done with.
  times integer not null,
  due_at timestamptz,
  busy_until timestamptz,
  last_answer text check (length(last_answer) <= 200),
  primary key (portal_id, id),
  foreign key (portal_id, payment_id) references sandbox_payments (portal_id, id),
  foreign key (portal_id, method_id) references sandbox_methods (portal_id, id)
);
create index sandbox_events_due on sandbox_events (due_at) where due_at is not null;
create index on sandbox_events (portal_id, payment_id);
create index on sandbox_events (portal_id, method_id);

-- How the sandbox treats a portal, where not as it treats all.
create table sandbox_accounts (
  portal_id uuid primary key references portals (id),
  deliveries text not null check (deliveries in ('once', 'twice', 'late', 'shuffled', 'lost'))
);
alter table sandbox_accounts enable row level security;
alter table sandbox_accounts force row level security;
create policy portal on sandbox_accounts using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on sandbox_accounts to gatehouse_app;

alter table sandbox_payments enable row level security;
alter table sandbox_payments force row level security;
create policy portal on sandbox_payments using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What is due is looked for over all portals.
create policy installation on sandbox_payments for select using (app_installation());
grant select, insert, update, delete on sandbox_payments to gatehouse_app;

alter table sandbox_methods enable row level security;
alter table sandbox_methods force row level security;
create policy portal on sandbox_methods using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on sandbox_methods to gatehouse_app;

alter table sandbox_refunds enable row level security;
alter table sandbox_refunds force row level security;
create policy portal on sandbox_refunds using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on sandbox_refunds to gatehouse_app;

alter table sandbox_disputes enable row level security;
alter table sandbox_disputes force row level security;
create policy portal on sandbox_disputes using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on sandbox_disputes to gatehouse_app;

alter table sandbox_events enable row level security;
alter table sandbox_events force row level security;
create policy portal on sandbox_events using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What is due is looked for over all portals.
create policy installation on sandbox_events for select using (app_installation());
grant select, insert, update, delete on sandbox_events to gatehouse_app;
