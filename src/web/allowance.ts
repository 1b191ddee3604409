import type { Context } from 'hono'
import { Allowances, type Allowance } from '../kit/allowances.ts'
import { show } from '../kit/ids.ts'
import { alsoWith } from '../kit/http/headers.ts'
import type { Installation } from '../kit/installation.ts'
import type { Spent } from '../kit/limits.ts'
import { networkOf } from '../kit/http/address.ts'
import { problemOf, problemResponse } from '../kit/http/problem.ts'
import { refuse, type Refusal } from '../kit/refusal.ts'
import type { Served, Visit } from './visit.ts'

const SECONDS = 60

/** What a program may ask of the API, per key or session; whoever has neither is limited elsewhere. */
export class ApiAllowance {
  readonly #allowances: Allowances
  readonly #allowance: Allowance

  constructor(installation: Installation) {
    this.#allowances = new Allowances(installation, 'api')
    this.#allowance = { points: installation.apiRequestsPerMinute, seconds: SECONDS }
  }

  /** Spends a request; null for a page, and for a visitor whom nobody knows. */
  async spend(visit: Visit, served: Served): Promise<Spent | null> {
    const caller = served.endpoint ? callerOf(visit) : null
    return caller === null ? null : this.#allowances.spend(caller, this.#allowance, visit.now)
  }
}

/** Of those whom nobody knows yet, a whole office may come from one network at nine o'clock. */
const PEOPLE_A_NETWORK = 5

/** What somebody may send from pages: each person, or all together who come from a network unknown. */
export class PageAllowance {
  readonly #allowances: Allowances
  readonly #points: number

  constructor(installation: Installation) {
    this.#allowances = new Allowances(installation, 'pages')
    this.#points = installation.pageWritesPerMinute
  }

  /** Spends a form or a button; a refusal where it was one too many, null for everything that only reads. */
  async spend({ caller, person, portal, now }: Visit, served: Served): Promise<Refusal | null> {
    if (served.endpoint || served.method === 'GET') return null
    const [who, points] = person
      ? [caller.id, this.#points]
      : [networkOf(caller.ip ?? 'unknown'), PEOPLE_A_NETWORK * this.#points]
    const allowance = { points, seconds: SECONDS }
    const spent = await this.#allowances.spend(`${portal.id} ${who}`, allowance, now)
    if (spent.allowed) return null
    const seconds = spent.resetSeconds
    return { ...refuse('too_many', { values: { seconds } }), retryAfterSeconds: seconds }
  }
}

function callerOf({ caller, session, portal }: Visit): string | null {
  if (caller.id.startsWith('key_')) return caller.id
  return session === null ? null : `${show('portal', portal.id)} ${show('session', session)}`
}

/** Says how much is left, in the two fields of the IETF's draft "RateLimit header fields for HTTP". */
export const tell = (c: Context, response: Response, { limit, remaining, resetSeconds }: Spent) =>
  alsoWith(c, response, {
    'ratelimit-policy': `"api";q=${limit};w=${SECONDS}`,
    ratelimit: `"api";r=${remaining};t=${resetSeconds}`,
  })

/** The answer to one request too many. */
export function tooMany({ language, c }: Visit, { resetSeconds }: Spent): Response {
  const refusal = refuse('too_many', { values: { seconds: resetSeconds } })
  return problemResponse(problemOf(refusal, language, c.req.path), {
    'retry-after': String(resetSeconds),
  })
}
