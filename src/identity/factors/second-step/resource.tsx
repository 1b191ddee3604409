import type { Refusal } from '../../../kit/refusal.ts'
import { hashToken } from '../../../kit/tokens.ts'
import { routes } from '../../../routes.ts'
import { refuse } from '../../refusals.ts'
import { whoHelps } from '../../persons/whom-to-ask.ts'
import { enters } from '../../sessions/new-session.ts'
import { hasProved } from '../../sessions/starting.ts'
import { redirectSignedIn, home, openedFrom } from '../../sessions/signed-in-redirect.ts'
import { deviceCookie, dropPending, pendingCookie } from '../../sessions/cookies.ts'
import {
  errorsOf,
  textOf,
  localPath,
  setRetryAfter,
  openPage,
  type RouteHandler,
  type RequestContext,
} from '../../../web/index.ts'
import { inJson, usedCredential } from '../passkeys/credential.ts'
import { pendingSubject } from '../passkeys/challenge.ts'
import { challengeFor, relyingParty } from '../passkeys/verification.ts'
import { requestOptions } from '../passkeys/options.ts'
import { passkeysOf } from '../passkeys/queries.ts'
import { factorsOf, findPending } from '../../factor-state/queries.ts'
import { because, invalid } from '../../../kit/validation.ts'
import { SecondStepPage } from './page.tsx'
import { endSignIn, secondCode, type SecondProof } from './second-step.ts'
import { z } from 'zod'

const passkeyForm = z.object({ credential: inJson(usedCredential) })

/** The sign-in that this browser has begun, and what its person has for the second step; null where none waits. */
async function waiting({ c, installation, now, read }: RequestContext) {
  const [pending, device] = [pendingCookie(c, installation.url), deviceCookie(c, installation.url)]
  if (pending === undefined || device === null) return null
  const about = { hash: hashToken(pending), deviceHash: hashToken(device), now }
  return read(async (tx) => {
    const pending = await findPending(tx, { ...about })
    if (!pending) return null
    const person = pending.person_id
    const [factors, passkeys, ask] = await Promise.all([
      factorsOf(tx, person),
      passkeysOf(tx, person),
      whoHelps(tx, person),
    ])
    const mailed = pending.code_hash !== null
    const subject = pendingSubject(about.hash)
    return { subject, factors, mailed, ask, passkeys: passkeys.filter(({ here }) => here) }
  })
}

async function stepPage(ctx: RequestContext, to?: string, recovery = false, refusal?: Refusal) {
  const waits = await waiting(ctx)
  if (!waits) return refusal?.code === 'invalid' ? ctx.refuse(refusal) : beginAgain(ctx, to)
  const { installation, portal, now } = ctx
  const about = { portal: portal.id, purpose: 'second_step', subject: waits.subject } as const
  const passkey =
    waits.passkeys.length > 0
      ? requestOptions(
          relyingParty(installation, portal),
          challengeFor(installation, about, now),
          waits.passkeys,
        )
      : null
  return ctx.page(
    <SecondStepPage
      to={to}
      factors={waits.factors}
      mailed={waits.mailed}
      passkey={passkey}
      ask={waits.ask}
      recovery={recovery}
      errors={refusal && errorsOf(refusal, ctx.language)}
    />,
    refusal?.status,
  )
}

/** The first step once more, in words on its own page where somebody had begun. */
function beginAgain(ctx: RequestContext, to?: string): Response {
  const { c, installation, language } = ctx
  const begun = pendingCookie(c, installation.url) !== undefined
  if (begun) dropPending(c, installation.url)
  const text = refuse('dead_sign_in').say(language)
  return ctx.redirect(
    routes.signIn({}, { to }),
    begun || c.req.method === 'POST' ? { tone: 'amber', text } : undefined,
  )
}

async function step(ctx: RequestContext, proof: SecondProof): Promise<Response> {
  const { c, installation, caller, form } = ctx
  const to = localPath(textOf(form, 'to'))
  const pending = pendingCookie(c, installation.url) ?? ''
  const from = openedFrom(ctx)
  const result = await endSignIn(installation, caller, { pending, proof, ...from })
  if (result.ok) return redirectSignedIn(ctx, result.value, to ?? home(ctx))
  if (hasProved(result)) {
    dropPending(c, installation.url)
    return ctx.refuse(result)
  }
  setRetryAfter(ctx, result)
  return stepPage(ctx, to, textOf(form, 'recovery') !== '', result)
}

/** Of the two ways to go on, one; where both or neither came, the first is named. */
const apiSecondStep = z
  .strictObject({
    pending: z.string().max(200).optional().describe('Left out, the cookie says'),
    code: z.string().min(1).max(60).optional().describe('Of the app, or a recovery code'),
    credential: usedCredential.optional().describe('What a passkey has signed'),
  })
  .refine(({ code, credential }) => (code === undefined) !== (credential === undefined), {
    path: ['code'],
    ...because('required'),
  })

export const secondStepResource: readonly RouteHandler[] = [
  openPage(routes.signIn.secondStep, 'GET', (ctx) =>
    stepPage(ctx, localPath(ctx.query('to')), ctx.query('recovery') !== undefined),
  ),

  openPage(
    routes.signIn.secondStep,
    'POST',
    async (ctx) => {
      const { form } = ctx
      const parsed = secondCode.safeParse({ code: form['code'] }, { reportInput: true })
      if (parsed.success) return step(ctx, parsed.data)
      const to = localPath(textOf(form, 'to'))
      return stepPage(ctx, to, textOf(form, 'recovery') !== '', invalid(parsed.error))
    },
    { fields: { to: 'text', recovery: 'text', code: 'text' } },
  ),

  openPage(
    routes.signIn.secondStep.passkey,
    'POST',
    async (ctx) => {
      const { credential } = ctx.form
      const parsed = passkeyForm.safeParse({ credential }, { reportInput: true })
      if (parsed.success) return step(ctx, parsed.data)
      return stepPage(ctx, localPath(textOf(ctx.form, 'to')), false, invalid(parsed.error))
    },
    { fields: { to: 'text', credential: 'text' } },
  ),

  enters(
    routes.api.session.secondStep,
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
]
