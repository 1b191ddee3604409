import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { answerWith } from '../../kit/http/headers.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { askForCode, enterCode, enterCodeInput, requestCode } from '../sign-in-codes/codes.ts'
import { askForReset, requestReset } from '../reset/reset-requests.ts'
import { choosePassword, choosePasswordInput } from '../reset/reset.ts'
import { setUp, setUpInput } from '../operators/operators.ts'
import { personById } from '../persons/queries.ts'
import { keepSessionCookies, openedFrom } from '../sessions/signed-in-redirect.ts'
import { deviceCookie, dropSession, keepPending, pendingCookie } from '../sessions/cookies.ts'
import {
  endpoint,
  readBody,
  respond,
  type RoutePattern,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { apiPasskeySignIn, apiSecondStep } from '../factors/api-inputs.ts'
import { signInByPasskey } from '../factors/passkeys/passkeys.ts'
import { endSignIn } from '../factors/second-step/second-step.ts'
import { signOut } from '../sessions/sessions.ts'
import { signIn, signInInput } from './sign-in.ts'
import type { SignIn } from '../sessions/starting.ts'

const portal = shape('SessionPortal', { id: z.string(), name: z.string(), status: z.string() })
const person = shape('SessionPerson', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['operator', 'partner', 'staff', 'contact']),
  seat: z.enum(['pro', 'guest']),
})
const whoAmI = shape('CurrentSession', {
  person,
  portal,
  features: z.array(z.string()).describe('What the person may use now'),
  expires: z.iso.datetime().describe('When the session ends at the latest'),
})
const opened = shape('NewSession', {
  session: z.string().describe('Send it as `Authorization: Bearer …`, or use the cookies'),
  expires: z.iso.datetime(),
  person,
  portal,
  recoveryCodes: z
    .array(z.string())
    .optional()
    .describe('Made along with a first passkey, shown this once'),
})

const askedCode = shape('SignInCodeRequest', {
  request: z.string().describe('Send it along with the code from the mail'),
  expires: z.iso.datetime(),
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

const showPortal = ({ portal: { id, name, status } }: RequestContext) => ({
  id: show('portal', id),
  name,
  status,
})

type PersonFields = Record<'id' | 'name' | 'kind' | 'seat', string> & { email: string | null }
const showSelf = ({ id, name, email, kind, seat }: PersonFields) => ({
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
const sessionResponse = ({ c }: RequestContext, status: 200 | 201, data: object): Response =>
  answerWith(c, JSON.stringify(data), status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })

export type Enters = (
  ctx: RequestContext,
  input: Record<string, unknown>,
) => Promise<Done<SignIn> | Refusal>

/** An endpoint that signs in where what is sent proves who it is. */
export const enters = (
  route: RoutePattern,
  described: { name: string; summary: string; body: z.ZodType },
  enter: Enters,
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

export const sessionEndpoints: readonly RouteHandler[] = [
  enters(
    routes.api.setUp,
    {
      name: 'installation.set_up',
      summary: 'Makes the first operator, once, with the code that was printed at the start',
      body: setUpInput,
    },
    (ctx, input) => setUp(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  enters(
    routes.api.session,
    {
      name: 'session.start',
      summary:
        'Signs in by e-mail or user name, and password; whoever has a second factor gets a sign-in that waits for it',
      body: signInInput,
    },
    (ctx, input) => signIn(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  enters(
    routes.api.secondStep,
    {
      name: 'session.second_step',
      summary: 'Ends a sign-in that waits, with a code of the app, a recovery code, or a passkey',
      body: apiSecondStep,
    },
    (ctx, input) => {
      const parsed = apiSecondStep.safeParse(input, { reportInput: true })
      if (!parsed.success) return Promise.resolve(invalid(parsed.error))
      const { installation, caller, c } = ctx
      const { pending: sent, code, credential } = parsed.data
      const [pending = '', device] = sent?.split('.') ?? [pendingCookie(c, installation.url)]
      const from = openedFrom(ctx)
      return endSignIn(installation, caller, {
        ...from,
        pending,
        device: device ?? from.device,
        proof: code === undefined ? { credential: credential! } : { code },
      })
    },
  ),

  enters(
    routes.api.passkeySignIn,
    {
      name: 'session.start_by_passkey',
      summary: 'Signs in with a passkey that has signed the challenge of the options',
      body: apiPasskeySignIn,
    },
    (ctx, input) => {
      const parsed = apiPasskeySignIn.safeParse(input, { reportInput: true })
      if (!parsed.success) return Promise.resolve(invalid(parsed.error))
      const { installation, caller } = ctx
      return signInByPasskey(installation, caller, parsed.data, openedFrom(ctx))
    },
  ),

  // Answered from what the request has fetched anyway: one round trip to the database, no more.
  endpoint(
    routes.api.session,
    'GET',
    {
      name: 'session.show',
      summary: 'Says who is signed in, where, what they may use, and until when',
      feature: 'profile',
      status: 200,
      answer: whoAmI,
    },
    async (ctx) => {
      if (!ctx.person) return respond(ctx, refuse('unauthenticated'))
      return sessionResponse(ctx, 200, {
        person: showSelf(ctx.person),
        portal: showPortal(ctx),
        features: FEATURE_NAMES.filter((feature) => ctx.may(feature)),
        expires: ctx.expires!.toString(),
      })
    },
  ),

  endpoint(
    routes.api.session,
    'DELETE',
    { name: 'session.end', summary: 'Signs out', feature: null, status: 204 },
    async (ctx) => {
      if (ctx.session) await ctx.perform(signOut, { session: show('session', ctx.session) })
      dropSession(ctx.c, ctx.installation.url)
      return ctx.c.body(null, 204)
    },
  ),

  endpoint(
    routes.api.codeRequest,
    'POST',
    {
      name: requestCode.name,
      summary: requestCode.summary,
      body: requestCode.input,
      feature: null,
      status: 201,
      answer: askedCode,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const { installation, caller } = ctx
      const result = await askForCode(installation, caller, body.value, openedFrom(ctx))
      return respond(ctx, result, 201, ({ request, expires }) => ({
        request,
        expires: expires.toString(),
      }))
    },
  ),

  enters(
    routes.api.codeEntry,
    { name: 'session.start_by_code', summary: 'Signs in by a mailed code', body: enterCodeInput },
    (ctx, input) => enterCode(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  endpoint(
    routes.api.resetRequest,
    'POST',
    {
      name: requestReset.name,
      summary: requestReset.summary,
      body: requestReset.input,
      feature: null,
      status: 204,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      return respond(
        ctx,
        await askForReset(ctx.installation, ctx.caller, body.value, openedFrom(ctx)),
      )
    },
  ),

  enters(
    routes.api.reset,
    {
      name: 'password.reset',
      summary: 'Spends a mailed token: sets a new password, ends every session and signs in',
      body: choosePasswordInput,
    },
    (ctx, input) => choosePassword(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),
]
