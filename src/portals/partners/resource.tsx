import { line, listKeys, listPeople, readOwned } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  resource,
  resourceOf,
  type RequestContext,
  type SignedInContext,
} from '../../web/index.ts'
import { billedMonths } from '../months/billed.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { partnerSection } from '../owners.tsx'
import { partnerInPath, type PartnerInPath } from '../partner-layout.tsx'
import { ListOfPartners } from './list-pages.tsx'
import { linesOf, partnersCursor, partnersList } from './list.ts'
import { NewPartnerPage } from './new-page.tsx'
import { NAMED, PartnerOverview } from './overview-page.tsx'
import { openMonth, priceIn } from './partner.ts'
import { configurePartner, createPartner } from './partners.ts'
import { setPrice } from './prices.ts'
import { countPartners, findPartner, holdingsOf, pricesOf } from './queries.ts'
import { PartnerSettings } from './settings-page.tsx'
import { words } from './texts.ts'
import { partnerView, pricesView, showPartner, showPrice } from './view.ts'

const { api } = routes

const A_PAGE = 50

const operates = { right: 'installation:operate' } as const

async function listPage(ctx: SignedInContext): Promise<Response> {
  const search = cut(ctx.query('search')?.trim() ?? '', 120) || undefined
  const after = ctx.query('after')
  const props = await acrossPortals(ctx, async (tx) => {
    const query = { search, after, limit: A_PAGE }
    const { rows, next } = await partnersList(tx, ctx.caller, query)
    return {
      lines: await linesOf(tx, rows, ctx.now),
      next,
      count: await countPartners(tx, ctx.caller, search),
    }
  })
  return ctx.page(<ListOfPartners search={search} {...props} />)
}

const newPage = (ctx: SignedInContext, refusal?: Refusal) =>
  ctx.page(<NewPartnerPage {...asTyped(ctx, refusal)} />, refusal?.status)

async function partnerAnswer(ctx: RequestContext, shown: string) {
  const partner = parseId('partner', shown)
  if (partner === null) return null
  return acrossPortals(ctx, async (tx) => {
    const row = await findPartner(tx, ctx.caller, partner)
    return row ? showPartner((await linesOf(tx, [row], ctx.now))[0]!) : null
  })
}

const answersPartner = {
  answer: partnerView,
  versioned: true,
  show: (ctx: RequestContext) => partnerAnswer(ctx, ctx.param('partner')),
} as const

/** What a caller's own partner is asked for; anything about another's is answered like nothing. */
const gated = { feature: 'home', looks: 'portals:read', words } as const

const all = resource(gated)
  .page(routes.console.partners, listPage, operates)
  .page(routes.console.partners.new, newPage, operates)
  .list(api.partners, {
    name: 'partner.list',
    summary: 'Lists the partners that provide portals',
    filter: { search: line(120).optional() },
    cursor: partnersCursor.field,
    rows: 'partners',
    view: partnerView,
    order: 'By name',
    more: 'Send it as `cursor` for the partners that follow',
    find: (ctx, query) =>
      acrossPortals(ctx, async (tx) => {
        const { rows, next } = await partnersList(tx, ctx.caller, query)
        return { rows: await linesOf(tx, rows, ctx.now), next }
      }),
    show: showPartner,
  })
  .change(createPartner, {
    page: routes.console.partners,
    api: api.partners,
    again: newPage,
    to: ({ partner }) => routes.console.partners.one({ partner }),
    said: 'new.done',
    status: 201,
    answer: partnerView,
    versioned: true,
    location: ({ partner }) => api.partners.one({ partner }),
    show: (ctx, { partner }) => partnerAnswer(ctx, partner),
  })

async function overviewPage(ctx: SignedInContext, partner: PartnerInPath): Promise<Response> {
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
}

/** Of the page's two forms the one that was refused is shown with what was typed. */
const settingsPage =
  (form: 'partner' | 'price') =>
  async (ctx: SignedInContext, partner: PartnerInPath, refusal?: Refusal): Promise<Response> => {
    const prices = await ctx.read((tx) => pricesOf(tx, partner.uuid))
    const { typed = {}, errors } = asTyped(ctx, refusal)
    const wrong = errors && { form, typed, errors }
    return ctx.page(<PartnerSettings {...{ partner, prices, wrong }} />, refusal?.status)
  }

const settingsOf = (_: unknown, __: unknown, { id }: PartnerInPath) =>
  routes.console.partners.one.settings({ partner: id })

const showPrices = (ctx: RequestContext) =>
  readOwned(ctx, partnerSection, async (tx, { partner }) => ({
    prices: (await pricesOf(tx, partner!)).map(showPrice),
  }))

const one = resourceOf(gated, partnerInPath)
  .page(routes.console.partners.one, overviewPage, { right: 'partner:manage' })
  .read(api.partners.one, {
    name: 'partner.show',
    summary: 'Shows a partner, with what it holds and pays',
    ...answersPartner,
  })
  .page(routes.console.partners.one.settings, settingsPage('partner'), { right: 'partner:manage' })
  .change(configurePartner, {
    page: routes.console.partners.one.settings,
    api: api.partners.one,
    method: 'PATCH',
    filled: true,
    again: settingsPage('partner'),
    to: settingsOf,
    said: 'saved',
    ...answersPartner,
  })
  .read(api.partners.one.prices, {
    name: 'partner.prices',
    summary: 'Lists every price a partner has had, and from which month on',
    answer: pricesView,
    show: showPrices,
  })
  .change(setPrice, {
    page: routes.console.partners.one.price,
    api: api.partners.one.prices,
    fields: { amount: 'text', currency: 'text' },
    // People write decimals their own way.
    input: ({ amount, ...form }) => ({ ...form, amount: amount?.replace(',', '.') }),
    again: settingsPage('price'),
    to: settingsOf,
    said: 'price.done',
    status: 201,
    answer: pricesView,
    show: showPrices,
  })

export const partnerResources = [...all, ...one]
