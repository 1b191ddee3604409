import type { Context } from 'hono'
import { Allowances, type Allowance } from '../../kit/allowances.ts'
import { show } from '../../kit/ids.ts'
import { alsoWith } from '../../kit/http/headers.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Spent } from '../../kit/limits.ts'
import { problemOf, problemResponse } from '../../kit/http/problem.ts'
import { refuse } from '../../kit/refusal.ts'
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
