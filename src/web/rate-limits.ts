import type { Context } from 'hono'
import { RateLimiter, type RateLimit } from '../kit/rate-limiter.ts'
import { show } from '../kit/ids.ts'
import { alsoWith } from '../kit/http/headers.ts'
import type { Installation } from '../kit/installation.ts'
import type { Spent } from '../kit/limits.ts'
import { networkOf } from '../kit/http/address.ts'
import { problemOf, problemResponse } from '../kit/http/problem.ts'
import { refuse, type Refusal } from '../kit/refusal.ts'
import type { RouteHandler, RequestContext } from './request-context.ts'

const SECONDS = 60

/** Limits requests to the API by key or session; callers without either are limited elsewhere. */
export class ApiRateLimit {
  readonly #rateLimiter: RateLimiter
  readonly #rateLimit: RateLimit

  constructor(installation: Installation) {
    this.#rateLimiter = new RateLimiter(installation, 'api')
    this.#rateLimit = { points: installation.apiRequestsPerMinute, seconds: SECONDS }
  }

  /** Counts a request. @returns null for a page, and for a caller without key or session */
  async spend(ctx: RequestContext, handler: RouteHandler): Promise<Spent | null> {
    const caller = handler.endpoint ? callerOf(ctx) : null
    return caller === null ? null : this.#rateLimiter.spend(caller, this.#rateLimit, ctx.now)
  }
}

/** Of those whom nobody knows yet, a whole office may come from one network at nine o'clock. */
const PEOPLE_A_NETWORK = 5

/** Limits forms and buttons by person, or by network for people who are not signed in. */
export class PageRateLimit {
  readonly #rateLimiter: RateLimiter
  readonly #points: number

  constructor(installation: Installation) {
    this.#rateLimiter = new RateLimiter(installation, 'pages')
    this.#points = installation.pageWritesPerMinute
  }

  /** Counts a form or a button. @returns a refusal over the limit; null for what only reads */
  async spend(
    { caller, person, portal, now }: RequestContext,
    handler: RouteHandler,
  ): Promise<Refusal | null> {
    if (handler.endpoint || handler.method === 'GET') return null
    const [who, points] = person
      ? [caller.id, this.#points]
      : [networkOf(caller.ip ?? 'unknown'), PEOPLE_A_NETWORK * this.#points]
    const rateLimit = { points, seconds: SECONDS }
    const spent = await this.#rateLimiter.spend(`${portal.id} ${who}`, rateLimit, now)
    if (spent.allowed) return null
    const seconds = spent.resetSeconds
    return { ...refuse('too_many', { values: { seconds } }), retryAfterSeconds: seconds }
  }
}

function callerOf({ caller, session, portal }: RequestContext): string | null {
  if (caller.id.startsWith('key_')) return caller.id
  return session === null ? null : `${show('portal', portal.id)} ${show('session', session)}`
}

/** Says how much is left, in the two fields of the IETF's draft "RateLimit header fields for HTTP". */
export const withRateLimit = (
  c: Context,
  response: Response,
  { limit, remaining, resetSeconds }: Spent,
) =>
  alsoWith(c, response, {
    'ratelimit-policy': `"api";q=${limit};w=${SECONDS}`,
    ratelimit: `"api";r=${remaining};t=${resetSeconds}`,
  })

/** The answer to a request over the limit. */
export function tooManyRequests(
  { language, c }: RequestContext,
  { resetSeconds }: Spent,
): Response {
  const refusal = refuse('too_many', { values: { seconds: resetSeconds } })
  return problemResponse(problemOf(refusal, language, c.req.path), {
    'retry-after': String(resetSeconds),
  })
}
