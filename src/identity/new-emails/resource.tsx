import { z } from 'zod'
import { parseId } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  openPage,
  receives,
  resource,
  textOf,
  type RouteHandler,
  type SignedInContext,
  type RequestContext,
} from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from '../sessions/verification.ts'
import { tokenHolder } from '../reset/reset.ts'
import {
  proveEmail,
  proveEmailInput,
  resendNewEmail,
  resendOwnEmail,
  withdrawNewEmail,
  withdrawOwnEmail,
} from './new-emails.ts'
import { DeadProofPage, EmailProofPage } from './pages.tsx'
import { newEmailOf } from './queries.ts'
import { words, type Text } from './texts.ts'

/** The e-mail that a live link proves; null of any other, alike. */
function waitingFor({ now, read }: RequestContext, token: string): Promise<string | null> {
  return read(async (tx) => {
    const holder = await tokenHolder(tx, { purpose: 'email', token, now })
    return (holder && (await newEmailOf(tx, holder.id))?.email) ?? null
  })
}

const dead = (ctx: RequestContext, refusal: Refusal) =>
  ctx.page(<DeadProofPage why={refusal.say(ctx.language)} />, refusal.status)

/** Whose new e-mail a button is about, by row id, and the page it stands on. */
interface Place {
  person: string | null
  to: string
}

/** A button about somebody's new e-mail: back to its page, saying what was done or why it was not. */
function button(said: Text, placeOf: (ctx: SignedInContext) => Place) {
  const end = async (ctx: SignedInContext, result: Done<unknown> | Refusal) => {
    const { person, to } = placeOf(ctx)
    if (!person || (!result.ok && result.code === 'invalid'))
      return ctx.refuse(kitRefuse('not_found'))
    const { read, language } = ctx
    const email = (await read((tx) => newEmailOf(tx, person)))?.email ?? ''
    return ctx.redirect(
      to,
      result.ok
        ? { tone: 'green', text: words(language)(said, { email }) }
        : { tone: 'amber', text: result.say(language) },
    )
  }
  return {
    ends: (ctx: SignedInContext) => end(ctx, done({})),
    again: (ctx: SignedInContext, refusal: Refusal) => end(ctx, refusal),
  }
}

const ofPerson = ({ param }: SignedInContext): Place => ({
  person: parseId('person', param('person')),
  to: routes.contacts.one({ person: param('person') }),
})
const ofOneself = ({ person }: SignedInContext): Place => ({
  person: person.id,
  to: routes.profile(),
})

/** What the mailed link opens: for whoever has it, signed in or not. */
const proof: readonly RouteHandler[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.emailProof, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const email = await waitingFor(ctx, token)
    return email === null
      ? dead(ctx, refuse('dead_token'))
      : ctx.page(<EmailProofPage token={token} email={email} />)
  }),
  openPage(
    routes.emailProof,
    'POST',
    async (ctx) => {
      const { installation, caller, form, language } = ctx
      const token = textOf(form, 'token')
      const result = await performInTurn(installation, proveEmail, caller, { token })
      if (!result.ok) return dead(ctx, result.code === 'invalid' ? refuse('dead_token') : result)
      const text = words(language)('done', result.value)
      return ctx.redirect(ctx.person ? routes.profile() : routes.signIn(), {
        tone: 'green',
        text,
      })
    },
    { fields: { token: 'text' } },
  ),

  receives(
    routes.api.emailProof,
    {
      name: proveEmail.name,
      summary: proveEmail.summary,
      body: proveEmailInput,
      once: true,
      feature: null,
      status: 200,
      answer: shape('ProvedEmail', { email: z.string() }),
    },
    ({ installation, caller }, body) => performInTurn(installation, proveEmail, caller, body),
    (value) => value,
  ),
]

export const newEmailsResource = resource({ feature: 'people', right: 'people:manage', words })
  .also(...proof)
  .change(resendNewEmail, {
    page: routes.people.one.newEmail.proof,
    api: routes.api.people.one.newEmail,
    ...button('again.done', ofPerson),
  })
  .change(withdrawNewEmail, {
    page: routes.people.one.newEmail.withdrawal,
    ...button('withdraw.done', ofPerson),
  })
  .change(withdrawNewEmail, { api: routes.api.people.one.newEmail, method: 'DELETE' })

export const ownNewEmailResource = resource({ feature: 'profile', right: 'self', words })
  .change(resendOwnEmail, {
    page: routes.profile.newEmail.proof,
    api: routes.api.profile.newEmail,
    ...button('again.done', ofOneself),
  })
  .change(withdrawOwnEmail, {
    page: routes.profile.newEmail.withdrawal,
    ...button('withdraw.done', ofOneself),
  })
  .change(withdrawOwnEmail, { api: routes.api.profile.newEmail, method: 'DELETE' })
