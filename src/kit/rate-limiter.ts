import type { Instant } from './clock.ts'
import type { Installation } from './installation.ts'
import { take, type Limit, type Spent } from './limits.ts'

/** How many requests a caller may make in a window, which begins with the first of them. */
export type RateLimit = Pick<Limit, 'points' | 'seconds'>

/** What this process holds for one caller. */
interface Lease {
  /** Taken and not spent yet. */
  held: number
  /** Left for everybody when this was taken. */
  left: number
  endsAt: Instant
}

/** So many leases a window at first; smaller ones when little is left, so that it is shared out fairly. */
const LEASES = 50
/** Callers remembered before those whose window is over are forgotten. */
const REMEMBERED = 10_000

/**
 * Counts requests exactly over any number of processes, without asking the database at each: a process
 * takes a lease for a caller, spends it from memory, and takes the next. Together they never give more
 * than the limit; what one holds and does not spend is lost to the others until the window is over.
 */
export class RateLimiter {
  readonly #installation: Pick<Installation, 'db' | 'keys'>
  readonly #name: string
  readonly #leases = new Map<string, Lease>()
  #forgetAbove = REMEMBERED
  readonly #taking = new Map<string, Promise<Lease>>()

  /** @param name what is limited; the callers of each name are counted apart */
  constructor(installation: Pick<Installation, 'db' | 'keys'>, name: string) {
    this.#installation = installation
    this.#name = name
  }

  /** Spends one request of a caller's. @throws DatabaseUnavailable */
  async spend(caller: string, rateLimit: RateLimit, now: Instant): Promise<Spent> {
    for (;;) {
      const lease = this.#leases.get(caller)
      const open = lease !== undefined && Temporal.Instant.compare(now, lease.endsAt) < 0
      if (open && lease.held > 0) {
        lease.held--
        return spent(rateLimit, lease, now, true)
      }
      // Nothing comes back before the window is over, so refusing costs nothing either.
      if (open && lease.left === 0) return spent(rateLimit, lease, now, false)
      await this.#take(caller, rateLimit, open ? lease.left : rateLimit.points, now)
    }
  }

  /** Takes a lease; whoever asks meanwhile waits for the same one. */
  #take(caller: string, rateLimit: RateLimit, left: number, now: Instant): Promise<Lease> {
    const under = this.#taking.get(caller)
    if (under) return under
    const wanted = Math.max(1, Math.floor(Math.min(rateLimit.points / LEASES, left / 10)))
    const limit = { name: this.#name, key: caller, ...rateLimit }
    const taking = take(this.#installation, limit, wanted, now)
      .then(({ granted, ...rest }) => {
        const lease = { held: granted, ...rest }
        this.#remember(caller, lease, now)
        return lease
      })
      .finally(() => this.#taking.delete(caller))
    this.#taking.set(caller, taking)
    return taking
  }

  #remember(caller: string, lease: Lease, now: Instant): void {
    this.#leases.set(caller, lease)
    if (this.#leases.size <= this.#forgetAbove) return
    for (const [key, { endsAt }] of this.#leases)
      if (Temporal.Instant.compare(endsAt, now) <= 0) this.#leases.delete(key)
    // Where many come within a window, each of them is not to look through all of them.
    this.#forgetAbove = Math.max(REMEMBERED, 2 * this.#leases.size)
  }
}

const spent = (
  { points }: RateLimit,
  { held, left, endsAt }: Lease,
  now: Instant,
  allowed: boolean,
): Spent => ({
  allowed,
  limit: points,
  remaining: held + left,
  resetSeconds: Math.max(1, Math.ceil((endsAt.epochMilliseconds - now.epochMilliseconds) / 1000)),
})
