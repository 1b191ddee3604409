import pg from 'pg'
import { isAway } from './db/database.ts'
import { KeyStoreUnavailable } from './key-store/key-store.ts'
import { patiently } from './waiting.ts'

/** Serialises every process that prepares the same database; those of older versions migrate under it, too. */
const LOCK = 428_017_001

/** How long a start waits for a database, or a bucket of keys, that is away; in milliseconds. */
const PATIENCE = 120_000

/** Another process prepares the database. */
class ClaimedJob extends Error {}

/**
 * Does something again until the database, or the bucket of keys, was there for all of it.
 * @param op must be able to run twice
 * @throws the last failure where it stays away for two minutes; any other at once
 */
export function untilThere<T>(
  work: () => Promise<T>,
  { database = 'PostgreSQL', patience = PATIENCE } = {},
): Promise<T> {
  const what = (error: unknown) =>
    error instanceof KeyStoreUnavailable ? 'the bucket of keys' : database
  return patiently(what, work, { passes: isAway, patience })
}

/**
 * Prepares a database while no other process does: of several that are started on it at once, one does the work
 * and the others wait and find it done.
 * @param ownerUrl the lock is held by a connection of its own; where that is lost, others need wait no longer
 * @param op must be able to run twice: it begins anew where the database went away in the middle
 * @throws as `untilThere`
 */
export function inTurn<T>(
  ownerUrl: string,
  work: () => Promise<T>,
  { patience = PATIENCE } = {},
): Promise<T> {
  const database = `PostgreSQL at ${new URL(ownerUrl).host}`
  return untilThere(() => locked(ownerUrl, database, work), { database, patience })
}

async function locked<T>(ownerUrl: string, database: string, work: () => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 30_000 })
  // Unheard, it would end the process.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    // For as long as the other lives: it says itself what it waits for.
    await patiently(database, () => lock(owner), {
      passes: (error) => error instanceof ClaimedJob,
      patience: Infinity,
    })
    return await work()
  } finally {
    await owner.end()
  }
}

async function lock(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1) as locked',
    [LOCK],
  )
  if (!rows[0]!.locked) throw new ClaimedJob('another Gatehouse is preparing it')
}
