-- Which way in counts where.

-- The host that a passkey was made for: browsers offer it nowhere else. Null only while the version before
-- still runs and makes some: those count for the portal's current host.
alter table passkeys add column host text;
-- The newest address at the time. Where the guess is wrong, the passkey says so when it is next used.
update passkeys k set host = coalesce(
  (select h.host from hosts h where h.portal_id = k.portal_id and h.added_at <= k.created_at
    order by h.added_at desc, h.is_current desc limit 1),
  (select h.host from hosts h where h.portal_id = k.portal_id and h.is_current));

-- A code that was mailed for the second step, hashed with the secret of the sign-in that waits.
alter table pending_sign_ins add column code_hash bytea;

-- What was counted is given back to whoever proves who they are, down to nothing.
alter table limits drop constraint limits_spent_check;
alter table limits add constraint limits_spent_check check (spent >= 0);
