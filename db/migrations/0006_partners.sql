-- What a partner's bill needs to know: whom to bill, in which month, in which language, and for how much.

alter table partners
  add column billing_name text check (length(billing_name) between 1 and 120),
  add column billing_email text check (billing_email = lower(billing_email) and length(billing_email) <= 254),
  add column time_zone text not null default 'UTC',
  add column language text not null default 'en',
  -- Counts changes, so that two who edit at once do not undo each other.
  add column version integer not null default 1;

-- A price holds for the whole of its first month and every month after, until the next: so a month's bill
-- comes out the same however late it is asked for.
create table partner_prices (
  partner_id uuid not null references partners (id),
  from_month date not null check (extract(day from from_month) = 1),
  -- Per PRO user and month, in the currency's minor unit.
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (partner_id, from_month)
);
grant select, insert, update on partner_prices to gatehouse_app;
