-- Gateways that a portal is connected to. Their keys, and what signs their webhooks, are sealed.
create table payment_gateways (
  portal_id uuid not null references portals (id),
  gateway text not null check (gateway in ('sandbox', 'stripe')),
  -- Null of one that needs none.
  sealed_keys bytea,
  -- Each with when it ends: while secrets are changed, two are in force.
  sealed_secrets bytea not null,
  -- Whose account it is, as the gateway says; and whether real money moves.
  account text not null check (length(account) <= 200),
  live boolean not null,
  version integer not null default 1,
  connected_at timestamptz not null,
  -- When what the gateway has is compared with what we have the next time, and from when on.
  compare_at timestamptz not null,
  compared_until timestamptz not null,
  primary key (portal_id, gateway)
);
create index payment_gateways_to_compare on payment_gateways (compare_at);

-- What gateways have told. An event's id works once; what it is about is asked for, never believed.
create table gateway_events (
  portal_id uuid not null references portals (id),
  gateway text not null check (gateway in ('sandbox', 'stripe')),
  id text not null check (length(id) between 1 and 200),
  kind text not null check (length(kind) <= 100),
  payment_reference text check (length(payment_reference) <= 200),
  method_reference text check (length(method_reference) <= 200),
  at timestamptz not null,
  received_at timestamptz not null,
  -- Null as long as nobody has looked.
  outcome text check (outcome in ('changed', 'nothing_new', 'not_ours', 'parked', 'failed')),
  outcome_at timestamptz,
  tries integer not null default 0,
  due_at timestamptz,
  busy_until timestamptz,
  primary key (portal_id, gateway, id),
  check ((outcome is null) = (outcome_at is null))
);
create index gateway_events_due on gateway_events (due_at) where due_at is not null;
create index gateway_events_received on gateway_events (portal_id, received_at);

alter table payment_gateways enable row level security;
alter table payment_gateways force row level security;
create policy portal on payment_gateways using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What is due is looked for over all portals.
create policy installation on payment_gateways for select using (app_installation());
grant select, insert, update, delete on payment_gateways to gatehouse_app;
alter table gateway_events enable row level security;
alter table gateway_events force row level security;
create policy portal on gateway_events using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on gateway_events for select using (app_installation());
grant select, insert, update, delete on gateway_events to gatehouse_app;
