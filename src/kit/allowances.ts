import type { Instant } from './clock.ts'
import type { Database } from './db/database.ts'
import type { Installation } from './installation.ts'
import { jobType } from './jobs.ts'

/** How many requests a caller may make in a window, which begins with the first of them. */
export interface Allowance {
  readonly points: number
  readonly seconds: number
}

export interface Spent {
  allowed: boolean
  limit: number
  /** Of the window, as far as this process knows: others may have taken some since it last asked. */
  remaining: number
  /** Until all of it is there again. */
  resetSeconds: number
}

/** What this process holds for one caller. */
interface Handful {
  /** Taken and not spent yet. */
  held: number
  /** Left for everybody when this was taken. */
  left: number
  endsAt: Instant
}

/** So many handfuls a window at first; smaller ones when little is left, so that it is shared out fairly. */
const HANDFULS = 50
/** Callers remembered before those whose window is over are forgotten. */
const REMEMBERED = 10_000

/**
 * One statement: of any number at the same moment, exactly as much is given as is left.
 * $1 caller, $2 wanted, $3 of how many, $4 end of a window that begins now, $5 now
 */
const TAKE = `
  insert into allowances as a (caller, spent, granted, ends_at)
  values ($1, least($2::int, $3::int), least($2::int, $3::int), $4)
  on conflict (caller) do update set
    spent = case when a.ends_at <= $5 then excluded.spent
      else greatest(a.spent, least(a.spent + $2::int, $3::int)) end,
    granted = case when a.ends_at <= $5 then excluded.granted
      else greatest(0, least($2::int, $3::int - a.spent)) end,
    ends_at = case when a.ends_at <= $5 then excluded.ends_at else a.ends_at end
  returning spent, granted, ends_at`

/**
 * Counts requests exactly over any number of processes, without asking the database at each: a process
 * takes a handful for a caller, spends it from memory, and takes the next. Together they never give more
 * than the allowance; what one holds and does not spend is lost to the others until the window is over.
 */
export class Allowances {
  readonly #db: Database
  readonly #handfuls = new Map<string, Handful>()
  readonly #taking = new Map<string, Promise<Handful>>()

  constructor({ db }: Pick<Installation, 'db'>) {
    this.#db = db
  }

  /** Spends one request of a caller's. @throws DatabaseUnavailable */
  async spend(caller: string, allowance: Allowance, now: Instant): Promise<Spent> {
    for (;;) {
      const handful = this.#handfuls.get(caller)
      const open = handful !== undefined && Temporal.Instant.compare(now, handful.endsAt) < 0
      if (open && handful.held > 0) {
        handful.held--
        return told(allowance, handful, now, true)
      }
      // Nothing comes back before the window is over, so refusing costs nothing either.
      if (open && handful.left === 0) return told(allowance, handful, now, false)
      await this.#take(caller, allowance, open ? handful.left : allowance.points, now)
    }
  }

  /** Takes a handful; whoever asks meanwhile waits for the same one. */
  #take(caller: string, allowance: Allowance, left: number, now: Instant): Promise<Handful> {
    const under = this.#taking.get(caller)
    if (under) return under
    const { points, seconds } = allowance
    const wanted = Math.max(1, Math.floor(Math.min(points / HANDFULS, left / 10)))
    const taking = this.#db
      .ask<{ spent: number; granted: number; ends_at: Instant }>(TAKE, [
        caller,
        wanted,
        points,
        now.add({ seconds }),
        now,
      ])
      .then(([row]) => {
        const { spent, granted, ends_at: endsAt } = row!
        const handful = { held: granted, left: Math.max(0, points - spent), endsAt }
        this.#remember(caller, handful, now)
        return handful
      })
      .finally(() => this.#taking.delete(caller))
    this.#taking.set(caller, taking)
    return taking
  }

  #remember(caller: string, handful: Handful, now: Instant): void {
    this.#handfuls.set(caller, handful)
    if (this.#handfuls.size <= REMEMBERED) return
    for (const [known, { endsAt }] of this.#handfuls)
      if (Temporal.Instant.compare(endsAt, now) <= 0) this.#handfuls.delete(known)
  }
}

const told = (
  { points }: Allowance,
  { held, left, endsAt }: Handful,
  now: Instant,
  allowed: boolean,
): Spent => ({
  allowed,
  limit: points,
  remaining: held + left,
  resetSeconds: Math.max(1, Math.ceil(now.until(endsAt).total('seconds'))),
})

/** Takes away the windows that are over; nothing depends on when. */
export const forgetAllowancesJob = jobType<object>('forget_allowances', 2)

export async function forgetAllowances({
  db,
  clock,
}: Pick<Installation, 'db' | 'clock'>): Promise<void> {
  await db.write('installation', async (tx) => {
    await tx.run('delete from allowances where ends_at <= $1', [await clock.now(tx)])
  })
}
