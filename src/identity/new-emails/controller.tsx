import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { performInTurn } from '../sessions/judging.ts'
import { tokenHolder } from '../tokens/resetting.ts'
import {
  textOf,
  openPage,
  page,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import {
  proveEmail,
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
  visit.page(<DeadProofPage visit={visit} why={refusal.say(visit.language)} />, refusal.status)

/** Back to the page it was asked on, saying what was done or why it was not. */
async function answered(
  visit: SignedInVisit,
  person: string,
  to: string,
  result: Done<unknown> | Refusal,
  said: Text,
): Promise<Response> {
  if (!result.ok && (result.code === 'not_found' || result.code === 'invalid'))
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

const ofPerson = async (
  visit: SignedInVisit,
  operation: typeof resendNewEmail | typeof withdrawNewEmail,
  said: Text,
): Promise<Response> => {
  const id = parseId('person', visit.param('person'))
  if (id === null) return visit.refuse(kitRefuse('not_found'))
  const person = show('person', id)
  const result = await visit.perform(operation, { person })
  return answered(visit, id, routes.contact({ person }), result, said)
}

const right = 'people:manage' as const

export const newEmailsController: readonly Served[] = [
  // Opening changes nothing, since mail scanners open links too.
  openPage(routes.emailProof, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const email = await waitingFor(visit, token)
    return email === null
      ? dead(visit, refuse('dead_token'))
      : visit.page(<EmailProofPage visit={visit} token={token} email={email} />)
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

  page(
    routes.personEmailProof,
    'POST',
    'people',
    (visit) => ofPerson(visit, resendNewEmail, 'again.done'),
    { right },
  ),
  page(
    routes.personEmailWithdrawal,
    'POST',
    'people',
    (visit) => ofPerson(visit, withdrawNewEmail, 'withdraw.done'),
    { right },
  ),
  page(routes.ownEmailProof, 'POST', 'profile', async (visit) =>
    answered(
      visit,
      visit.person.id,
      routes.profile(),
      await visit.perform(resendOwnEmail, {}),
      'again.done',
    ),
  ),
  page(routes.ownEmailWithdrawal, 'POST', 'profile', async (visit) =>
    answered(
      visit,
      visit.person.id,
      routes.profile(),
      await visit.perform(withdrawOwnEmail, {}),
      'withdraw.done',
    ),
  ),
]
