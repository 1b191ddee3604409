import { z } from 'zod'
import { parseId } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import {
  endpoint,
  openPage,
  readBody,
  resource,
  respond,
  textOf,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from '../sessions/judging.ts'
import { tokenHolder } from '../tokens/resetting.ts'
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
function waitingFor({ portal, now, read }: Visit, token: string): Promise<string | null> {
  return read(async (tx) => {
    const holder = await tokenHolder(tx, { portal: portal.id, purpose: 'email', token, now })
    return (holder && (await newEmailOf(tx, portal.id, holder.id))?.email) ?? null
  })
}

const dead = (visit: Visit, refusal: Refusal) =>
  visit.page(<DeadProofPage why={refusal.say(visit.language)} />, refusal.status)

/** Whose new e-mail a button is about, by row id, and the page it stands on. */
interface Place {
  person: string | null
  to: string
}

/** A button about somebody's new e-mail: back to its page, saying what was done or why it was not. */
function button(said: Text, placeOf: (visit: SignedInVisit) => Place) {
  const end = async (visit: SignedInVisit, result: Done<unknown> | Refusal) => {
    const { person, to } = placeOf(visit)
    if (!person || (!result.ok && result.code === 'invalid'))
      return visit.refuse(kitRefuse('not_found'))
    const { portal, read, language } = visit
    const email = (await read((tx) => newEmailOf(tx, portal.id, person)))?.email ?? ''
    return visit.redirect(
      to,
      result.ok
        ? { tone: 'green', text: words(language)(said, { email }) }
        : { tone: 'amber', text: result.say(language) },
    )
  }
  return {
    ends: (visit: SignedInVisit) => end(visit, done({})),
    again: (visit: SignedInVisit, refusal: Refusal) => end(visit, refusal),
  }
}

const ofPerson = ({ param }: SignedInVisit): Place => ({
  person: parseId('person', param('person')),
  to: routes.contact({ person: param('person') }),
})
const ofOneself = ({ person }: SignedInVisit): Place => ({
  person: person.id,
  to: routes.profile(),
})

/** What the mailed link opens: for whoever has it, signed in or not. */
const proof: readonly Served[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.emailProof, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const email = await waitingFor(visit, token)
    return email === null
      ? dead(visit, refuse('dead_token'))
      : visit.page(<EmailProofPage token={token} email={email} />)
  }),
  openPage(
    routes.emailProof,
    'POST',
    async (visit) => {
      const { installation, caller, form, language } = visit
      const token = textOf(form, 'token')
      const result = await performInTurn(installation, proveEmail, caller, { token })
      if (!result.ok) return dead(visit, result.code === 'invalid' ? refuse('dead_token') : result)
      const text = words(language)('done', result.value)
      return visit.redirect(visit.person ? routes.profile() : routes.signIn(), {
        tone: 'green',
        text,
      })
    },
    { fields: { token: 'text' } },
  ),

  endpoint(
    routes.api.emailProof,
    'POST',
    {
      name: proveEmail.name,
      summary: proveEmail.summary,
      body: proveEmailInput,
      once: true,
      feature: null,
      status: 200,
      answer: shape('ProvedEmail', { email: z.string() }),
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const parsed = proveEmailInput.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return respond(visit, invalid(parsed.error))
      const { installation, caller } = visit
      const result = await performInTurn(installation, proveEmail, caller, parsed.data)
      return respond(visit, result, 200, (value) => value)
    },
  ),
]

export const newEmailsResource = resource({ feature: 'people', right: 'people:manage', words })
  .also(...proof)
  .change(resendNewEmail, {
    page: routes.personEmailProof,
    api: routes.api.personEmailProof,
    ...button('again.done', ofPerson),
  })
  .change(withdrawNewEmail, {
    page: routes.personEmailWithdrawal,
    ...button('withdraw.done', ofPerson),
  })
  .change(withdrawNewEmail, { api: routes.api.personEmailProof, method: 'DELETE' })

export const ownNewEmailResource = resource({ feature: 'profile', right: 'self', words })
  .change(resendOwnEmail, {
    page: routes.ownEmailProof,
    api: routes.api.ownEmailProof,
    ...button('again.done', ofOneself),
  })
  .change(withdrawOwnEmail, {
    page: routes.ownEmailWithdrawal,
    ...button('withdraw.done', ofOneself),
  })
  .change(withdrawOwnEmail, { api: routes.api.ownEmailProof, method: 'DELETE' })
