-- Payments that are made at gateways. One that succeeds is written down as a row of `payments`, as money that came in
-- by hand is; what stands here is the way there.

create table saved_methods (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid not null,
  gateway text not null check (gateway in ('sandbox', 'stripe')),
  -- Whose it is there, and what it is called.
  customer text not null check (length(customer) <= 200),
  reference text not null check (length(reference) <= 200),
  kind text not null check (kind in ('card', 'bank')),
  brand text not null check (length(brand) <= 60),
  last4 text not null check (last4 ~ '^[0-9]{0,4}$'),
  -- A card's last month.
  expires text check (expires ~ '^[0-9]{4}-[0-9]{2}$'),
  usable boolean not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, gateway, reference),
  foreign key (portal_id, person_id) references persons (portal_id, id)
);
create index saved_methods_of_person on saved_methods (portal_id, person_id, id);

create table payment_attempts (
  portal_id uuid not null references portals (id),
  -- Told to the gateway as the key of everything that is asked there: asked twice, it is one.
  id uuid not null,
  invoice_id uuid not null,
  person_id uuid not null,
  gateway text not null check (gateway in ('sandbox', 'stripe')),
  -- `starting`: the gateway has not answered yet. `unknown`: nobody knows whether it has heard of it.
  state text not null check (state in ('starting', 'unknown', 'open', 'authentication_needed', 'verification_needed',
    'processing', 'succeeded', 'failed', 'cancelled', 'parked')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reference text check (length(reference) <= 200),
  customer text check (length(customer) <= 200),
  -- What was charged while its owner was not there; null of one who pays at the gateway's page.
  method_id uuid,
  -- The method is kept for what will be charged later.
  saves boolean not null,
  method_kind text check (method_kind in ('card', 'bank')),
  failure text check (length(failure) <= 40),
  failure_hard boolean,
  -- What did not match what we had asked for.
  parked_why text check (parked_why in ('amount', 'currency', 'invoice', 'portal', 'payment')),
  -- Until when the payer can do what is asked of them.
  due_by timestamptz,
  -- The money that came in by it.
  payment_id uuid,
  dispute text check (dispute in ('open', 'won', 'lost')),
  started_at timestamptz not null,
  changed_at timestamptz not null,
  -- When the gateway is asked again how it stands, and how often it has been.
  poll_at timestamptz,
  polls integer not null default 0,
  primary key (portal_id, id),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, method_id) references saved_methods (portal_id, id),
  foreign key (portal_id, payment_id) references payments (portal_id, id),
  check ((state = 'parked') = (parked_why is not null))
);
create index payment_attempts_of_invoice on payment_attempts (portal_id, invoice_id, id);
create index payment_attempts_of_person on payment_attempts (portal_id, person_id);
create index payment_attempts_of_method on payment_attempts (portal_id, method_id);
create index payment_attempts_of_payment on payment_attempts (portal_id, payment_id);
create unique index payment_attempts_by_reference on payment_attempts (portal_id, gateway, reference);
create index payment_attempts_to_poll on payment_attempts (poll_at) where poll_at is not null;
create index payment_attempts_parked on payment_attempts (portal_id, changed_at) where state = 'parked';
-- An invoice is being paid once at a time.
create unique index payment_attempts_under_way on payment_attempts (portal_id, invoice_id)
  where state in ('starting', 'unknown', 'open', 'authentication_needed', 'verification_needed', 'processing');

-- What is to be paid back by a gateway. Its id is the key that the gateway is asked with, so that asking twice is one.
create table gateway_refunds (
  portal_id uuid not null references portals (id),
  id uuid not null,
  attempt_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- `late`: the money came for an invoice that was not to be paid any more.
  why text not null check (why in ('asked', 'late')),
  state text not null check (state in ('waiting', 'done', 'refused')),
  asked_by uuid,
  asked_at timestamptz not null,
  tries integer not null default 0,
  due_at timestamptz,
  primary key (portal_id, id),
  foreign key (portal_id, attempt_id) references payment_attempts (portal_id, id),
  foreign key (portal_id, asked_by) references persons (portal_id, id)
);
create index gateway_refunds_of_attempt on gateway_refunds (portal_id, attempt_id);
create index gateway_refunds_due on gateway_refunds (due_at) where due_at is not null;

-- What is paid back by a gateway is known by the gateway's own name for it, once.
alter table refunds add column gateway text check (gateway in ('sandbox', 'stripe'));
create unique index refunds_of_gateways on refunds (portal_id, gateway, reference) where gateway is not null;

-- Money that arrives for an invoice that is void, or paid already, goes to nothing of it: all is the contact's credit.
alter table payments drop constraint payments_applied_minor_check;
alter table payments add constraint payments_applied_minor_check check (applied_minor >= 0);
alter table portals add column late_money text not null default 'credit'
  constraint portals_late_money check (late_money in ('credit', 'refund'));

alter table saved_methods enable row level security;
alter table saved_methods force row level security;
create policy portal on saved_methods using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on saved_methods to gatehouse_app;
alter table payment_attempts enable row level security;
alter table payment_attempts force row level security;
create policy portal on payment_attempts using (portal_id = app_portal()) with check (portal_id = app_portal());
-- What is due is looked for over all portals.
create policy installation on payment_attempts for select using (app_installation());
grant select, insert, update, delete on payment_attempts to gatehouse_app;
alter table gateway_refunds enable row level security;
alter table gateway_refunds force row level security;
create policy portal on gateway_refunds using (portal_id = app_portal()) with check (portal_id = app_portal());
create policy installation on gateway_refunds for select using (app_installation());
grant select, insert, update, delete on gateway_refunds to gatehouse_app;
