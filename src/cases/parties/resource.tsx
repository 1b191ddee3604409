import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, type SignedInVisit } from '../../web/index.ts'
import { caseIn } from '../case/found.ts'
import { caseView, partyView, presentCase, showParty } from '../case/view.ts'
import { words } from '../texts.ts'
import { AddPartyPage } from './add-page.tsx'
import { listParties, partiesCursor } from './list/list.ts'
import { addParty, removeParty } from './parties.ts'
import { SIDES } from './party.ts'
import { candidates } from './queries.ts'

/** Contacts offered at once; others are found by name. */
const OFFERED = 20

const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

async function addPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const search = line(100).safeParse(visit.query('search')).data ?? ''
  const found = await visit.read(async (tx) => {
    const of = await caseIn(tx, visit)
    if (!of) return null
    const asked = { of: of.id, search, limit: OFFERED + 1 }
    return { of, people: await candidates(tx, visit.portal.id, asked) }
  })
  if (!found) return nothing(visit)
  return visit.page(
    <AddPartyPage
      of={found.of}
      found={found.people.slice(0, OFFERED)}
      more={found.people.length > OFFERED}
      search={search}
      {...asTyped(visit, refusal)}
    />,
    refusal?.status,
  )
}

const toCase = (_: unknown, { param }: SignedInVisit) => routes.case({ case: param('case') })

export const partiesResource = resource({
  feature: 'cases',
  right: 'cases:work',
  words,
  answer: caseView,
  versioned: true,
  show: presentCase,
})
  .list(routes.api.caseParties, {
    name: 'case.parties',
    summary: 'Lists who has to do with a case, clients first, in the order they were added',
    filter: {
      side: z.enum(SIDES).optional(),
      search: line(100).optional().describe('Part of a name or an e-mail'),
    },
    cursor: partiesCursor.field,
    rows: 'parties',
    view: partyView,
    more: 'Send it as `cursor` for the parties that follow',
    find: (visit, asked) =>
      visit.read(async (tx) => {
        const of = await caseIn(tx, visit)
        const about = { ...asked, now: visit.now }
        return of && listParties(tx, visit.portal.id, { ...about, of: of.id })
      }),
    show: showParty,
  })
  .page(routes.caseParties, addPage)
  .change(addParty, {
    page: routes.caseParties,
    api: routes.api.caseParties,
    status: 201,
    again: addPage,
    to: toCase,
    said: 'party.add.done',
  })
  .change(removeParty, {
    page: routes.casePartyRemoval,
    // Ids of the path that are none, and those of others: alike not there.
    again: nothing,
    to: toCase,
    said: 'party.remove.done',
  })
  .change(removeParty, { api: routes.api.caseParty, method: 'DELETE' })
