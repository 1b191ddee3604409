import type { z } from 'zod'
import type { FeatureName, Right } from '../gate/index.ts'
import { readJson } from '../kit/http/body.ts'
import { problemOf, problemResponse } from '../kit/http/problem.ts'
import { firstAnswer, type KeptAnswer } from '../kit/idempotency.ts'
import type { Operation } from '../kit/operation.ts'
import { refuse, type Done, type Refusal } from '../kit/refusal.ts'
import { invalid, invalidField } from '../kit/validation.ts'
import { refuseHalves } from '../kit/whole-text.ts'
import type { Method } from '../routes.ts'
import type { Endpoint, Mount, Served, SignedInVisit, Visit } from './visit.ts'

interface Common extends Pick<Served, 'takes'> {
  /** What the gate is asked for; null lets in without sign-in. */
  feature: FeatureName | null
  right?: Right
  status?: number
  /** Shape of the answer, for the reference. */
  answer?: z.ZodType
  /**
   * The answer has a `version`: it is told as `ETag`, and a change may name in `If-Match` the one it is
   * based on, instead of sending it in the body.
   */
  versioned?: boolean
}

export interface Writing<I extends z.ZodType, R, V> extends Common {
  operation: Operation<I, R>
  /** Where the operation has an endpoint of its own already: what this one is called. */
  name?: string
  /** Inputs that come from the path, by their name in the operation. */
  path?: Record<string, string>
  /** Inputs that the visit settles, such as the portal one is in. */
  given?: { fields: readonly string[]; from: (visit: V) => Record<string, unknown> }
  /** As `Endpoint` has it. */
  inSession?: true
  /** As `Served` has it: staff may do this in a client's name. */
  onBehalf?: true
  /** What to answer; without it, 204. */
  show?: (visit: V, value: R) => unknown
  /** Where what was made is found. */
  location?: (value: R) => string
}

export interface Reading<Q extends z.ZodObject, V> extends Common {
  name: string
  summary: string
  query?: Q
  /** Plain data, or null where there is nothing. */
  show: (visit: V, query: z.output<Q>) => Promise<unknown>
}

/** An endpoint that performs an operation: the body is its input, the path names what it is done to. */
export function writes<I extends z.ZodType, R>(
  route: Mount,
  method: Exclude<Method, 'GET'>,
  {
    operation,
    name,
    path = {},
    given,
    show,
    location,
    onBehalf,
    inSession,
    ...common
  }: Writing<I, R, SignedInVisit>,
): Served {
  const endpoint = served(
    route,
    method,
    common,
    {
      name: name ?? operation.name,
      summary: operation.summary,
      body: operation.input,
      given: given?.fields,
      status: common.status ?? (show ? 200 : 204),
      answer: common.answer,
      versioned: common.versioned,
      inSession,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const named: Record<string, unknown> = {
        ...Object.fromEntries(
          Object.entries(path).map(([field, param]) => [field, visit.param(param)]),
        ),
        ...given?.from(visit as SignedInVisit),
      }
      const twice = Object.keys(named).find((field) => field in body.value)
      if (twice) return respond(visit, invalidField(twice, 'unknown_field'))
      // What the path names is not there, rather than badly written: alike for any id that is not this caller's.
      const result = await visit.perform(operation, { ...body.value, ...named })
      if (!result.ok && result.fields.some(({ field }) => field in named))
        return respond(visit, refuse('not_found'))
      return respond(
        visit,
        result,
        common.status,
        show && ((value) => show(visit as SignedInVisit, value)),
        location,
      )
    },
  )
  return { ...endpoint, onBehalf }
}

/** An endpoint that only reads; its query is validated like any input. */
export function reads<Q extends z.ZodObject>(
  route: Mount,
  { name, summary, query, show, ...common }: Reading<Q, SignedInVisit>,
): Served {
  return served(
    route,
    'GET',
    common,
    {
      name,
      summary,
      query,
      status: 200,
      answer: common.answer,
      versioned: common.versioned,
    },
    async (visit) => {
      const parsed = query?.safeParse(visit.c.req.query(), { reportInput: true })
      if (parsed && !parsed.success) return respond(visit, invalid(parsed.error))
      const data = await show(visit as SignedInVisit, (parsed?.data ?? {}) as z.output<Q>)
      return data === null ? respond(visit, refuse('not_found')) : responseOf(jsonOf(data, 200))
    },
  )
}

/** An endpoint with a flow of its own, such as signing in. */
export const endpoint = (
  route: Mount,
  method: Method,
  described: Endpoint & Common,
  handle: (visit: Visit) => Promise<Response>,
): Served => served(route, method, described, described, handle)

const served = (
  route: Mount,
  method: Method,
  { feature, right, takes }: Common,
  described: Endpoint,
  handle: (visit: Visit) => Promise<Response>,
): Served => ({ route, method, feature, right, takes, handle, endpoint: described })

/**
 * A refusal as a problem document, or the value as JSON; what repeats an earlier write by its
 * Idempotency-Key, as that was answered.
 */
export async function respond<R>(
  visit: Visit,
  result: Done<R> | Refusal,
  status = 200,
  show?: (value: R) => unknown,
  location?: (value: R) => string,
): Promise<Response> {
  if (!result.ok)
    return problemResponse(problemOf(result, visit.language, visit.c.req.path), waiting(result))
  const give = async (): Promise<KeptAnswer> => {
    if (!show) return { status: 204, headers: {}, body: null }
    const answer = jsonOf(await show(result.value), status)
    if (location) answer.headers['location'] = location(result.value)
    return answer
  }
  return responseOf(
    visit.repeatable ? await firstAnswer(visit.installation, visit.caller, give) : await give(),
  )
}

const responseOf = ({ body, status, headers }: KeptAnswer) =>
  new Response(body, { status, headers })

/** When to come back, where time alone cures it. */
const waiting = ({ retryAfterSeconds }: Refusal): Record<string, string> =>
  retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }

const jsonOf = (data: unknown, status: number): KeptAnswer => ({
  status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...etagOf(data),
  },
  body: JSON.stringify(data),
})

/** Whatever counts its changes in a `version` of its own is tagged with it. */
function etagOf(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null || !('version' in data)) return {}
  return { etag: `"${String(data.version)}"` }
}

type Body = { value: Record<string, unknown> } | { refusal: Refusal }

/** A JSON object, or nothing at all for an operation that needs no input. */
export async function readBody({ c, takes }: Visit): Promise<Body> {
  const read = await readJson(c, takes)
  if (!read.ok) return { refusal: read }
  const halves = refuseHalves(read.value)
  return halves ? { refusal: halves } : { value: read.value }
}
