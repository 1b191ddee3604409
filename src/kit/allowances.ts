import type { Instant } from './clock.ts'
import type { Installation } from './installation.ts'
import { take, type Limit, type Spent } from './limits.ts'

/** How many requests a caller may make in a window, which begins with the first of them. */
export type Allowance = Pick<Limit, 'points' | 'seconds'>

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
 * Counts requests exactly over any number of processes, without asking the database at each: a process
 * takes a handful for a caller, spends it from memory, and takes the next. Together they never give more
 * than the allowance; what one holds and does not spend is lost to the others until the window is over.
 */
export class Allowances {
  readonly #installation: Pick<Installation, 'db' | 'keys'>
  readonly #name: string
  readonly #handfuls = new Map<string, Handful>()
  #forgetAbove = REMEMBERED
  readonly #taking = new Map<string, Promise<Handful>>()

  /** @param name what is limited; the callers of each name are counted apart */
  constructor(installation: Pick<Installation, 'db' | 'keys'>, name: string) {
    this.#installation = installation
    this.#name = name
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
    const wanted = Math.max(1, Math.floor(Math.min(allowance.points / HANDFULS, left / 10)))
    const limit = { name: this.#name, key: caller, ...allowance }
    const taking = take(this.#installation, limit, wanted, now)
      .then(({ granted, ...rest }) => {
        const handful = { held: granted, ...rest }
        this.#remember(caller, handful, now)
        return handful
      })
      .finally(() => this.#taking.delete(caller))
    this.#taking.set(caller, taking)
    return taking
  }

  #remember(caller: string, handful: Handful, now: Instant): void {
    this.#handfuls.set(caller, handful)
    if (this.#handfuls.size <= this.#forgetAbove) return
    for (const [known, { endsAt }] of this.#handfuls)
      if (Temporal.Instant.compare(endsAt, now) <= 0) this.#handfuls.delete(known)
    // Where many come within a window, each of them is not to look through all of them.
    this.#forgetAbove = Math.max(REMEMBERED, 2 * this.#handfuls.size)
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
  resetSeconds: Math.max(1, Math.ceil((endsAt.epochMilliseconds - now.epochMilliseconds) / 1000)),
})
