import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { done, perform, type Operation } from '../../kit/operation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { withoutIdempotencyKey } from '../sessions/verification.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import {
  endpoint,
  readBody,
  reads,
  respond,
  writes,
  type RoutePattern,
  type RouteHandler,
  type SignedInContext,
  type RequestContext,
} from '../../web/index.ts'
import { apiAgain, apiNewPasskey } from './api-inputs.ts'
import { performAgain } from './again.ts'
import { appAddress } from './apps/app-code.ts'
import { beginApp, confirmApp, removeApp } from './apps/apps.ts'
import { renewRecoveryCodes } from './recovery-codes/codes.ts'
import {
  againOptions,
  newPasskeyOptions,
  ownFactors,
  sessionProof,
  signInOptions,
} from './page-parts.ts'
import { addPasskey, beginPasskey, removePasskey } from './passkeys/passkeys.ts'
import { secondFactorRule } from '../factor-state/queries.ts'
import { resetFactors } from './reset.ts'
import { configureConsole } from './rule.ts'

/** One's own: held by everybody who signs in, and by no key. */
const own = { feature: 'second_factor', right: 'self' } as const

const codes = shape('RecoveryCodes', {
  recoveryCodes: z.array(z.string()).describe('Shown this once'),
})
const factors = shape('SecondFactors', {
  app: z.boolean().describe('An authenticator app is set up'),
  passkeys: z.array(
    shape('Passkey', {
      id: z.string(),
      name: z.string(),
      addedAt: z.iso.datetime(),
      usedAt: z.iso.datetime().nullable(),
      host: z.string().describe('The address it was made for; it works nowhere else'),
      usable: z.boolean().describe('That is the portal’s current address'),
    }),
  ),
  recoveryCodesLeft: z.int(),
  required: z.boolean().describe('Everyone who works here must have a second factor'),
})
const options = z.looseObject({ challenge: z.string() }).meta({ id: 'PasskeyOptions' })
const rule = shape('ConsoleSignIn', { staffSecondFactor: z.boolean() })

async function showFactors(ctx: SignedInContext) {
  const { factors: has, passkeys, required } = await ownFactors(ctx)
  return {
    app: has.app,
    passkeys: passkeys.map(({ id, name, created_at, used_at, host, here }) => ({
      id: show('passkey', id),
      name,
      addedAt: created_at.toString(),
      usedAt: used_at?.toString() ?? null,
      host,
      usable: here,
    })),
    recoveryCodesLeft: has.codes,
    required,
  }
}

interface Described {
  name: string
  summary: string
  body?: z.ZodType
  status: number
  answer?: z.ZodType
}

/** An endpoint whose answer may hold a secret, so that it is never remembered for an Idempotency-Key. */
const once = (
  route: RoutePattern,
  described: Described,
  handle: (ctx: SignedInContext, body: Record<string, unknown>) => Promise<Done<unknown> | Refusal>,
): RouteHandler =>
  endpoint(route, 'POST', { ...own, ...described, once: true }, async (ctx: RequestContext) => {
    const body = await readBody(ctx)
    if ('refusal' in body) return respond(ctx, body.refusal)
    const result = await handle(ctx as SignedInContext, body.value)
    return respond(ctx, result, described.status, described.answer && ((value) => value))
  })

/** Such an endpoint that wants proof once more. */
const proven = <I extends z.ZodType, R>(
  route: RoutePattern,
  operation: Operation<I, R>,
  answer?: z.ZodType,
  {
    input = async () => ({}),
    status = answer ? 200 : 204,
    show = (_, value) => value,
  }: {
    /** What the path names; null where that is not one's own. */
    input?: (ctx: SignedInContext) => Promise<object | null>
    status?: number
    /** What is answered of what was done. */
    show?: (ctx: SignedInContext, value: R) => unknown
  } = {},
): RouteHandler =>
  once(
    route,
    {
      name: operation.name,
      summary: `${operation.summary}; given the password or a passkey again`,
      body: apiAgain,
      status,
      answer,
    },
    async (ctx, body) => {
      const given = await input(ctx)
      if (given === null) return refuse('not_found')
      const session = await sessionProof(ctx)
      const parsed = (session ? nothing : apiAgain).safeParse(body, { reportInput: true })
      if (!parsed.success) return invalid(parsed.error)
      const { current, credential }: z.output<typeof apiAgain> = parsed.data
      const { installation, caller } = ctx
      const proof = session ?? (current === undefined ? { credential: credential! } : { current })
      const about = { proof, device: openedFrom(ctx).device }
      const result = await performAgain(installation, caller, about, operation, given)
      return result.ok ? done(await show(ctx, result.value)) : result
    },
  )

const nothing = z.strictObject({})

export const factorEndpoints: readonly RouteHandler[] = [
  endpoint(
    routes.api.passkeyRequest,
    'GET',
    {
      feature: null,
      name: 'session.passkey_options',
      summary:
        'What `navigator.credentials.get` is asked to sign in with a passkey; its challenge is good for one use',
      status: 200,
      answer: options,
    },
    (ctx) => respond(ctx, { ok: true, value: signInOptions(ctx) }, 200, (value) => value),
  ),
  reads(routes.api.factors, {
    ...own,
    name: 'factor.list',
    summary: 'Shows one’s own second factors: app, passkeys, recovery codes left',
    answer: factors,
    show: showFactors,
  }),
  proven(
    routes.api.authenticatorApp,
    beginApp,
    shape('AuthenticatorApp', {
      secret: z.string().describe('In base32; to be confirmed within ten minutes'),
      address: z.string().describe('`otpauth://…`, for a QR code'),
    }),
    {
      status: 201,
      show: async ({ person, portal }, { secret }) => {
        const about = { secret, issuer: portal.name, account: person.email ?? person.name }
        return { secret, address: await appAddress(about) }
      },
    },
  ),
  once(
    routes.api.authenticatorAppConfirmation,
    {
      name: confirmApp.name,
      summary: confirmApp.summary,
      body: confirmApp.input,
      status: 200,
      answer: codes,
    },
    ({ installation, caller }, body) =>
      perform(installation, confirmApp, withoutIdempotencyKey(caller), body),
  ),
  proven(routes.api.authenticatorAppRemoval, removeApp),
  reads(routes.api.passkeyOptions, {
    ...own,
    name: 'factor.passkey_options',
    summary:
      'What `navigator.credentials.get` is asked to show with a passkey that it is oneself; null without one',
    answer: shape('PasskeyRequest', { get: options.nullable() }),
    show: async (ctx) => ({ get: await againOptions(ctx) }),
  }),
  proven(
    routes.api.passkeyOptions,
    beginPasskey,
    shape('PasskeyCreation', {
      create: options.describe(
        'What `navigator.credentials.create` is asked; to be answered within ten minutes',
      ),
    }),
    { show: async (ctx) => ({ create: await newPasskeyOptions(ctx) }) },
  ),
  once(
    routes.api.passkeys,
    {
      name: addPasskey.name,
      summary: addPasskey.summary,
      body: apiNewPasskey,
      status: 201,
      answer: shape('NewPasskey', { ...codes.shape, id: z.string() }),
    },
    ({ installation, caller }, body) =>
      perform(installation, addPasskey, withoutIdempotencyKey(caller), body),
  ),
  proven(routes.api.passkeyRemoval, removePasskey, undefined, {
    input: async (ctx) => {
      const passkey = ctx.param('passkey')
      const id = parseId('passkey', passkey)
      const { passkeys } = await ownFactors(ctx)
      return passkeys.some((own) => own.id === id) ? { passkey } : null
    },
  }),
  proven(routes.api.recoveryCodes, renewRecoveryCodes, codes),

  writes(routes.api.personFactors, 'POST', {
    feature: 'people',
    right: 'people:manage',
    operation: resetFactors,
    path: { person: 'person' },
  }),

  reads(routes.api.consoleSignIn, {
    feature: 'settings',
    right: 'installation:operate',
    name: 'console.show_sign_in',
    summary: 'Shows whether everyone who works in the console needs a second factor',
    answer: rule,
    show: async ({ read }) => ({
      staffSecondFactor: await read((tx) => secondFactorRule(tx)),
    }),
  }),
  writes(routes.api.consoleSignIn, 'PATCH', {
    feature: 'settings',
    right: 'installation:operate',
    operation: configureConsole,
    answer: rule,
    show: (_, value) => value,
  }),
]
