import type { Context } from 'hono'
import type { z } from 'zod'
import type { FeatureName, Right } from '../gate/index.ts'
import { readJson } from '../kit/http/body.ts'
import { problemOf, problemResponse } from '../kit/http/problem.ts'
import { firstAnswer, type KeptAnswer } from '../kit/idempotency.ts'
import { isRefusal, refuse, type Done, type Refusal } from '../kit/refusal.ts'
import { invalid, invalidField, invalidFields, type Wrong } from '../kit/validation.ts'
import { refuseHalves } from '../kit/whole-text.ts'
import type { Method } from '../routes.ts'
import { performs, type Action } from './action.ts'
import type {
  Endpoint,
  RoutePattern,
  RouteHandler,
  SignedInContext,
  RequestContext,
} from './request-context.ts'

interface Common extends Pick<RouteHandler, 'takes'> {
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
  operation: Action<I, R>
  /** Where the operation has an endpoint of its own already: what this one is called. */
  name?: string
  /** Inputs that come from the path, by their name in the operation. */
  path?: Record<string, string>
  /** Inputs that the request settles, such as the portal one is in. */
  given?: { fields: readonly string[]; from: (ctx: V) => Record<string, unknown> }
  /** As `Endpoint` has it. */
  inSession?: true
  /** As `RouteHandler` has it: staff may do this in a client's name. */
  onBehalf?: true
  /** What to answer; without it, 204. */
  show?: (ctx: V, value: R) => unknown
  /** The address of what was created, sent as `Location`. */
  location?: (value: R) => string
}

export interface Reading<Q extends z.ZodType, V> extends Common {
  name: string
  summary: string
  query?: Q
  /** Plain data, a refusal, or null where there is nothing. */
  show: (ctx: V, query: z.output<Q>) => Promise<unknown>
}

/** An endpoint that performs an operation: the body is its input, the path names what it is done to. */
export function writes<I extends z.ZodType, R>(
  route: RoutePattern,
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
  }: Writing<I, R, SignedInContext>,
): RouteHandler {
  const endpoint = handler(
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
      ...('perform' in operation && { once: true }),
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const named: Record<string, unknown> = {
        ...Object.fromEntries(
          Object.entries(path).map(([field, param]) => [field, ctx.param(param)]),
        ),
        ...given?.from(ctx as SignedInContext),
      }
      const twice = Object.keys(named).find((field) => field in body.value)
      if (twice) return respond(ctx, invalidField(twice, 'unknown_field'))
      // A malformed id in the path answers 404, like any id that is not the caller's.
      const result = await performs(ctx, operation, { ...body.value, ...named })
      if (!result.ok && result.fields.some(({ field }) => field in named))
        return respond(ctx, refuse('not_found'))
      return respond(
        ctx,
        result,
        common.status,
        show && ((value) => show(ctx as SignedInContext, value)),
        location,
      )
    },
  )
  return { ...endpoint, onBehalf }
}

/** An endpoint that only reads; its query is validated like any input. */
export function reads<Q extends z.ZodType>(
  route: RoutePattern,
  { name, summary, query, show, ...common }: Reading<Q, SignedInContext>,
): RouteHandler {
  return handler(
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
    async (ctx) => {
      const repeated = repeatedIn(ctx.c)
      if (repeated) return respond(ctx, repeated)
      const parsed = query?.safeParse(ctx.c.req.query(), { reportInput: true })
      if (parsed && !parsed.success) return respond(ctx, invalid(parsed.error))
      const data = await show(ctx as SignedInContext, (parsed?.data ?? {}) as z.output<Q>)
      if (data === null || isRefusal(data)) return respond(ctx, data ?? refuse('not_found'))
      return responseOf(jsonOf(data, 200))
    },
  )
}

/** Refuses parameters of an address that stand in it more than once: which was meant, nobody can tell. */
export function repeatedIn(c: Context): Refusal | null {
  const wrong = Object.entries(c.req.queries()).flatMap(([field, values]): Wrong[] =>
    values.length > 1 ? [{ field, text: 'one_text' }] : [],
  )
  return wrong.length > 0 ? invalidFields(wrong) : null
}

/** An endpoint with a flow of its own, such as signing in. */
export const endpoint = (
  route: RoutePattern,
  method: Method,
  described: Endpoint & Common,
  handle: (ctx: RequestContext) => Promise<Response>,
): RouteHandler => handler(route, method, described, described, handle)

/** Such an endpoint that hands on what was sent, unread, and answers what came of it. */
export const receives = <R>(
  route: RoutePattern,
  described: Endpoint & Common,
  receive: (ctx: RequestContext, body: Record<string, unknown>) => Promise<Done<R> | Refusal>,
  show?: (value: R) => unknown,
): RouteHandler =>
  endpoint(route, 'POST', described, async (ctx) => {
    const body = await readBody(ctx)
    if ('refusal' in body) return respond(ctx, body.refusal)
    return respond(ctx, await receive(ctx, body.value), described.status, show)
  })

const handler = (
  route: RoutePattern,
  method: Method,
  { feature, right, takes }: Common,
  described: Endpoint,
  handle: (ctx: RequestContext) => Promise<Response>,
): RouteHandler => ({ route, method, feature, right, takes, handle, endpoint: described })

/**
 * Answers a refusal as a problem document, a value as JSON, and a repeat under the same Idempotency-Key with
 * the earlier answer.
 */
export async function respond<R>(
  ctx: RequestContext,
  result: Done<R> | Refusal,
  status = 200,
  show?: (value: R) => unknown,
  location?: (value: R) => string,
): Promise<Response> {
  if (!result.ok)
    return problemResponse(problemOf(result, ctx.language, ctx.c.req.path), waiting(result))
  const give = async (): Promise<KeptAnswer> => {
    if (!show) return { status: 204, headers: {}, body: null }
    const answer = jsonOf(await show(result.value), status)
    if (location) answer.headers['location'] = location(result.value)
    return answer
  }
  return responseOf(
    ctx.repeatable ? await firstAnswer(ctx.installation, ctx.caller, give) : await give(),
  )
}

const responseOf = ({ body, status, headers }: KeptAnswer) =>
  new Response(body, { status, headers })

/** The header `Retry-After`, where waiting helps. */
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

/** The `ETag` of a value that has a `version`. */
function etagOf(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null || !('version' in data)) return {}
  return { etag: `"${String(data.version)}"` }
}

type Body = { value: Record<string, unknown> } | { refusal: Refusal }

/** A JSON object, or nothing at all for an operation that needs no input. */
export async function readBody({ c, takes }: RequestContext): Promise<Body> {
  const read = await readJson(c, takes)
  if (!read.ok) return { refusal: read }
  const halves = refuseHalves(read.value)
  return halves ? { refusal: halves } : { value: read.value }
}
