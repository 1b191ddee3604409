import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { show, parseId } from '../../kit/ids.ts'
import { perform } from '../../kit/operation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
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
  resource,
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
import { PROOF_FIELDS, PROOF_FORM, provenBy } from './proof-form.ts'
import { AppPage, CodesPage, FactorsPage, NewPasskeyPage, type Moved } from './pages.tsx'
import { inJson, madeCredential } from './passkeys/credential.ts'
import { browserOptions } from './passkeys/options.ts'
import { passkeyScripts } from './passkeys/passkey-form.tsx'
import { addPasskey, beginPasskey, passkeyName, removePasskey } from './passkeys/passkeys.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { stepUp, unremembered } from './step-up.ts'
import { words } from './texts.ts'

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

/** The page that shares a secret which was begun here; where none was, or too long ago, it asks for proof first. */
async function appPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { installation, portal, person, session, language, now } = ctx
  const about = { portal: portal.id, person: person.id, session }
  const app = await ctx.read((tx) => readApp(tx, installation.keys, about))
  if (app?.confirmed) return refusal ? ctx.refuse(refusal) : ctx.redirect(routes.profile.factors())
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
        backHref={moved?.to ?? routes.profile.factors()}
        back={moved && (moved.required ? null : words(ctx.language)('passkeys.moved.later'))}
        errors={refusal && errorsOf(refusal, ctx.language)}
        {...forms}
      />
    </ProfileLayout>,
    refusal?.status,
  )
}

const appSetUp = ({ language }: SignedInContext): StepUpAction => ({
  title: words(language)('app.title'),
  action: routes.profile.factors.app(),
  button: words(language)('app.set_up'),
  consequences: [words(language)('app.what'), words(language)('again.mailed')],
})

async function newPasskey(ctx: SignedInContext): Promise<StepUpAction> {
  const t = words(ctx.language)
  const moved = await movedFrom(ctx)
  const { name: portal, host: here } = ctx.portal
  return {
    title: t(moved ? 'passkeys.moved' : 'passkeys.add'),
    action: routes.profile.factors.passkeys.beginning(),
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
  action: routes.profile.factors.app.removal(),
  button: words(language)('app.remove'),
  danger: true,
  consequences: [words(language)('app.remove.what')],
})

const renewal = ({ language }: SignedInContext): StepUpAction => ({
  title: words(language)('codes.renew'),
  action: routes.profile.factors.recoveryCodes(),
  button: words(language)('codes.renew'),
  consequences: [words(language)('codes.renew.what')],
})

/** The passkey of one's own that the address names. */
async function passkeyInPath({ person, read, param }: SignedInContext) {
  const wanted = parseId('passkey', param('passkey'))
  const passkeys = await read((tx) => passkeysOf(tx, person.id))
  return passkeys.find(({ id }) => id === wanted)
}

async function passkeyRemoval(ctx: SignedInContext): Promise<StepUpAction | null> {
  const passkey = await passkeyInPath(ctx)
  if (!passkey) return null
  const t = words(ctx.language)
  const { id, name } = passkey
  return {
    title: t('passkeys.remove.title', { name }),
    action: routes.profile.factors.passkeys.one.removal({ passkey: show('passkey', id) }),
    button: t('passkeys.remove'),
    danger: true,
    consequences: [t('passkeys.remove.what', { name }), t('passkeys.remove.device')],
  }
}

const appSetUpAgain = (ctx: SignedInContext, refusal: Refusal) =>
  againPage(ctx, appSetUp(ctx), refusal)
const appRemovalPage = (ctx: SignedInContext, refusal?: Refusal) =>
  againPage(ctx, appRemoval(ctx), refusal)
const renewalPage = (ctx: SignedInContext, refusal?: Refusal) =>
  againPage(ctx, renewal(ctx), refusal)
async function passkeyRemovalPage(ctx: SignedInContext, refusal?: Refusal) {
  const action = await passkeyRemoval(ctx)
  return action ? againPage(ctx, action, refusal) : ctx.refuse(refuse('not_found'))
}

/** Answered with the codes themselves, since nothing keeps them for a page after this one. */
const shown = (
  ctx: SignedInContext,
  { recoveryCodes: codes }: { recoveryCodes: string[] },
  to = routes.profile.factors(),
): Response => (codes.length > 0 ? ctx.page(<CodesPage codes={codes} to={to} />) : ctx.redirect(to))

const newPasskeyForm = z.object({ name: passkeyName, credential: inJson(madeCredential) })

/** Here by hand: whoever was led here when they signed in has proved already that it is them. */
const begin = page(
  routes.profile.factors.passkeys.beginning,
  'POST',
  'second_factor',
  async (ctx) => {
    const { installation, caller } = ctx
    const action = await newPasskey(ctx)
    const refused = await provenBy(ctx, { moved: action.moved !== undefined })
    const result =
      refused ?? (await perform(installation, beginPasskey, withoutIdempotencyKey(caller), {}))
    return result.ok ? newPasskeyPage(ctx) : againPage(ctx, action, result)
  },
  { right: 'self', fields: { ...PROOF_FIELDS, to: 'text' } },
)

const answersCodes = {
  answer: codes,
  show: (_: unknown, value: { recoveryCodes: string[] }) => value,
}

/** One's own: held by everybody who signs in, and by no key. */
export const factorsResource = resource({ feature: 'second_factor', right: 'self', words })
  .page(routes.profile.factors, async (ctx) => ctx.page(<FactorsPage {...await ownFactors(ctx)} />))
  .read(routes.api.profile.factors, {
    name: 'factor.list',
    summary: 'Shows one’s own second factors: app, passkeys, recovery codes left',
    answer: factors,
    show: showFactors,
  })

  .page(routes.profile.factors.app, appPage)
  .change(stepUp(beginApp), {
    ...PROOF_FORM,
    page: routes.profile.factors.app,
    again: appSetUpAgain,
    to: () => routes.profile.factors.app(),
    api: routes.api.profile.factors.app,
    status: 201,
    answer: shape('AuthenticatorApp', {
      secret: z.string().describe('In base32; to be confirmed within ten minutes'),
      address: z.string().describe('`otpauth://…`, for a QR code'),
    }),
    show: async ({ person, portal }, { secret }) => {
      const about = { secret, issuer: portal.name, account: person.email ?? person.name }
      return { secret, address: await appAddress(about) }
    },
  })
  .change(unremembered(confirmApp), {
    ...answersCodes,
    page: routes.profile.factors.app.confirmation,
    again: (ctx, refusal) =>
      refusal.fields.length > 0 ? appPage(ctx, refusal) : ctx.refuse(refusal),
    ends: shown,
    api: routes.api.profile.factors.app.confirmation,
  })
  .page(routes.profile.factors.app.removal, appRemovalPage)
  .change(stepUp(removeApp), {
    ...PROOF_FORM,
    page: routes.profile.factors.app.removal,
    api: routes.api.profile.factors.app.removal,
    again: appRemovalPage,
    to: () => routes.profile.factors(),
    said: 'app.removed',
  })

  .page(routes.profile.factors.passkeys, async (ctx) => {
    const action = await newPasskey(ctx)
    return action.moved && (await sessionProof(ctx, { moved: true }))
      ? newPasskeyPage(ctx)
      : againPage(ctx, action)
  })
  .also(begin)
  .read(routes.api.profile.factors.passkeyOptions, {
    name: 'factor.passkey_options',
    summary:
      'What `navigator.credentials.get` is asked to show with a passkey that it is oneself; null without one',
    answer: shape('PasskeyRequest', { get: browserOptions.nullable() }),
    show: async (ctx) => ({ get: await againOptions(ctx) }),
  })
  .change(stepUp(beginPasskey), {
    api: routes.api.profile.factors.passkeyOptions,
    answer: shape('PasskeyCreation', {
      create: browserOptions.describe(
        'What `navigator.credentials.create` is asked; to be answered within ten minutes',
      ),
    }),
    show: async (ctx) => ({ create: await newPasskeyOptions(ctx) }),
  })
  .change(unremembered(addPasskey), {
    page: routes.profile.factors.passkeys,
    fields: { name: 'text', credential: 'text', to: 'text' },
    input: ({ name, credential }) => {
      const parsed = newPasskeyForm.safeParse({ name, credential }, { reportInput: true })
      return parsed.success ? parsed.data : invalid(parsed.error)
    },
    // What was signed is used up, and the next needs a proof of its own.
    again: async (ctx, refusal) => againPage(ctx, await newPasskey(ctx), refusal),
    ends: (ctx, value) => {
      const to = localPath(textOf(ctx.form, 'to')) ?? routes.profile.factors()
      if (value.recoveryCodes.length > 0) return shown(ctx, value, to)
      const name = textOf(ctx.form, 'name').trim()
      return ctx.redirect(to, {
        tone: 'green',
        text: words(ctx.language)('passkeys.made', { name }),
      })
    },
    api: routes.api.profile.factors.passkeys,
    status: 201,
    answer: shape('NewPasskey', { ...codes.shape, id: z.string() }),
    show: (_, value) => value,
  })
  .page(routes.profile.factors.passkeys.one.removal, passkeyRemovalPage)
  .change(
    stepUp(removePasskey, async (ctx) =>
      (await passkeyInPath(ctx)) ? { passkey: ctx.param('passkey') } : null,
    ),
    {
      ...PROOF_FORM,
      page: routes.profile.factors.passkeys.one.removal,
      api: routes.api.profile.factors.passkeys.one.removal,
      again: passkeyRemovalPage,
      to: () => routes.profile.factors(),
      said: ({ name }) => ({ text: 'passkeys.removed', values: { name } }),
    },
  )

  .page(routes.profile.factors.recoveryCodes, renewalPage)
  .change(stepUp(renewRecoveryCodes), {
    ...PROOF_FORM,
    ...answersCodes,
    page: routes.profile.factors.recoveryCodes,
    api: routes.api.profile.factors.recoveryCodes,
    again: renewalPage,
    ends: shown,
  })
