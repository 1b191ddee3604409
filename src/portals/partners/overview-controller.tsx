import type { RouteHandler } from '../../web/index.ts'
import { listKeys, listPeople } from '../../identity/index.ts'
import { routes } from '../../routes.ts'
import { billedMonths } from '../billing/months/billed.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { NAMED, PartnerOverview } from './overview-page.tsx'
import { openMonth, priceIn } from './partner.ts'
import { holdingsOf, pricesOf } from './queries.ts'
import { partnerPage } from './layout.tsx'

export const overviewController: readonly RouteHandler[] = [
  partnerPage(routes.partner, 'GET', async (ctx, partner) => {
    const { caller, now } = ctx
    const { uuid } = partner
    const across = await acrossPortals(ctx, async (tx) => ({
      standing: await standingNow(tx, { partner: uuid }, now),
      proUsers: (await holdingsOf(tx, [uuid])).get(uuid)?.proUsers ?? 0,
      price: priceIn(await pricesOf(tx, uuid), openMonth(partner, now)),
      billed: ctx.holds('bills:read') ? await billedMonths(tx, { partner: uuid }, now) : null,
    }))
    const own = await ctx.read(async (tx) => ({
      keys: await listKeys(tx, caller, { partner: uuid, limit: NAMED + 1 }),
      people: (await listPeople(tx, { partner: uuid, limit: NAMED + 1, now })).rows,
    }))
    return ctx.page(<PartnerOverview partner={partner} {...across} {...own} />)
  }),
]
