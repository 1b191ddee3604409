import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { show, parseId } from '../../kit/ids.ts'
import { perform, type Operation } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { ProfileRoom } from '../profile/room.tsx'
import { judgedAnew } from '../sessions/judging.ts'
import { deviceName } from '../sessions/device-name.ts'
import { signInPage } from '../sessions/sign-in-page.tsx'
import { hasProved } from '../sessions/starting.ts'
import { comeIn, home, openedFrom } from '../entry/coming-in.ts'
import {
  errorsOf,
  textOf,
  localPath,
  sayWhen,
  openPage,
  page,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { AgainForms } from './again-forms.tsx'
import { appAddress } from './apps/app-code.ts'
import { beginApp, confirmApp, removeApp, waits } from './apps/apps.ts'
import { qrOf } from './apps/qr.ts'
import { readApp } from './apps/queries.ts'
import { renewRecoveryCodes } from './codes/codes.ts'
import { hasFactor, needsPasskeyHere } from './factor.ts'
import { againOptions, newPasskeyOptions, ownFactors, sessionProof } from './page-parts.ts'
import { PROOF_FIELDS, provenBy } from './proof-form.ts'
import { AppPage, CodesPage, FactorsPage, NewPasskeyPage, type Moved } from './pages.tsx'
import { inJson, madeCredential, usedCredential } from './passkeys/credential.ts'
import { passkeyScripts } from './passkeys/passkey-form.tsx'
import {
  addPasskey,
  beginPasskey,
  passkeyName,
  removePasskey,
  signInByPasskey,
} from './passkeys/passkeys.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { words } from './texts.ts'

const feature = 'second_factor'
const done = (text: string) => ({ tone: 'green' as const, text })

/** The page that shares a secret which was begun here; where none was, or too long ago, it asks for proof first. */
async function appPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const { installation, portal, person, session, language, now } = visit
  const about = { portal: portal.id, person: person.id, session }
  const app = await visit.read((tx) => readApp(tx, installation.keys, about))
  if (app?.confirmed) return refusal ? visit.refuse(refusal) : visit.redirect(routes.factors())
  if (!waits(app, now)) return againPage(visit, appSetUp(visit), refusal)
  const { secret } = app
  const account = person.email ?? person.name
  const qr = await qrOf(await appAddress({ secret, issuer: portal.name, account }))
  const errors = refusal && errorsOf(refusal, language)
  return visit.page(<AppPage secret={secret} qr={qr} errors={errors} />, refusal?.status)
}

/** A name that fits most often: what the browser runs on is what the passkey will be on. */
function suggested(visit: SignedInVisit): string {
  const { browser, system } = deviceName(openedFrom(visit).userAgent ?? null)
  return [browser, system].filter(Boolean).join(' · ')
}

/** Where somebody is headed who was led here when they signed in, since their passkey is for another host. */
async function movedFrom(visit: SignedInVisit): Promise<Moved | undefined> {
  const to = localPath(visit.query('to') ?? textOf(visit.form, 'to'))
  if (!to) return undefined
  const { factors, passkeys, required } = await ownFactors(visit)
  const host = passkeys.findLast(({ here }) => !here)?.host
  return host && needsPasskeyHere(factors)
    ? { to, host, required: required && !hasFactor(factors) }
    : undefined
}

/** Right after a proof, and only then: with what the browser is asked here, a passkey can be added. */
async function newPasskeyPage(visit: SignedInVisit) {
  const [options, moved] = await Promise.all([newPasskeyOptions(visit), movedFrom(visit)])
  return visit.page(<NewPasskeyPage options={options} name={suggested(visit)} moved={moved} />)
}

/** What a page asks before how somebody signs in is changed. */
interface Asked {
  title: string
  action: string
  button: string
  danger?: boolean
  consequences: Child[]
  /** Somebody who was led here from signing in has shown just now that it is them. */
  moved?: Moved
}

async function againPage(visit: SignedInVisit, asked: Asked, refusal?: Refusal): Promise<Response> {
  const { title, moved, ...forms } = asked
  const passkey = await againOptions(visit)
  const shows = (await sessionProof(visit, { moved: moved !== undefined })) === null
  return visit.page(
    <ProfileRoom current="factors" heading={title} scripts={passkey ? passkeyScripts() : []}>
      <AgainForms
        passkey={passkey}
        shows={shows}
        hidden={{ to: moved?.to }}
        backHref={moved?.to ?? routes.factors()}
        back={moved && (moved.required ? null : words(visit.language)('passkeys.moved.later'))}
        errors={refusal && errorsOf(refusal, visit.language)}
        {...forms}
      />
    </ProfileRoom>,
    refusal?.status,
  )
}

async function doAgain<I extends z.ZodType, R>(
  visit: SignedInVisit,
  operation: Operation<I, R>,
  input: unknown,
  { moved }: Pick<Asked, 'moved'> = {},
): Promise<Done<R> | Refusal> {
  const refused = await provenBy(visit, { moved: moved !== undefined })
  return refused ?? perform(visit.installation, operation, judgedAnew(visit.caller), input)
}

const appSetUp = ({ language }: SignedInVisit): Asked => ({
  title: words(language)('app.title'),
  action: routes.authenticatorApp(),
  button: words(language)('app.set_up'),
  consequences: [words(language)('app.what'), words(language)('again.mailed')],
})

async function newPasskey(visit: SignedInVisit): Promise<Asked> {
  const t = words(visit.language)
  const moved = await movedFrom(visit)
  const { name: portal, host: here } = visit.portal
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

const appRemoval = ({ language }: SignedInVisit): Asked => ({
  title: words(language)('app.remove'),
  action: routes.authenticatorAppRemoval(),
  button: words(language)('app.remove'),
  danger: true,
  consequences: [words(language)('app.remove.what')],
})

const renewal = ({ language }: SignedInVisit): Asked => ({
  title: words(language)('codes.renew'),
  action: routes.recoveryCodes(),
  button: words(language)('codes.renew'),
  consequences: [words(language)('codes.renew.what')],
})

async function passkeyRemoval(visit: SignedInVisit): Promise<Asked | null> {
  const { portal, person, read, language } = visit
  const wanted = parseId('passkey', visit.param('passkey'))
  const passkeys = await read((tx) => passkeysOf(tx, portal.id, person.id))
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
const passkeyForm = z.object({ credential: inJson(usedCredential) })

export const factorsController: readonly Served[] = [
  openPage(
    routes.passkeySignIn,
    'POST',
    async (visit) => {
      const { installation, caller, form, language } = visit
      const to = localPath(textOf(form, 'to'))
      const parsed = passkeyForm.safeParse(
        { credential: form['credential'] },
        { reportInput: true },
      )
      if (!parsed.success) return visit.refuse(invalid(parsed.error))
      const result = await signInByPasskey(installation, caller, parsed.data, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, to ?? home(visit))
      if (hasProved(result)) return visit.refuse(result)
      const errors = errorsOf(result, language)
      sayWhen(visit, result)
      return signInPage(visit, { to, errors }, result.status)
    },
    { fields: { to: 'text', credential: 'text' } },
  ),

  page(routes.factors, 'GET', feature, async (visit) =>
    visit.page(<FactorsPage {...await ownFactors(visit)} />),
  ),

  page(routes.authenticatorApp, 'GET', feature, (visit) => appPage(visit)),
  page(
    routes.authenticatorApp,
    'POST',
    feature,
    async (visit) => {
      const result = await doAgain(visit, beginApp, {})
      return result.ok
        ? visit.redirect(routes.authenticatorApp())
        : againPage(visit, appSetUp(visit), result)
    },
    { fields: PROOF_FIELDS },
  ),
  page(
    routes.authenticatorAppConfirmation,
    'POST',
    feature,
    async (visit) => {
      const { installation, caller, form } = visit
      const result = await perform(installation, confirmApp, judgedAnew(caller), form)
      if (result.ok) return shown(visit, result.value.recoveryCodes)
      return result.fields.length > 0 ? appPage(visit, result) : visit.refuse(result)
    },
    { fields: { code: 'text' } },
  ),
  page(routes.authenticatorAppRemoval, 'GET', feature, (visit) =>
    againPage(visit, appRemoval(visit)),
  ),
  page(
    routes.authenticatorAppRemoval,
    'POST',
    feature,
    async (visit) => {
      const result = await doAgain(visit, removeApp, {})
      if (!result.ok) return againPage(visit, appRemoval(visit), result)
      return visit.redirect(routes.factors(), done(words(visit.language)('app.removed')))
    },
    { fields: PROOF_FIELDS },
  ),

  page(routes.passkeys, 'GET', feature, async (visit) => {
    const asked = await newPasskey(visit)
    return asked.moved && (await sessionProof(visit, { moved: true }))
      ? newPasskeyPage(visit)
      : againPage(visit, asked)
  }),
  page(
    routes.passkeyBeginning,
    'POST',
    feature,
    async (visit) => {
      const asked = await newPasskey(visit)
      const result = await doAgain(visit, beginPasskey, {}, asked)
      return result.ok ? newPasskeyPage(visit) : againPage(visit, asked, result)
    },
    { fields: { ...PROOF_FIELDS, to: 'text' } },
  ),
  page(
    routes.passkeys,
    'POST',
    feature,
    async (visit) => {
      const { installation, caller, form, language } = visit
      const { to: _, ...sent } = form
      const to = localPath(textOf(form, 'to')) ?? routes.factors()
      const parsed = newPasskeyForm.safeParse(sent, { reportInput: true })
      const result = parsed.success
        ? await perform(installation, addPasskey, judgedAnew(caller), parsed.data)
        : invalid(parsed.error)
      // What was signed is used up, and the next needs a proof of its own.
      if (!result.ok) return againPage(visit, await newPasskey(visit), result)
      const { recoveryCodes } = result.value
      const made = words(language)('passkeys.made', { name: textOf(form, 'name').trim() })
      return recoveryCodes.length > 0
        ? shown(visit, recoveryCodes, to)
        : visit.redirect(to, done(made))
    },
    { fields: { name: 'text', credential: 'text', to: 'text' } },
  ),
  page(routes.passkeyRemoval, 'GET', feature, async (visit) => {
    const asked = await passkeyRemoval(visit)
    return asked ? againPage(visit, asked) : visit.refuse(kitRefuse('not_found'))
  }),
  page(
    routes.passkeyRemoval,
    'POST',
    feature,
    async (visit) => {
      const asked = await passkeyRemoval(visit)
      if (!asked) return visit.refuse(kitRefuse('not_found'))
      const result = await doAgain(visit, removePasskey, { passkey: visit.param('passkey') })
      if (!result.ok) return againPage(visit, asked, result)
      const said = words(visit.language)('passkeys.removed', { name: result.value.name })
      return visit.redirect(routes.factors(), done(said))
    },
    { fields: PROOF_FIELDS },
  ),

  page(routes.recoveryCodes, 'GET', feature, (visit) => againPage(visit, renewal(visit))),
  page(
    routes.recoveryCodes,
    'POST',
    feature,
    async (visit) => {
      const result = await doAgain(visit, renewRecoveryCodes, {})
      return result.ok
        ? shown(visit, result.value.recoveryCodes)
        : againPage(visit, renewal(visit), result)
    },
    { fields: PROOF_FIELDS },
  ),
]

/** Answered with the codes themselves, since nothing keeps them for a page after this one. */
const shown = (visit: SignedInVisit, codes: string[], to = routes.factors()): Response =>
  codes.length > 0 ? visit.page(<CodesPage codes={codes} to={to} />) : visit.redirect(to)
