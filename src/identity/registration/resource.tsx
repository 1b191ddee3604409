import { routes } from '../../routes.ts'
import { z } from 'zod'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { registrationOptions } from '../factors/page-parts.ts'
import { inJson, madeCredential } from '../factors/passkeys/credential.ts'
import { FirstCodesPage } from '../factors/pages.tsx'
import { identityCheckOf } from '../identity-checks/queries.ts'
import { enters } from '../sessions/new-session.ts'
import { performInTurn } from '../sessions/verification.ts'
import { tokenHolder } from '../reset/reset.ts'
import {
  redirectSignedIn,
  home,
  keepSessionCookies,
  openedFrom,
} from '../sessions/signed-in-redirect.ts'
import {
  errorsOf,
  textOf,
  typed,
  setRetryAfter,
  openPage,
  receives,
  type SentForm,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { askForLink, requestLink } from './link-requests.ts'
import { openInvitation } from './open-invitation.ts'
import { CodePage, DeadLinkPage, LinkSentPage, RefusedPage, RegistrationPage } from './pages.tsx'
import {
  codeRegistrationInput,
  registerByCode,
  registerByLink,
  registrationInput,
} from './registration.ts'

/** Whose live link this is, and what they state beside it. */
async function readHolder(ctx: RequestContext, token: string) {
  const { portal, now, read } = ctx
  const about = { portal: portal.id, purpose: 'activation', token, now } as const
  const [holder, check, label] = await read((tx) =>
    Promise.all([tokenHolder(tx, about), identityCheckOf(tx), labelOf(tx)]),
  )
  if (!holder) return null
  const fact = holder.kind === 'contact' ? check : null
  const workAccount = holder.kind === 'staff' ? label : null
  return { holder, fact, workAccount, passkey: registrationOptions(ctx, holder, token) }
}

const passkeyForm = z.object({ credential: inJson(madeCredential) })

/** What the form states, with the passkey it carries in JSON in the place of a password, where it does. */
function withPasskey({ credential, ...form }: SentForm): Done<object> | Refusal {
  if (!credential) return { ok: true, value: form }
  const parsed = passkeyForm.safeParse({ credential }, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { password: _, ...stated } = form
  return { ok: true, value: { ...stated, ...parsed.data } }
}

const identityCheckOfPortal = ({ read }: RequestContext) => read((tx) => identityCheckOf(tx))

export const registrationResource: readonly RouteHandler[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.registration, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const holder = await readHolder(ctx, token)
    return holder
      ? ctx.page(<RegistrationPage token={token} {...holder} />)
      : ctx.page(<DeadLinkPage token={token} />, 410)
  }),

  openPage(
    routes.registration,
    'POST',
    async (ctx) => {
      const { email: _, ...form } = ctx.form
      const sent = withPasskey(form)
      const { installation, caller } = ctx
      const token = textOf(form, 'token')
      const result = sent.ok
        ? await registerByLink(installation, caller, sent.value, openedFrom(ctx))
        : sent
      if (result.ok) {
        const { value } = result
        if (value.is !== 'open' || !value.recoveryCodes)
          return redirectSignedIn(ctx, value, home(ctx))
        // Answered with the codes themselves, since nothing keeps them for a page after this one.
        keepSessionCookies(ctx, value)
        return ctx.page(<FirstCodesPage codes={value.recoveryCodes} to={home(ctx)} />)
      }
      setRetryAfter(ctx, result)
      const holder = result.code === 'registration' ? null : await readHolder(ctx, token)
      if (!holder) return ctx.page(<RefusedPage token={token} />, 410)
      const errors = errorsOf(result, ctx.language)
      const props = { token, errors, ...holder }
      return ctx.page(<RegistrationPage {...props} />, result.status)
    },
    {
      fields: { token: 'text', email: 'text', fact: 'text', password: 'text', credential: 'text' },
    },
  ),

  openPage(
    routes.registration.link,
    'POST',
    async (ctx) => {
      const result = await askForLink(ctx.installation, ctx.caller, ctx.form)
      if (!result.ok && result.code === 'too_often') {
        setRetryAfter(ctx, result)
        return ctx.refuse(result)
      }
      // Whatever else came of it, the answer is one.
      return ctx.page(<LinkSentPage />)
    },
    { fields: { token: 'text' } },
  ),

  openPage(
    routes.registration.opened,
    'POST',
    async (ctx) => {
      await performInTurn(ctx.installation, openInvitation, ctx.caller, ctx.form)
      return ctx.c.body(null, 204)
    },
    { fields: { token: 'text' } },
  ),

  openPage(routes.registration.code, 'GET', async (ctx) =>
    ctx.page(<CodePage fact={await identityCheckOfPortal(ctx)} />),
  ),

  openPage(
    routes.registration.code,
    'POST',
    async (ctx) => {
      const { form, installation, caller } = ctx
      const result = await registerByCode(installation, caller, form, openedFrom(ctx))
      if (result.ok) return redirectSignedIn(ctx, result.value, home(ctx))
      setRetryAfter(ctx, result)
      return ctx.page(
        <CodePage
          fact={await identityCheckOfPortal(ctx)}
          values={{ name: typed(form)['name'] ?? '' }}
          errors={errorsOf(result, ctx.language)}
        />,
        result.status,
      )
    },
    { fields: { name: 'text', code: 'text', fact: 'text', password: 'text' } },
  ),

  enters(
    routes.api.registration,
    {
      name: 'person.register',
      summary: 'Registers with an invitation: states the fact, chooses a password and signs in',
      body: registrationInput,
    },
    (ctx, input) => registerByLink(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  enters(
    routes.api.registration.code,
    {
      name: 'person.register_by_code',
      summary:
        'Registers with a code that was read out over the phone, or gives a new password to whoever has registered, and signs in',
      body: codeRegistrationInput,
    },
    (ctx, input) => registerByCode(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  receives(
    routes.api.registration.link,
    {
      name: requestLink.name,
      summary: requestLink.summary,
      body: requestLink.input,
      feature: null,
      status: 204,
    },
    (ctx, body) => askForLink(ctx.installation, ctx.caller, body),
  ),
]
