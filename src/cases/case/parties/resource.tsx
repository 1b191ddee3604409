import { z } from 'zod'
import { leavingCosts } from '../../../files/index.ts'
import { line } from '../../../identity/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { refuse, type Refusal } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { asTyped, resource, type SignedInContext } from '../../../web/index.ts'
import { caseInPath } from '../case-in-path.ts'
import { caseView, partyView, presentCase, showParty } from '../view.ts'
import { words } from '../../texts.ts'
import { AddPartyPage } from './add-page.tsx'
import { listParties, partiesCursor } from './list/list.ts'
import { addParty, removeParty } from './parties.ts'
import { SIDES } from './party.ts'
import { candidates, partyOf } from './queries.ts'
import { PartyRemovalPage } from './removal-page.tsx'

/** Contacts offered at once; others are found by name. */
const OFFERED = 20

const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

async function addPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const search = line(100).safeParse(ctx.query('search')).data ?? ''
  const data = await ctx.read(async (tx) => {
    const of = await caseInPath(tx, ctx)
    if (!of) return null
    const query = { of: of.id, search, limit: OFFERED + 1 }
    return { of, people: await candidates(tx, query) }
  })
  if (!data) return nothing(ctx)
  return ctx.page(
    <AddPartyPage
      of={data.of}
      matches={data.people.slice(0, OFFERED)}
      more={data.people.length > OFFERED}
      search={search}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

async function removalPage(ctx: SignedInContext): Promise<Response> {
  const person = parseId('person', ctx.param('person'))
  const data = await ctx.read(async (tx) => {
    const of = await caseInPath(tx, ctx)
    const party = of && person && (await partyOf(tx, { of: of.id, person }))
    if (!party) return null
    const leaving = { kind: 'case', holder: of.id, person, now: ctx.now }
    const costs = await leavingCosts(tx, ctx.installation, leaving)
    // Whoever is only named in it never saw what its clients see.
    return { of, party, costs: party.side === 'client' ? costs : { ...costs, files: 0 } }
  })
  return data ? ctx.page(<PartyRemovalPage {...data} />) : nothing(ctx)
}

const toCase = (_: unknown, { param }: SignedInContext) => routes.cases.one({ case: param('case') })

export const partiesResource = resource({
  feature: 'cases',
  right: 'cases:work',
  words,
  answer: caseView,
  versioned: true,
  show: presentCase,
})
  .list(routes.api.cases.one.parties, {
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
    find: (ctx, query) =>
      ctx.read(async (tx) => {
        const of = await caseInPath(tx, ctx)
        const about = { ...query, now: ctx.now }
        return of && listParties(tx, { ...about, of: of.id })
      }),
    show: showParty,
  })
  .page(routes.cases.one.parties, addPage)
  .change(addParty, {
    page: routes.cases.one.parties,
    api: routes.api.cases.one.parties,
    status: 201,
    again: addPage,
    to: toCase,
    said: 'party.add.done',
  })
  .page(routes.cases.one.parties.one.removal, removalPage)
  .change(removeParty, {
    page: routes.cases.one.parties.one.removal,
    // Ids of the path that are none, and those of others: alike not there.
    again: nothing,
    to: toCase,
    said: ({ requests: count }) =>
      count > 0 ? { text: 'party.remove.done.requests', values: { count } } : 'party.remove.done',
  })
  .change(removeParty, { api: routes.api.cases.one.parties.one, method: 'DELETE' })
