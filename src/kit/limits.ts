import type { Instant } from './clock.ts'
import type { Tx } from './db/database.ts'
import type { Installation } from './installation.ts'
import { jobType } from './jobs.ts'

/** How often something may be done: `points` times in `seconds`, counted from the first. */
export interface Limit {
  /** What is limited, such as `try_it_now`. */
  name: string
  /** Who is: an address, an e-mail, a key's id. Of a portal's people, with the portal's id in it. */
  key: string
  points: number
  seconds: number
}

export interface Spent {
  allowed: boolean
  limit: number
  remaining: number
  /** Until all of it is there again; 0 where nothing is spent. */
  resetSeconds: number
}

type Able = Pick<Installation, 'db' | 'keys'>

/**
 * One statement: of any number at the same moment exactly as much is given as is left.
 * $1 name, $2 key, $3 end of a window that begins now, $4 now, $5 of how many, $6 wanted
 */
const TAKE = `
  insert into limits as l (name, key, spent, granted, ends_at)
  values ($1, $2, least($6::int, $5::int), least($6::int, $5::int), $3)
  on conflict (name, key) do update set
    spent = case when l.ends_at <= $4 then excluded.spent
      else greatest(l.spent, least(l.spent + $6::int, $5::int)) end,
    granted = case when l.ends_at <= $4 then excluded.granted
      else greatest(0, least($6::int, $5::int - l.spent)) end,
    ends_at = case when l.ends_at <= $4 then excluded.ends_at else l.ends_at end
  returning spent, granted, ends_at`

/** Of this very window: what was spent in one that is over is nobody's any more. */
const GIVE_BACK = `
  update limits set spent = greatest(0, spent - 1) where name = $1 and key = $2 and ends_at = $3`

interface Row {
  spent: number
  granted: number
  ends_at: Instant
}

/** Takes as many points as are wanted and left, for good. */
export async function take(
  { db, keys }: Able,
  limit: Limit,
  wanted: number,
  now: Instant,
): Promise<{ granted: number; left: number; endsAt: Instant }> {
  const [row] = await db.ask<Row>(TAKE, values(keys, limit, now, wanted))
  const { granted, spent, ends_at } = row!
  return { granted, left: Math.max(0, limit.points - spent), endsAt: ends_at }
}

/** Spends one point, for good. A point that is refused costs nothing: waiting as told is enough. */
export async function spend({ db, keys }: Able, limit: Limit, now: Instant): Promise<Spent> {
  const [row] = await db.ask<Row>(TAKE, values(keys, limit, now, 1))
  return told(limit, row, now)
}

/** Spends one point that can be given back once it turns out not to count, as long as its window lasts. */
export async function lend(
  { db, keys }: Able,
  limit: Limit,
  now: Instant,
): Promise<Spent & { giveBack: () => Promise<void> }> {
  const [row] = await db.ask<Row>(TAKE, values(keys, limit, now, 1))
  const spent = told(limit, row, now)
  const giveBack = async () => {
    if (spent.allowed) await db.ask(GIVE_BACK, [limit.name, hashed(keys, limit), row!.ends_at])
  }
  return { ...spent, giveBack }
}

/** Like `spend`, as part of a transaction: rolled back, nothing is spent. */
export async function spendWithin(
  tx: Tx,
  { keys }: Pick<Able, 'keys'>,
  limit: Limit,
  now: Instant,
): Promise<Spent> {
  const [row] = await tx.run<Row>(TAKE, values(keys, limit, now, 1))
  return told(limit, row, now)
}

/** Takes as many points as are wanted and left, as part of a transaction. @returns how many */
export async function takeWithin(
  tx: Tx,
  { keys }: Pick<Able, 'keys'>,
  limit: Limit,
  wanted: number,
  now: Instant,
): Promise<number> {
  const [row] = await tx.run<Row>(TAKE, values(keys, limit, now, wanted))
  return row!.granted
}

/**
 * Spends one point of each of many limits in one statement, as part of a transaction; those of one name
 * have one measure. Taken in one order, so that two that share some wait rather than deadlock.
 * @param limits each once
 * @returns whether each had one left
 */
export async function spendEach(
  tx: Tx,
  { keys }: Pick<Able, 'keys'>,
  limits: readonly Limit[],
  now: Instant,
): Promise<boolean[]> {
  const [first] = limits
  if (!first) return []
  const keysOf = limits.map((limit) => hashed(keys, limit))
  const rows = await tx.run<{ key: Buffer; granted: number }>(
    `insert into limits as l (name, key, spent, granted, ends_at)
     select $1, k, 1, 1, $3 from unnest($2::bytea[]) as k order by k
     on conflict (name, key) do update set
       spent = case when l.ends_at <= $4 then 1 else greatest(l.spent, least(l.spent + 1, $5::int)) end,
       granted = case when l.ends_at <= $4 then 1 else greatest(0, least(1, $5::int - l.spent)) end,
       ends_at = case when l.ends_at <= $4 then excluded.ends_at else l.ends_at end
     returning key, granted`,
    [first.name, keysOf, now.add({ seconds: first.seconds }), now, first.points],
  )
  const granted = new Set(
    rows.flatMap(({ key, granted }) => (granted > 0 ? [key.toString('hex')] : [])),
  )
  return keysOf.map((key) => granted.has(key.toString('hex')))
}

/**
 * Gives back a point of each of many limits, all of one name, that `spendEach` has taken in this very transaction
 * and so holds.
 */
export async function giveBackEach(
  tx: Tx,
  { keys }: Pick<Able, 'keys'>,
  limits: readonly Limit[],
): Promise<void> {
  const [first] = limits
  if (!first) return
  await tx.run(
    'update limits set spent = greatest(0, spent - 1) where name = $1 and key = any($2)',
    [first.name, limits.map((limit) => hashed(keys, limit))],
  )
}

/** How much is left, without spending; `allowed` says whether a point could be spent now. */
export async function left({ db, keys }: Able, limit: Limit, now: Instant): Promise<Spent> {
  const [row] = await db.ask<Row>(
    'select spent, granted, ends_at from limits where name = $1 and key = $2 and ends_at > $3',
    [limit.name, hashed(keys, limit), now],
  )
  const spent = told(limit, row, now)
  return { ...spent, allowed: spent.remaining > 0 }
}

const values = (keys: Able['keys'], limit: Limit, now: Instant, wanted: number) => [
  limit.name,
  hashed(keys, limit),
  now.add({ seconds: limit.seconds }),
  now,
  limit.points,
  wanted,
]

const hashed = (keys: Able['keys'], { name, key }: Limit) => keys.fingerprint(`limit ${name}`, key)

function told({ points }: Limit, row: Row | undefined, now: Instant): Spent {
  const spent = row?.spent ?? 0
  return {
    allowed: row === undefined || row.granted > 0,
    limit: points,
    remaining: Math.max(0, points - spent),
    resetSeconds: row ? Math.ceil(now.until(row.ends_at).total('seconds')) : 0,
  }
}

/** Takes away what limits nobody any more; nothing depends on when. */
export const forgetLimitsJob = jobType<object>('forget_limits', 2)

export async function forgetLimits({ db, clock }: Pick<Installation, 'db' | 'clock'>) {
  await db.write('installation', async (tx) => {
    await tx.run('delete from limits where ends_at <= $1', [await clock.now(tx)])
  })
}
