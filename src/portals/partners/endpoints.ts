import { reads, writes, type Served, type Visit } from '../../web/index.ts'
import { z } from 'zod'
import { line, readOwned } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { acrossPortals } from '../console/scopes.ts'
import { partnerSection } from '../owners.tsx'
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

async function partnerAnswer(visit: Visit, shown = visit.param('partner')) {
  const partner = parseId('partner', shown)
  if (partner === null) return null
  return acrossPortals(visit, async (tx) => {
    const found = await findPartner(tx, visit.caller, partner)
    return found ? views.showPartner((await linesOf(tx, [found], visit.now))[0]!) : null
  })
}

const pricesAnswer = (visit: Visit) =>
  readOwned(visit, partnerSection, async (tx, { partner }) => ({
    prices: (await pricesOf(tx, partner!)).map(views.showPrice),
  }))

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
]
