-- Webhooks: where events are sent, what has been sent, and what was answered.
--
-- A portal's own endpoints lie in the portal; a partner's lie in the console, with the partner's id.

create table webhook_endpoints (
  portal_id uuid not null references portals (id),
  id uuid not null,
  partner_id uuid references partners (id),
  url text not null check (length(url) between 1 and 2000),
  description text not null default '' check (length(description) <= 200),
  -- Names of operations; null means every event there is and will be.
  events text[],
  state text not null default 'enabled' check (state in ('enabled', 'disabled')),
  state_since timestamptz not null,
  disabled_why text check (disabled_why in ('by_hand', 'failing', 'gone')),
  made_by uuid,
  created_at timestamptz not null,
  -- Since when nothing has been taken; null as soon as something is.
  failing_since timestamptz,
  -- Who sends to it holds it until then, by the database's own clock: one at a time.
  busy_until timestamptz,
  primary key (portal_id, id),
  check ((partner_id is not null) = (portal_id = '00000000-0000-0000-0000-000000000000')),
  check ((state = 'disabled') = (disabled_why is not null))
);
create index webhook_endpoints_by_partner on webhook_endpoints (portal_id, partner_id, id);

-- One signs for good, those before it until they expire. Sealed under the portal's key.
create table webhook_secrets (
  portal_id uuid not null references portals (id),
  id uuid not null,
  endpoint_id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (portal_id, id),
  foreign key (portal_id, endpoint_id) references webhook_endpoints (portal_id, id) on delete cascade
);
create unique index webhook_secrets_current on webhook_secrets (portal_id, endpoint_id)
  where expires_at is null;

-- One event for one endpoint. Its id is the webhook-id of every attempt.
create table webhook_deliveries (
  portal_id uuid not null references portals (id),
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  -- In the console: the portal that the event is about, so that it goes when that portal is deleted.
  about_portal uuid,
  event text not null,
  -- The body, to the byte: what was signed once is signed alike again.
  payload text not null,
  state text not null check (state in ('queued', 'held', 'succeeded', 'failed')),
  created_at timestamptz not null,
  -- When the attempts began that are counted now: anew when somebody sends it again.
  since timestamptz not null,
  tries integer not null default 0,
  due_at timestamptz,
  settled_at timestamptz,
  -- Over all its life, which is the number of rows in webhook_attempts.
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  primary key (portal_id, id),
  unique (portal_id, endpoint_id, event_id),
  foreign key (portal_id, endpoint_id) references webhook_endpoints (portal_id, id) on delete cascade,
  check ((state = 'queued') = (due_at is not null)),
  check ((state in ('succeeded', 'failed')) = (settled_at is not null))
);
-- The sweep reads the front of this one; with nothing due that is all.
create index webhook_deliveries_due on webhook_deliveries (due_at, portal_id, endpoint_id)
  where state = 'queued';
create index webhook_deliveries_lane on webhook_deliveries (portal_id, endpoint_id, due_at, id)
  where state = 'queued';
create index webhook_deliveries_held on webhook_deliveries (portal_id, endpoint_id) where state = 'held';
create index webhook_deliveries_log on webhook_deliveries (portal_id, endpoint_id, id);
create index webhook_deliveries_failed on webhook_deliveries (portal_id, endpoint_id, id)
  where state = 'failed';
create index webhook_deliveries_about on webhook_deliveries (portal_id, about_portal)
  where about_portal is not null;
create index webhook_deliveries_settled on webhook_deliveries (settled_at) where settled_at is not null;

create table webhook_attempts (
  portal_id uuid not null references portals (id),
  delivery_id uuid not null,
  n integer not null,
  at timestamptz not null,
  status integer,
  ms integer not null,
  error text,
  answer text not null default '',
  primary key (portal_id, delivery_id, n),
  foreign key (portal_id, delivery_id) references webhook_deliveries (portal_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array[
    'webhook_endpoints', 'webhook_secrets', 'webhook_deliveries', 'webhook_attempts'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
  -- An event looks for whom to tell across portals, and the sweep for what is due; neither writes so.
  foreach t in array array['webhook_endpoints', 'webhook_deliveries'] loop
    execute format('create policy installation on %I for select using (app_installation())', t);
  end loop;
end $$;
grant select, insert, update, delete on webhook_endpoints, webhook_secrets, webhook_deliveries, webhook_attempts
  to gatehouse_app;
