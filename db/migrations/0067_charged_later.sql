-- Renewals that could not be charged are counted by month.
create index payment_attempts_charged_later on payment_attempts (portal_id, started_at)
  where method_id is not null;
