-- Invoices, credit notes, what is paid and paid back, and the double-entry ledger of it all. Amounts are in minor
-- units of their currency.

-- ── Settings ───────────────────────────────────────────────────────────────────────────────────

alter table portals
  add column invoice_currency text not null default 'USD',
  add column tax_included boolean not null default false,
  add column invoice_series text not null default 'INV',
  add column credit_note_series text not null default 'CN',
  add column seller_name text,
  add column seller_address text,
  add column seller_tax_number text,
  add column payment_terms_days integer not null default 14,
  add column payment_instructions text;
alter table portals add constraint portals_invoice_currency check (invoice_currency ~ '^[A-Z]{3}$');
alter table portals add constraint portals_payment_terms check (payment_terms_days between 0 and 365);
-- Two documents of one number would be told apart by nothing.
alter table portals add constraint portals_series_apart check (invoice_series <> credit_note_series);

-- ── Invoices ───────────────────────────────────────────────────────────────────────────────────

create table invoices (
  portal_id uuid not null references portals (id),
  id uuid not null,
  -- Who is to pay it.
  person_id uuid not null,
  state text not null default 'draft'
    check (state in ('draft', 'open', 'processing', 'paid', 'void', 'uncollectible')),
  version integer not null default 1,
  -- Null of a draft: a number is given once it is issued, so that there are no gaps.
  series text,
  place_in_series bigint,
  number text,
  title text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  tax_included boolean not null,
  -- Of a draft null, where they follow from the day it is issued and the portal's terms.
  issued_on date,
  due_on date,
  -- The seller and the buyer as they were called on that day.
  seller_name text,
  seller_address text,
  seller_tax_number text,
  buyer_name text not null,
  -- Address and tax number.
  sealed_buyer bytea,
  sealed_note bytea,
  -- The language that it is written in.
  language text,
  net_minor bigint not null default 0,
  tax_minor bigint not null default 0,
  total_minor bigint not null default 0,
  -- Of payments, credit notes and refunds on it; and what is still to be paid.
  paid_minor bigint not null default 0,
  credited_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  outstanding_minor bigint not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  state_at timestamptz not null,
  sent_at timestamptz,
  reminded_at timestamptz,
  reminders integer not null default 0,
  primary key (portal_id, id),
  unique (portal_id, number),
  unique (portal_id, series, place_in_series),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, created_by) references persons (portal_id, id),
  constraint invoices_issued check (
    (state = 'draft') = (number is null) and (number is null) = (series is null)
    and (number is null) = (place_in_series is null)
    and (number is null or (issued_on is not null and due_on is not null and language is not null))
  ),
  constraint invoices_sums check (
    net_minor + tax_minor = total_minor and net_minor >= 0 and tax_minor >= 0
    and total_minor <= 10000000000000
    and outstanding_minor between 0 and total_minor
    and paid_minor >= 0 and credited_minor >= 0 and refunded_minor >= 0
    and credited_minor + refunded_minor <= total_minor
  )
);
create index invoices_of_person on invoices (portal_id, person_id, id);
create index invoices_by_due on invoices (portal_id, due_on) where state = 'open';
create index invoices_by_issued on invoices (portal_id, issued_on) where number is not null;
create index invoices_drafts on invoices (portal_id) where state = 'draft';

create table invoice_items (
  portal_id uuid not null references portals (id),
  invoice_id uuid not null,
  position integer not null check (position between 1 and 100),
  sealed_text bytea not null,
  -- In thousandths.
  quantity_milli bigint not null check (quantity_milli > 0),
  unit_minor bigint not null check (unit_minor >= 0),
  -- In thousandths of a percent.
  tax_rate_milli integer not null check (tax_rate_milli between 0 and 100000),
  -- Thousandths of a percent, or an amount.
  discount_kind text check (discount_kind in ('percent', 'amount')),
  discount bigint not null default 0 check (discount >= 0),
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null,
  primary key (portal_id, invoice_id, position),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id) on delete cascade,
  check (net_minor + tax_minor = total_minor)
);

-- ── Credit notes ───────────────────────────────────────────────────────────────────────────────

create table credit_notes (
  portal_id uuid not null references portals (id),
  id uuid not null,
  invoice_id uuid not null,
  person_id uuid not null,
  series text not null,
  place_in_series bigint not null,
  number text not null,
  issued_on date not null,
  currency text not null,
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor > 0),
  -- How much of it was still to be paid; the rest is the contact's credit.
  settled_minor bigint not null check (settled_minor >= 0),
  sealed_reason bytea,
  language text not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (portal_id, id),
  unique (portal_id, number),
  unique (portal_id, series, place_in_series),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, created_by) references persons (portal_id, id),
  check (net_minor + tax_minor = total_minor),
  check (settled_minor <= total_minor)
);
create index credit_notes_of_invoice on credit_notes (portal_id, invoice_id);
create index credit_notes_of_person on credit_notes (portal_id, person_id, id);
create index credit_notes_by_issued on credit_notes (portal_id, issued_on);

create table credit_note_items (
  portal_id uuid not null references portals (id),
  credit_note_id uuid not null,
  -- The item of the invoice that it corrects.
  position integer not null,
  tax_rate_milli integer not null,
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor > 0),
  primary key (portal_id, credit_note_id, position),
  foreign key (portal_id, credit_note_id) references credit_notes (portal_id, id),
  check (net_minor + tax_minor = total_minor)
);

-- ── Payments and refunds ───────────────────────────────────────────────────────────────────────

create table payments (
  portal_id uuid not null references portals (id),
  id uuid not null,
  invoice_id uuid not null,
  person_id uuid not null,
  gateway text not null default 'manual',
  method text not null,
  state text not null default 'succeeded' check (state in ('succeeded', 'withdrawn')),
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- What of it went to the invoice; the rest is the contact's credit.
  applied_minor bigint not null check (applied_minor > 0),
  -- What of that was paid back.
  refunded_minor bigint not null default 0,
  received_on date not null,
  -- What the bank's statement says of it.
  reference text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (portal_id, id),
  foreign key (portal_id, invoice_id) references invoices (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, recorded_by) references persons (portal_id, id),
  foreign key (portal_id, withdrawn_by) references persons (portal_id, id),
  check (applied_minor <= amount_minor),
  check (refunded_minor between 0 and applied_minor),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index payments_of_invoice on payments (portal_id, invoice_id);
create index payments_of_person on payments (portal_id, person_id, id);

create table refunds (
  portal_id uuid not null references portals (id),
  id uuid not null,
  person_id uuid not null,
  -- Null where credit was paid out.
  payment_id uuid,
  credit_note_id uuid,
  method text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  paid_on date not null,
  reference text,
  created_by uuid,
  created_at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id),
  foreign key (portal_id, payment_id) references payments (portal_id, id),
  foreign key (portal_id, credit_note_id) references credit_notes (portal_id, id),
  foreign key (portal_id, created_by) references persons (portal_id, id)
);
create index refunds_of_payment on refunds (portal_id, payment_id) where payment_id is not null;
create index refunds_of_person on refunds (portal_id, person_id, id);

-- ── The ledger ─────────────────────────────────────────────────────────────────────────────────

create table ledger_transactions (
  portal_id uuid not null references portals (id),
  id uuid not null,
  kind text not null,
  person_id uuid not null,
  invoice_id uuid,
  -- The credit note, payment or refund that it is about, if any.
  document_id uuid,
  currency text not null,
  -- The day that it counts on, and when it was written.
  booked_on date not null,
  booked_at timestamptz not null,
  primary key (portal_id, id),
  foreign key (portal_id, person_id) references persons (portal_id, id)
);
create index ledger_transactions_of_person on ledger_transactions (portal_id, person_id, booked_on, id);
create index ledger_transactions_of_invoice on ledger_transactions (portal_id, invoice_id);
create index ledger_transactions_by_day on ledger_transactions (portal_id, booked_on);

create table ledger_entries (
  portal_id uuid not null references portals (id),
  transaction_id uuid not null,
  account text not null
    check (account in ('receivable', 'clearing', 'revenue', 'tax', 'refunds', 'credit', 'write_offs')),
  -- Debits are positive, credits negative.
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (portal_id, transaction_id, account),
  foreign key (portal_id, transaction_id) references ledger_transactions (portal_id, id)
);
create index ledger_entries_by_account on ledger_entries (portal_id, account);

-- ── What no program of ours can do, however wrong it is ────────────────────────────────────────

-- An issued invoice stays what it is, but for what becomes of it.
create function guard_invoice() returns trigger language plpgsql as $$
declare
  changing constant text[] := array['state', 'state_at', 'version', 'person_id', 'paid_minor', 'credited_minor',
    'refunded_minor', 'outstanding_minor', 'sent_at', 'reminded_at', 'reminders'];
begin
  if old.number is not null then
    if tg_op = 'UPDATE' and to_jsonb(new) - changing is distinct from to_jsonb(old) - changing then
      raise exception 'an issued invoice is not changed';
    end if;
    if tg_op = 'DELETE' and not exists (
      select from portals p where p.id = old.portal_id and p.status = 'cancelled') then
      raise exception 'an issued invoice is not deleted';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger guard before update or delete on invoices for each row execute function guard_invoice();

create function guard_invoice_item() returns trigger language plpgsql as $$
declare
  about record := case tg_op when 'DELETE' then old else new end;
begin
  if exists (select from invoices i where i.portal_id = about.portal_id and i.id = about.invoice_id
      and i.number is not null)
    and not (tg_op = 'DELETE' and exists (
      select from portals p where p.id = about.portal_id and p.status = 'cancelled')) then
    raise exception 'items of an issued invoice are not changed';
  end if;
  return about;
end $$;
create trigger guard before insert or update or delete on invoice_items
  for each row execute function guard_invoice_item();

-- What is written down about money goes with its portal, and never before.
create function guard_money() returns trigger language plpgsql as $$
begin
  if not exists (select from portals p where p.id = old.portal_id and p.status = 'cancelled') then
    raise exception '% are not deleted', tg_table_name;
  end if;
  return old;
end $$;
create trigger guard before delete on credit_notes for each row execute function guard_money();
create trigger guard before delete on credit_note_items for each row execute function guard_money();
create trigger guard before delete on payments for each row execute function guard_money();
create trigger guard before delete on refunds for each row execute function guard_money();
create trigger guard before delete on ledger_transactions for each row execute function guard_money();
create trigger guard before delete on ledger_entries for each row execute function guard_money();

-- Lines sum to totals, and each transaction of the ledger to zero, when it is committed.
create function check_invoice_sums() returns trigger language plpgsql as $$
begin
  if (select (coalesce(sum(i.net_minor), 0), coalesce(sum(i.tax_minor), 0)) is distinct from
        (new.net_minor::numeric, new.tax_minor::numeric)
      from invoice_items i where i.portal_id = new.portal_id and i.invoice_id = new.id) then
    raise exception 'the items of invoice % do not sum to its total', new.number;
  end if;
  return null;
end $$;
create constraint trigger sums after insert or update of number on invoices deferrable initially deferred
  for each row when (new.number is not null) execute function check_invoice_sums();

create function check_credit_note_sums() returns trigger language plpgsql as $$
begin
  if (select (coalesce(sum(i.net_minor), 0), coalesce(sum(i.tax_minor), 0)) is distinct from
        (c.net_minor::numeric, c.tax_minor::numeric)
      from credit_notes c left join credit_note_items i
        on i.portal_id = c.portal_id and i.credit_note_id = c.id
      where c.portal_id = new.portal_id
        and c.id = (to_jsonb(new) ->> case tg_table_name when 'credit_notes' then 'id' else 'credit_note_id' end)::uuid
      group by c.net_minor, c.tax_minor) then
    raise exception 'the items of a credit note do not sum to its total';
  end if;
  return null;
end $$;
create constraint trigger sums after insert on credit_notes deferrable initially deferred
  for each row execute function check_credit_note_sums();
create constraint trigger sums after insert on credit_note_items deferrable initially deferred
  for each row execute function check_credit_note_sums();

create function check_ledger_sums() returns trigger language plpgsql as $$
begin
  if (select sum(e.amount_minor) <> 0 from ledger_entries e
      where e.portal_id = new.portal_id and e.transaction_id = new.transaction_id) then
    raise exception 'a transaction of the ledger does not sum to zero';
  end if;
  return null;
end $$;
create constraint trigger sums after insert on ledger_entries deferrable initially deferred
  for each row execute function check_ledger_sums();

-- ── Walls ──────────────────────────────────────────────────────────────────────────────────────

alter table invoices enable row level security;
alter table invoices force row level security;
create policy portal on invoices using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on invoices to gatehouse_app;
alter table invoice_items enable row level security;
alter table invoice_items force row level security;
create policy portal on invoice_items using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, update, delete on invoice_items to gatehouse_app;
alter table credit_notes enable row level security;
alter table credit_notes force row level security;
create policy portal on credit_notes using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete, update (person_id) on credit_notes to gatehouse_app;
alter table credit_note_items enable row level security;
alter table credit_note_items force row level security;
create policy portal on credit_note_items using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete on credit_note_items to gatehouse_app;
alter table payments enable row level security;
alter table payments force row level security;
create policy portal on payments using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete, update (person_id, state, refunded_minor, withdrawn_by, withdrawn_at)
  on payments to gatehouse_app;
alter table refunds enable row level security;
alter table refunds force row level security;
create policy portal on refunds using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete, update (person_id) on refunds to gatehouse_app;
alter table ledger_transactions enable row level security;
alter table ledger_transactions force row level security;
create policy portal on ledger_transactions using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete, update (person_id) on ledger_transactions to gatehouse_app;
alter table ledger_entries enable row level security;
alter table ledger_entries force row level security;
create policy portal on ledger_entries using (portal_id = app_portal()) with check (portal_id = app_portal());
grant select, insert, delete on ledger_entries to gatehouse_app;
