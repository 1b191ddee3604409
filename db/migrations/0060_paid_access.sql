-- What a form brings about for whoever completes it: what it costs to get in, and which flow begins.
create table form_access (
  portal_id uuid not null references portals (id),
  form_id uuid not null,
  -- Null where nothing is to be paid.
  amount_minor bigint check (amount_minor between 1 and 10000000000000),
  currency text,
  -- With placeholders; filled for whoever sends the form.
  title text check (length(title) between 1 and 200),
  item text check (length(item) between 1 and 500),
  -- In thousandths of a percent.
  tax_rate bigint not null default 0 check (tax_rate between 0 and 100000),
  -- Whether a refund of all of it, or a dispute that is lost, takes the access away.
  closes_on_refund boolean not null default false,
  closes_on_dispute boolean not null default true,
  flow_id uuid,
  version integer not null default 1,
  primary key (portal_id, form_id),
  foreign key (portal_id, form_id) references forms (portal_id, id),
  foreign key (portal_id, flow_id) references flows (portal_id, id),
  check ((amount_minor is null) = (currency is null)),
  check ((amount_minor is null) = (title is null)),
  check ((amount_minor is null) = (item is null))
);

-- What opens the portal for one client, once it is paid.
create table entitlements (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid not null,
  form_id uuid not null,
  invoice_id uuid not null,
  created_at timestamptz not null,
  -- As the form had it then.
  closes_on_refund boolean not null,
  closes_on_dispute boolean not null,
  -- Let in without paying, by whom and why.
  waived_at timestamptz,
  waived_by uuid,
  sealed_reason bytea,
  -- The money went back, and the access with it.
  closed_at timestamptz,
  -- The money went back, and the access stays.
  kept_at timestamptz,
  primary key (portal_id, id),
  unique (portal_id, invoice_id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, waived_by) references persons (portal_id, id),
  foreign key (portal_id, form_id) references forms (portal_id, id),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id),
  check ((waived_at is null) = (sealed_reason is null))
);
create index entitlements_of_person on entitlements (portal_id, person_id, id);
create index entitlements_of_form on entitlements (portal_id, form_id);

-- When a bank debit opens the portal: as soon as it is under way, or once it has cleared.
alter table portals add column bank_access text not null default 'cleared'
  constraint portals_bank_access check (bank_access in ('immediately', 'cleared'));

do $$
declare
  t text;
begin
  foreach t in array array['form_access', 'entitlements'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy portal on %I using (portal_id = app_portal()) with check (portal_id = app_portal())', t);
  end loop;
end $$;
grant select, insert, update, delete on form_access, entitlements to gatehouse_app;
