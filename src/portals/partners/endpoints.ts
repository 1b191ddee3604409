import { z } from 'zod'
import {
  disablePartnerPerson,
  enablePartnerPerson,
  invitePartnerPerson,
  invitePartnerPersonAgain,
  line,
  listPartnerPeople,
  peopleCursor,
  partnerPerson,
  resetPartnerPersonFactors,
} from '../../identity/index.ts'
import { reads, writes, type Served, type Visit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { acrossPortals } from '../console/scopes.ts'
import { linesOf, partnersCursor, partnersList } from './list.ts'
import { configurePartner, createPartner } from './partners.ts'
import { setPrice } from './prices.ts'
import { findPartner, pricesOf } from './queries.ts'
import * as views from './view.ts'

const { api } = routes

/** What a caller's own partner is asked for; anything about another's is answered like nothing. */
const read = { feature: 'home', right: 'portals:read' } as const
const manages = { feature: 'home', right: 'partner:manage' } as const
const operates = { feature: 'home', right: 'installation:operate' } as const
const limit = z.coerce.number().int().min(1).max(200).default(50)

/** Something about the partner in the path; null for another's as for none. */
async function about<T>(
  visit: Visit,
  look: (tx: Tx, partner: string) => Promise<T>,
  shown = visit.param('partner'),
): Promise<T | null> {
  const partner = parseId('partner', shown)
  if (partner === null) return null
  return visit.read(async (tx) =>
    (await findPartner(tx, visit.caller, partner)) ? look(tx, partner) : null,
  )
}

async function partnerAnswer(visit: Visit, shown = visit.param('partner')) {
  const partner = parseId('partner', shown)
  if (partner === null) return null
  return acrossPortals(visit, async (tx) => {
    const found = await findPartner(tx, visit.caller, partner)
    return found ? views.showPartner((await linesOf(tx, [found], visit.now))[0]!) : null
  })
}

const pricesAnswer = (visit: Visit) =>
  about(visit, async (tx, partner) => ({
    prices: (await pricesOf(tx, partner)).map(views.showPrice),
  }))

/** The person as they are now. */
const personAnswer = (visit: Visit, person: string | null) =>
  about(visit, async (tx, partner) => {
    const found = person === null ? undefined : await partnerPerson(tx, partner, person)
    return found ? views.showPartnerPerson(found, visit.now) : null
  })

const onPerson = {
  ...manages,
  path: { partner: 'partner', person: 'person' },
  answer: views.partnerPersonView,
  show: (visit: Visit, { person }: { person: string }) => personAnswer(visit, person),
} as const

export const partnerEndpoints: readonly Served[] = [
  reads(api.partners, {
    ...read,
    name: 'partner.list',
    summary: 'Lists the partners that provide portals',
    query: z.strictObject({
      search: line(120).optional(),
      cursor: partnersCursor.field,
      limit,
    }),
    answer: views.partnersView,
    show: (visit, { search, cursor, limit }) =>
      acrossPortals(visit, async (tx) => {
        const asked = { search, after: cursor, limit }
        const { rows, next } = await partnersList(tx, visit.caller, asked)
        const lines = await linesOf(tx, rows, visit.now)
        return { partners: lines.map(views.showPartner), next }
      }),
  }),
  writes(api.partners, 'POST', {
    ...operates,
    operation: createPartner,
    status: 201,
    answer: views.partnerView,
    versioned: true,
    location: ({ partner }) => api.partner({ partner }),
    show: (visit, { partner }) => partnerAnswer(visit, partner),
  }),

  reads(api.partner, {
    ...read,
    name: 'partner.show',
    summary: 'Shows a partner, with what it holds and pays',
    answer: views.partnerView,
    versioned: true,
    show: (visit) => partnerAnswer(visit),
  }),
  writes(api.partner, 'PATCH', {
    ...manages,
    operation: configurePartner,
    path: { partner: 'partner' },
    answer: views.partnerView,
    versioned: true,
    show: (visit) => partnerAnswer(visit),
  }),

  reads(api.partnerPrices, {
    ...read,
    name: 'partner.prices',
    summary: 'Lists every price a partner has had, and from which month on',
    answer: views.pricesView,
    show: pricesAnswer,
  }),
  writes(api.partnerPrices, 'POST', {
    ...operates,
    operation: setPrice,
    path: { partner: 'partner' },
    status: 201,
    answer: views.pricesView,
    show: pricesAnswer,
  }),

  reads(api.partnerPeople, {
    ...manages,
    name: 'partner.people',
    summary: 'Lists a partner’s own people, who see its portals on the console',
    query: z.strictObject({ cursor: peopleCursor.field, limit }),
    answer: views.partnerPeopleView,
    show: (visit, { cursor, limit }) =>
      about(visit, async (tx, partner) => {
        const page = await listPartnerPeople(tx, partner, { after: cursor, limit })
        const people = page.rows.map((person) => views.showPartnerPerson(person, visit.now))
        return { people, next: page.next ?? null }
      }),
  }),
  writes(api.partnerPeople, 'POST', {
    ...onPerson,
    path: { partner: 'partner' },
    operation: invitePartnerPerson,
    status: 201,
  }),
  reads(api.partnerPerson, {
    ...manages,
    name: 'partner.person',
    summary: 'Shows one of a partner’s own people',
    answer: views.partnerPersonView,
    show: (visit) => personAnswer(visit, parseId('person', visit.param('person'))),
  }),
  writes(api.partnerInvitation, 'POST', { ...onPerson, operation: invitePartnerPersonAgain }),
  writes(api.partnerDisabling, 'POST', { ...onPerson, operation: disablePartnerPerson }),
  writes(api.partnerDisabling, 'DELETE', { ...onPerson, operation: enablePartnerPerson }),
  writes(api.partnerPersonFactors, 'POST', { ...onPerson, operation: resetPartnerPersonFactors }),
]
