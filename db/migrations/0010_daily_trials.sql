-- How many trials began on each day, ran out, and became certified: the console's picture of conversions
-- adds these up, so it costs the same however many portals there are. Portals without a partner are
-- counted under the nil id.
create table daily_trials (
  day date not null,
  partner_id uuid not null,
  began integer not null,
  expired integer not null,
  certified integer not null,
  primary key (day, partner_id)
);
grant select, insert, update, delete on daily_trials to gatehouse_app;
