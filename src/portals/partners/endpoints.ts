import { reads, writes, type RouteHandler, type RequestContext } from '../../web/index.ts'
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

async function partnerAnswer(ctx: RequestContext, shown = ctx.param('partner')) {
  const partner = parseId('partner', shown)
  if (partner === null) return null
  return acrossPortals(ctx, async (tx) => {
    const row = await findPartner(tx, ctx.caller, partner)
    return row ? views.showPartner((await linesOf(tx, [row], ctx.now))[0]!) : null
  })
}

const pricesAnswer = (ctx: RequestContext) =>
  readOwned(ctx, partnerSection, async (tx, { partner }) => ({
    prices: (await pricesOf(tx, partner!)).map(views.showPrice),
  }))

export const partnerEndpoints: readonly RouteHandler[] = [
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
    show: (ctx, { search, cursor, limit }) =>
      acrossPortals(ctx, async (tx) => {
        const query = { search, after: cursor, limit }
        const { rows, next } = await partnersList(tx, ctx.caller, query)
        const lines = await linesOf(tx, rows, ctx.now)
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
    show: (ctx, { partner }) => partnerAnswer(ctx, partner),
  }),

  reads(api.partner, {
    ...read,
    name: 'partner.show',
    summary: 'Shows a partner, with what it holds and pays',
    answer: views.partnerView,
    versioned: true,
    show: (ctx) => partnerAnswer(ctx),
  }),
  writes(api.partner, 'PATCH', {
    ...manages,
    operation: configurePartner,
    path: { partner: 'partner' },
    answer: views.partnerView,
    versioned: true,
    show: (ctx) => partnerAnswer(ctx),
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
