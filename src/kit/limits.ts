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

/** One statement: of any number at the same moment exactly as many are allowed as are left. */
const SPEND = `
  insert into limits as l (name, key, spent, ends_at) values ($1, $2, 1, $3)
  on conflict (name, key) do update set
    spent = case when l.ends_at <= $4 then 1 else least(l.spent, $5) + 1 end,
    ends_at = case when l.ends_at <= $4 then excluded.ends_at else l.ends_at end
  returning spent, ends_at`

interface Row {
  spent: number
  ends_at: Instant
}

/** Spends one point, for good. A point that is refused costs nothing: waiting as told is enough. */
export async function spend({ db, keys }: Able, limit: Limit, now: Instant): Promise<Spent> {
  const [row] = await db.ask<Row>(SPEND, values(keys, limit, now))
  return told(limit, row, now)
}

/** Like `spend`, as part of a transaction: rolled back, nothing is spent. */
export async function spendWithin(
  tx: Tx,
  { keys }: Pick<Able, 'keys'>,
  limit: Limit,
  now: Instant,
): Promise<Spent> {
  const [row] = await tx.run<Row>(SPEND, values(keys, limit, now))
  return told(limit, row, now)
}

/** How much is left, without spending; `allowed` says whether a point could be spent now. */
export async function left({ db, keys }: Able, limit: Limit, now: Instant): Promise<Spent> {
  const [row] = await db.ask<Row>(
    'select spent, ends_at from limits where name = $1 and key = $2 and ends_at > $3',
    [limit.name, hashed(keys, limit), now],
  )
  const spent = told(limit, row, now)
  return { ...spent, allowed: spent.remaining > 0 }
}

const values = (keys: Able['keys'], limit: Limit, now: Instant) => [
  limit.name,
  hashed(keys, limit),
  now.add({ seconds: limit.seconds }),
  now,
  limit.points,
]

const hashed = (keys: Able['keys'], { name, key }: Limit) => keys.fingerprint(`limit ${name}`, key)

function told({ points }: Limit, row: Row | undefined, now: Instant): Spent {
  const spent = row?.spent ?? 0
  return {
    allowed: spent <= points,
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
