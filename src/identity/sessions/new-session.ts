import { z } from 'zod'
import { answerWith } from '../../kit/http/headers.ts'
import { show } from '../../kit/ids.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { personById } from '../persons/queries.ts'
import { keepSessionCookies } from './signed-in-redirect.ts'
import { deviceCookie, keepPending } from './cookies.ts'
import {
  endpoint,
  readBody,
  respond,
  type RoutePattern,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import type { SignIn } from './starting.ts'

export const sessionPortal = shape('SessionPortal', {
  id: z.string(),
  name: z.string(),
  status: z.string(),
})
export const sessionPerson = shape('SessionPerson', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['operator', 'partner', 'staff', 'contact']),
  seat: z.enum(['pro', 'guest']),
})
const opened = shape('NewSession', {
  session: z.string().describe('Send it as `Authorization: Bearer …`, or use the cookies'),
  expires: z.iso.datetime(),
  person: sessionPerson,
  portal: sessionPortal,
  recoveryCodes: z
    .array(z.string())
    .optional()
    .describe('Made along with a first passkey, shown this once'),
})

const waits = shape('PendingSignIn', {
  pending: z
    .string()
    .describe(
      'No session: send it to the second step, with a code or a passkey, or use the cookies',
    ),
  expires: z.iso.datetime(),
})
const signedIn = z.union([opened, waits]).meta({ id: 'SignIn' })

export const showPortal = ({ portal: { id, name, status } }: RequestContext) => ({
  id: show('portal', id),
  name,
  status,
})

type PersonFields = Record<'id' | 'name' | 'kind' | 'seat', string> & { email: string | null }
export const showSelf = ({ id, name, email, kind, seat }: PersonFields) => ({
  id: show('person', id),
  name,
  email,
  kind,
  seat,
})

/** Signed in: the session's secret for programs, and the same in cookies for browsers. */
async function cameIn(ctx: RequestContext, result: Done<SignIn> | Refusal): Promise<Response> {
  if (!result.ok) return respond(ctx, result)
  const { c, installation, read } = ctx
  const { value } = result
  const expires = value.expires.toString()
  if (value.is === 'pending') {
    keepPending(c, installation.url, value)
    const device = value.device ?? deviceCookie(c, installation.url)
    return sessionResponse(ctx, 201, { pending: `${value.pending}.${device}`, expires })
  }
  const { session, person: id } = value
  keepSessionCookies(ctx, value)
  const row = await read((tx) => personById(tx, id))
  return sessionResponse(ctx, 201, {
    session,
    expires,
    person: showSelf(row!),
    portal: showPortal(ctx),
    recoveryCodes: value.recoveryCodes,
  })
}

/** JSON that takes along the cookies set before. */
export const sessionResponse = ({ c }: RequestContext, status: 200 | 201, data: object): Response =>
  answerWith(c, JSON.stringify(data), status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })

/** An endpoint that signs in where what is sent proves who it is. */
export const enters = (
  route: RoutePattern,
  described: { name: string; summary: string; body: z.ZodType },
  enter: (ctx: RequestContext, input: Record<string, unknown>) => Promise<Done<SignIn> | Refusal>,
): RouteHandler =>
  endpoint(
    route,
    'POST',
    { ...described, feature: null, status: 201, answer: signedIn },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      return cameIn(ctx, await enter(ctx, body.value))
    },
  )
