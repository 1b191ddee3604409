-- Days after which whoever has not paid what a form asks for is reminded of it, in ascending order.
alter table form_access
  add column remind_days integer[] not null default '{}' check (cardinality(remind_days) <= 5);

-- As the form had it then; how many of them are behind, and when the next comes.
alter table entitlements
  add column remind_days integer[] not null default '{}',
  add column reminded integer not null default 0,
  add column remind_at timestamptz;
create index entitlements_to_remind on entitlements (remind_at) where remind_at is not null;
create policy installation on entitlements for select using (app_installation());
