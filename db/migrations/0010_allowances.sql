-- How many requests each caller of the API has been given this minute. Taken in handfuls, so that most
-- requests write nothing. Unlogged: after a crash of the database a minute is counted from nothing, which
-- is better than to have paid for the disk each time.
create unlogged table allowances (
  -- Shown id of an API key, or of a session with its portal.
  caller text primary key,
  spent integer not null check (spent >= 0),
  -- The last handful: what whoever took it was given.
  granted integer not null check (granted >= 0),
  ends_at timestamptz not null
) with (fillfactor = 50);
grant select, insert, update, delete on allowances to gatehouse_app;
