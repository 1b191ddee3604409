import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { show, parseId } from '../../kit/ids.ts'
import { perform, type Operation } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { ProfileLayout } from '../profile-layout.tsx'
import { withoutIdempotencyKey } from '../sessions/verification.ts'
import { deviceName } from '../sessions/device-name.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import {
  errorsOf,
  textOf,
  localPath,
  page,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { AgainForms } from './again-forms.tsx'
import { appAddress } from './apps/app-code.ts'
import { beginApp, confirmApp, removeApp, waits } from './apps/apps.ts'
import { qrOf } from './apps/qr.ts'
import { readApp } from './apps/queries.ts'
import { renewRecoveryCodes } from './recovery-codes/codes.ts'
import { hasFactor, needsPasskeyHere } from '../factor-state/factor.ts'
import { againOptions, newPasskeyOptions, ownFactors, sessionProof } from './page-parts.ts'
import { PROOF_FIELDS, provenBy } from './proof-form.ts'
import { AppPage, CodesPage, FactorsPage, NewPasskeyPage, type Moved } from './pages.tsx'
import { inJson, madeCredential } from './passkeys/credential.ts'
import { passkeyScripts } from './passkeys/passkey-form.tsx'
import { addPasskey, beginPasskey, passkeyName, removePasskey } from './passkeys/passkeys.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { words } from './texts.ts'

const feature = 'second_factor'
const done = (text: string) => ({ tone: 'green' as const, text })

/** The page that shares a secret which was begun here; where none was, or too long ago, it asks for proof first. */
async function appPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { installation, portal, person, session, language, now } = ctx
  const about = { portal: portal.id, person: person.id, session }
  const app = await ctx.read((tx) => readApp(tx, installation.keys, about))
  if (app?.confirmed) return refusal ? ctx.refuse(refusal) : ctx.redirect(routes.factors())
  if (!waits(app, now)) return againPage(ctx, appSetUp(ctx), refusal)
  const { secret } = app
  const account = person.email ?? person.name
  const qr = await qrOf(await appAddress({ secret, issuer: portal.name, account }))
  const errors = refusal && errorsOf(refusal, language)
  return ctx.page(<AppPage secret={secret} qr={qr} errors={errors} />, refusal?.status)
}

/** A name that fits most often: what the browser runs on is what the passkey will be on. */
function suggested(ctx: SignedInContext): string {
  const { browser, system } = deviceName(openedFrom(ctx).userAgent ?? null)
  return [browser, system].filter(Boolean).join(' · ')
}

/** Where somebody is headed who was led here when they signed in, since their passkey is for another host. */
async function movedFrom(ctx: SignedInContext): Promise<Moved | undefined> {
  const to = localPath(ctx.query('to') ?? textOf(ctx.form, 'to'))
  if (!to) return undefined
  const { factors, passkeys, required } = await ownFactors(ctx)
  const host = passkeys.findLast(({ here }) => !here)?.host
  return host && needsPasskeyHere(factors)
    ? { to, host, required: required && !hasFactor(factors) }
    : undefined
}

/** Right after a proof, and only then: with what the browser is asked here, a passkey can be added. */
async function newPasskeyPage(ctx: SignedInContext) {
  const [options, moved] = await Promise.all([newPasskeyOptions(ctx), movedFrom(ctx)])
  return ctx.page(<NewPasskeyPage options={options} name={suggested(ctx)} moved={moved} />)
}

/** What a page asks before how somebody signs in is changed. */
interface StepUpAction {
  title: string
  action: string
  button: string
  danger?: boolean
  consequences: Child[]
  /** Somebody who was led here from signing in has shown just now that it is them. */
  moved?: Moved
}

async function againPage(
  ctx: SignedInContext,
  options: StepUpAction,
  refusal?: Refusal,
): Promise<Response> {
  const { title, moved, ...forms } = options
  const passkey = await againOptions(ctx)
  const shows = (await sessionProof(ctx, { moved: moved !== undefined })) === null
  return ctx.page(
    <ProfileLayout current="factors" heading={title} scripts={passkey ? passkeyScripts() : []}>
      <AgainForms
        passkey={passkey}
        shows={shows}
        hidden={{ to: moved?.to }}
        backHref={moved?.to ?? routes.factors()}
        back={moved && (moved.required ? null : words(ctx.language)('passkeys.moved.later'))}
        errors={refusal && errorsOf(refusal, ctx.language)}
        {...forms}
      />
    </ProfileLayout>,
    refusal?.status,
  )
}

async function doAgain<I extends z.ZodType, R>(
  ctx: SignedInContext,
  operation: Operation<I, R>,
  input: unknown,
  { moved }: Pick<StepUpAction, 'moved'> = {},
): Promise<Done<R> | Refusal> {
  const refused = await provenBy(ctx, { moved: moved !== undefined })
  return refused ?? perform(ctx.installation, operation, withoutIdempotencyKey(ctx.caller), input)
}

const appSetUp = ({ language }: SignedInContext): StepUpAction => ({
  title: words(language)('app.title'),
  action: routes.authenticatorApp(),
  button: words(language)('app.set_up'),
  consequences: [words(language)('app.what'), words(language)('again.mailed')],
})

async function newPasskey(ctx: SignedInContext): Promise<StepUpAction> {
  const t = words(ctx.language)
  const moved = await movedFrom(ctx)
  const { name: portal, host: here } = ctx.portal
  return {
    title: t(moved ? 'passkeys.moved' : 'passkeys.add'),
    action: routes.passkeyBeginning(),
    button: t('passkeys.add'),
    consequences: [
      moved ? t('passkeys.moved.lead', { portal, here, host: moved.host }) : t('passkeys.what'),
      t('again.mailed'),
    ],
    moved,
  }
}

const appRemoval = ({ language }: SignedInContext): StepUpAction => ({
  title: words(language)('app.remove'),
  action: routes.authenticatorAppRemoval(),
  button: words(language)('app.remove'),
  danger: true,
  consequences: [words(language)('app.remove.what')],
})

const renewal = ({ language }: SignedInContext): StepUpAction => ({
  title: words(language)('codes.renew'),
  action: routes.recoveryCodes(),
  button: words(language)('codes.renew'),
  consequences: [words(language)('codes.renew.what')],
})

async function passkeyRemoval(ctx: SignedInContext): Promise<StepUpAction | null> {
  const { person, read, language } = ctx
  const wanted = parseId('passkey', ctx.param('passkey'))
  const passkeys = await read((tx) => passkeysOf(tx, person.id))
  const passkey = passkeys.find(({ id }) => id === wanted)
  if (!passkey) return null
  const t = words(language)
  const { id, name } = passkey
  return {
    title: t('passkeys.remove.title', { name }),
    action: routes.passkeyRemoval({ passkey: show('passkey', id) }),
    button: t('passkeys.remove'),
    danger: true,
    consequences: [t('passkeys.remove.what', { name }), t('passkeys.remove.device')],
  }
}

const newPasskeyForm = z.object({ name: passkeyName, credential: inJson(madeCredential) })

export const factorsController: readonly RouteHandler[] = [
  page(routes.factors, 'GET', feature, async (ctx) =>
    ctx.page(<FactorsPage {...await ownFactors(ctx)} />),
  ),

  page(routes.authenticatorApp, 'GET', feature, (ctx) => appPage(ctx)),
  page(
    routes.authenticatorApp,
    'POST',
    feature,
    async (ctx) => {
      const result = await doAgain(ctx, beginApp, {})
      return result.ok
        ? ctx.redirect(routes.authenticatorApp())
        : againPage(ctx, appSetUp(ctx), result)
    },
    { fields: PROOF_FIELDS },
  ),
  page(
    routes.authenticatorAppConfirmation,
    'POST',
    feature,
    async (ctx) => {
      const { installation, caller, form } = ctx
      const result = await perform(installation, confirmApp, withoutIdempotencyKey(caller), form)
      if (result.ok) return shown(ctx, result.value.recoveryCodes)
      return result.fields.length > 0 ? appPage(ctx, result) : ctx.refuse(result)
    },
    { fields: { code: 'text' } },
  ),
  page(routes.authenticatorAppRemoval, 'GET', feature, (ctx) => againPage(ctx, appRemoval(ctx))),
  page(
    routes.authenticatorAppRemoval,
    'POST',
    feature,
    async (ctx) => {
      const result = await doAgain(ctx, removeApp, {})
      if (!result.ok) return againPage(ctx, appRemoval(ctx), result)
      return ctx.redirect(routes.factors(), done(words(ctx.language)('app.removed')))
    },
    { fields: PROOF_FIELDS },
  ),

  page(routes.passkeys, 'GET', feature, async (ctx) => {
    const action = await newPasskey(ctx)
    return action.moved && (await sessionProof(ctx, { moved: true }))
      ? newPasskeyPage(ctx)
      : againPage(ctx, action)
  }),
  page(
    routes.passkeyBeginning,
    'POST',
    feature,
    async (ctx) => {
      const action = await newPasskey(ctx)
      const result = await doAgain(ctx, beginPasskey, {}, action)
      return result.ok ? newPasskeyPage(ctx) : againPage(ctx, action, result)
    },
    { fields: { ...PROOF_FIELDS, to: 'text' } },
  ),
  page(
    routes.passkeys,
    'POST',
    feature,
    async (ctx) => {
      const { installation, caller, form, language } = ctx
      const { to: _, ...sent } = form
      const to = localPath(textOf(form, 'to')) ?? routes.factors()
      const parsed = newPasskeyForm.safeParse(sent, { reportInput: true })
      const result = parsed.success
        ? await perform(installation, addPasskey, withoutIdempotencyKey(caller), parsed.data)
        : invalid(parsed.error)
      // What was signed is used up, and the next needs a proof of its own.
      if (!result.ok) return againPage(ctx, await newPasskey(ctx), result)
      const { recoveryCodes } = result.value
      const made = words(language)('passkeys.made', { name: textOf(form, 'name').trim() })
      return recoveryCodes.length > 0 ? shown(ctx, recoveryCodes, to) : ctx.redirect(to, done(made))
    },
    { fields: { name: 'text', credential: 'text', to: 'text' } },
  ),
  page(routes.passkeyRemoval, 'GET', feature, async (ctx) => {
    const action = await passkeyRemoval(ctx)
    return action ? againPage(ctx, action) : ctx.refuse(kitRefuse('not_found'))
  }),
  page(
    routes.passkeyRemoval,
    'POST',
    feature,
    async (ctx) => {
      const action = await passkeyRemoval(ctx)
      if (!action) return ctx.refuse(kitRefuse('not_found'))
      const result = await doAgain(ctx, removePasskey, { passkey: ctx.param('passkey') })
      if (!result.ok) return againPage(ctx, action, result)
      const said = words(ctx.language)('passkeys.removed', { name: result.value.name })
      return ctx.redirect(routes.factors(), done(said))
    },
    { fields: PROOF_FIELDS },
  ),

  page(routes.recoveryCodes, 'GET', feature, (ctx) => againPage(ctx, renewal(ctx))),
  page(
    routes.recoveryCodes,
    'POST',
    feature,
    async (ctx) => {
      const result = await doAgain(ctx, renewRecoveryCodes, {})
      return result.ok
        ? shown(ctx, result.value.recoveryCodes)
        : againPage(ctx, renewal(ctx), result)
    },
    { fields: PROOF_FIELDS },
  ),
]

/** Answered with the codes themselves, since nothing keeps them for a page after this one. */
const shown = (ctx: SignedInContext, codes: string[], to = routes.factors()): Response =>
  codes.length > 0 ? ctx.page(<CodesPage codes={codes} to={to} />) : ctx.redirect(to)
