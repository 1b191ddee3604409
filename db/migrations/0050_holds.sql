-- What stands between somebody and the portal, on the person's own row, so that the gate's one statement reads it
-- without a join. From `held_since` on nothing opens but the way to pay; it may lie in the future, where days of
-- grace or a period that is paid for run out, so that access ends at that instant and not at the next sweep.
-- `held_invoice` is what is to be paid first: none where a subscription has to be begun anew.
alter table persons
  add column held_since timestamptz,
  add column held_invoice uuid,
  add constraint persons_held_check check (held_invoice is null or held_since is not null);
