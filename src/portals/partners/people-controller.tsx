import {
  disablePartnerPerson,
  enablePartnerPerson,
  invitationOf,
  invitePartnerPerson,
  invitePartnerPersonAgain,
  isLive,
  listPartnerPeople,
  partnerPerson,
  sessionsOf,
  type Person,
} from '../../identity/index.ts'
import { errorsOf, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { CONSOLE, parseId } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { NewPersonOfPartner, PeopleOfPartner, DisablingOfPartner } from './people-pages.tsx'
import { partnerPage, type FoundPartner } from './room.tsx'
import { words, type Text } from './texts.ts'

const A_PAGE = 50

/** The person the path names, of this partner; undefined for another's as for none. */
async function personOf(
  visit: SignedInVisit,
  { uuid }: FoundPartner,
  shown = visit.param('person'),
): Promise<Person | undefined> {
  const id = parseId('person', shown)
  return id === null ? undefined : visit.read((tx) => partnerPerson(tx, uuid, id))
}

async function listPage(visit: SignedInVisit, partner: FoundPartner): Promise<Response> {
  const after = visit.query('after')
  const found = await visit.read((tx) =>
    listPartnerPeople(tx, partner.uuid, { after, limit: A_PAGE }),
  )
  return visit.page(<PeopleOfPartner visit={visit} partner={partner} page={found} />)
}

async function disablingPage(
  visit: SignedInVisit,
  partner: FoundPartner,
  wrong: { reason?: string; errors?: Errors; status?: number } = {},
): Promise<Response> {
  const person = await personOf(visit, partner)
  if (!person) return visit.refuse(refuse('not_found'))
  const [sessions, invitation] = await visit.read((tx) =>
    Promise.all([sessionsOf(tx, CONSOLE, person.id), invitationOf(tx, CONSOLE, person.id)]),
  )
  return visit.page(
    <DisablingOfPartner
      visit={visit}
      partner={partner}
      person={person}
      sessions={sessions.filter((session) => isLive(session, visit.now)).length}
      invited={invitation !== undefined}
      reason={wrong.reason}
      errors={wrong.errors}
    />,
    wrong.status,
  )
}

/** Back to the list, saying what was done or why it was not. */
async function answered(
  visit: SignedInVisit,
  partner: FoundPartner,
  result: Done<unknown> | Refusal,
  said: Text,
): Promise<Response> {
  const person = await personOf(visit, partner)
  // No button of ours sends what is not right, so there is no field to show it at.
  if (!person || (!result.ok && result.code === 'invalid'))
    return visit.refuse(result.ok || !person ? refuse('not_found') : result)
  const { name, email } = person
  return visit.redirect(
    routes.partnerPeople({ partner: partner.id }),
    result.ok
      ? { tone: 'green', text: words(visit.language)(said, { name, email: email ?? '' }) }
      : { tone: 'amber', text: result.say(visit.language) },
  )
}

const named = (visit: SignedInVisit, { id }: FoundPartner) => ({
  partner: id,
  person: visit.param('person'),
})

export const partnerPeopleController: readonly Served[] = [
  partnerPage(routes.partnerPeople, 'GET', listPage),

  partnerPage(routes.newPartnerPerson, 'GET', (visit, partner) =>
    visit.page(<NewPersonOfPartner visit={visit} partner={partner} />),
  ),

  partnerPage(
    routes.partnerPeople,
    'POST',
    async (visit, partner) => {
      const form = typed(visit.form)
      const { language, ...input } = form
      const result = await visit.perform(invitePartnerPerson, {
        ...input,
        ...(language ? { language } : {}),
        partner: partner.id,
      })
      if (result.ok)
        return visit.redirect(routes.partnerPeople({ partner: partner.id }), {
          tone: 'green',
          text: words(visit.language)('people.invited', { email: form['email'] ?? '' }),
        })
      const errors = errorsOf(result, visit.language)
      const props = { visit, partner, typed: form, errors }
      return visit.page(<NewPersonOfPartner {...props} />, result.status)
    },
    { fields: { name: 'text', email: 'text', language: 'text' } },
  ),

  partnerPage(routes.partnerPersonInvitation, 'POST', async (visit, partner) =>
    answered(
      visit,
      partner,
      await visit.perform(invitePartnerPersonAgain, named(visit, partner)),
      'people.invited',
    ),
  ),

  partnerPage(routes.partnerPersonDisabling, 'GET', (visit, partner) =>
    disablingPage(visit, partner),
  ),

  partnerPage(
    routes.partnerPersonDisabling,
    'POST',
    async (visit, partner) => {
      const input = { ...visit.form, ...named(visit, partner) }
      const result = await visit.perform(disablePartnerPerson, input)
      if (result.ok || result.code !== 'invalid')
        return answered(visit, partner, result, 'people.off')
      const errors = errorsOf(result, visit.language)
      const { reason } = typed(visit.form)
      return disablingPage(visit, partner, { reason, errors, status: result.status })
    },
    { fields: { reason: 'text' } },
  ),

  partnerPage(routes.partnerPersonEnabling, 'POST', async (visit, partner) =>
    answered(
      visit,
      partner,
      await visit.perform(enablePartnerPerson, named(visit, partner)),
      'people.on',
    ),
  ),
]
