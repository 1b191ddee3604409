import type { Child } from 'hono/jsx'
import {
  errorsOf,
  languageCookie,
  openPage,
  ShownTo,
  typed,
  type FormFields,
  type RouteHandler,
  type RoutePattern,
  type RequestContext,
} from '../../web/index.ts'
import { performInTurn } from '../../identity/index.ts'
import { acceptedLanguage } from '../../kit/http/languages.ts'
import { CONSOLE, parseId } from '../../kit/ids.ts'
import { left } from '../../kit/limits.ts'
import { setPuzzle } from '../../kit/puzzle.ts'
import { refuse as refuseOfKit, type Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { routes } from '../../routes.ts'
import { creation } from '../building/queries.ts'
import { goOn, isPoll, leadsOn } from '../creation/watching.ts'
import { buildingState } from '../creation/progress.tsx'
import { findPartner } from '../partners/queries.ts'
import { currentHost, findPortal } from '../queries.ts'
import { VisitorsBuildingPage, wayIn, type Watched } from './building-page.tsx'
import { TryPage } from './form-page.tsx'
import { DeadLinkPage, LinkPage, SentPage, TooOftenPage } from './pages.tsx'
import { ownerIsIn, requestOfLink } from './queries.ts'
import { refuse } from './refusals.ts'
import { createTrial, puzzleFor, requestTrial, wishOf } from './trial-requests.ts'
import {
  entranceOf,
  linkState,
  perNetwork,
  puzzleBits,
  type TrialRequest,
} from './trial-request.ts'

const FIELDS: FormFields = {
  name: 'text',
  email: 'text',
  portalName: 'text',
  timeZone: 'text',
  partner: 'text',
  challenge: 'text',
  answer: 'text',
}

/**
 * Somebody who comes from outside, whoever they are signed in as: in their browser's language, received by
 * the partner whose page it is.
 */
function received(ctx: RequestContext, by?: { name: string }): RequestContext {
  const visitor: RequestContext = Object.create(ctx, {
    person: { value: null },
    language: {
      value: languageCookie(ctx.c)
        ? ctx.language
        : (acceptedLanguage(ctx.c.req.header('accept-language')) ?? ctx.language),
    },
    portal: { value: { ...ctx.portal, name: by?.name ?? ctx.portal.name } },
    page: {
      value: (content: Child, status?: number) =>
        ctx.page(<ShownTo ctx={visitor}>{content}</ShownTo>, status),
    },
  })
  return visitor
}

/**
 * The visitor of a page that only is there where visitors may start portals, and for partners there are.
 * @param partner shown id, as it came; undefined for the installation's own page
 */
async function visitorOf(
  ctx: RequestContext,
  partner: string | undefined,
): Promise<RequestContext | null> {
  if (!ctx.installation.openToVisitors) return null
  if (!partner) return received(ctx)
  const id = parseId('partner', partner)
  const row = id && (await ctx.read((tx) => findPartner(tx, {}, id)))
  return row ? received(ctx, row) : null
}

const notThere = (ctx: RequestContext) => ctx.refuse(refuseOfKit('not_found'))

/** The form with a puzzle of its own, which is harder the more of its network's forms have come. */
async function form(ctx: RequestContext, partner: string | undefined, refusal?: Refusal) {
  const { installation, caller, now, language } = ctx
  const whom = puzzleFor(caller.ip, partner)
  const { limit, remaining } = await left(installation, perNetwork(whom.network), now)
  const bits = puzzleBits(limit - remaining)
  const puzzle = setPuzzle(installation.keys, whom, { bits, now })
  const wrong = refusal && { typed: typed(ctx.form), errors: errorsOf(refusal, language) }
  return ctx.page(<TryPage partner={partner} puzzle={puzzle} {...wrong} />, refusal?.status)
}

const dead = (ctx: RequestContext) => {
  const why = refuse('dead_link')
  return ctx.page(<DeadLinkPage why={why} />, why.status)
}

/** The page of a mailed link, for what has become of the request. */
const linkPage = (
  route: RoutePattern,
  show: (ctx: RequestContext, request: TrialRequest, token: string) => Promise<Response>,
): RouteHandler =>
  openPage(route, 'GET', async (wish) => {
    const ctx = await visitorOf(wish, undefined)
    if (!ctx) return notThere(wish)
    const token = ctx.query('token') ?? ''
    const { request, partner } = await ctx.read(async (tx) => {
      const request = await requestOfLink(tx, hashToken(token))
      const partner = request?.partner_id
        ? await findPartner(tx, {}, request.partner_id)
        : undefined
      return { request, partner }
    })
    if (!request || linkState(request, ctx.now) === 'dead') return dead(ctx)
    return show(received(wish, partner), request, token)
  })

/** The portal as the visitor may watch it; null once it is gone. */
const watch = (ctx: RequestContext, request: TrialRequest): Promise<Watched | null> =>
  ctx.read((tx) =>
    tx.within(request.built_portal!, async () => {
      const id = request.built_portal!
      const portal = await findPortal(tx, id, { portal: CONSOLE })
      const progress = await creation(tx)
      if (!portal || portal.status === 'cancelled' || !progress) return null
      return {
        name: portal.name,
        host: await currentHost(tx),
        suspended: portal.status === 'suspended',
        progress,
        ownerIsIn: await ownerIsIn(tx),
        entrance: entranceOf(ctx.installation, request),
      }
    }),
  )

export const tryItNowController: readonly RouteHandler[] = [
  openPage(routes.console.try, 'GET', async (wish) => {
    const partner = wish.query('partner')
    const ctx = await visitorOf(wish, partner)
    return ctx ? form(ctx, partner) : notThere(wish)
  }),

  openPage(
    routes.console.try,
    'POST',
    async (wish) => {
      const { partner, timeZone, ...sent } = typed(wish.form)
      const ctx = await visitorOf(wish, partner)
      if (!ctx) return notThere(wish)
      const result = await performInTurn(ctx.installation, requestTrial, ctx.caller, {
        ...sent,
        // Filled in by the browser, which says so where it does not know.
        ...(timeZone && timeZone !== 'Etc/Unknown' ? { timeZone } : {}),
        ...(partner ? { partner } : {}),
        language: ctx.language,
      })
      if (result.ok || result.code === 'sent_already') {
        const email = (sent['email'] ?? '').trim()
        return ctx.page(<SentPage partner={partner} email={email} />)
      }
      if (result.retryAfterSeconds === undefined) return form(ctx, partner, result)
      ctx.c.header('retry-after', String(result.retryAfterSeconds))
      return ctx.page(<TooOftenPage partner={partner} why={result} />, result.status)
    },
    { fields: FIELDS },
  ),

  linkPage(routes.console.try.link, async (ctx, request, token) => {
    if (request.begun_at) return ctx.redirect(routes.console.try.building({}, { token }))
    const { installation } = ctx
    const wish = await ctx.read((tx) => wishOf({ tx, installation }, request))
    return wish ? ctx.page(<LinkPage token={token} wish={wish} />) : dead(ctx)
  }),

  openPage(
    routes.console.try.link,
    'POST',
    async (wish) => {
      const ctx = await visitorOf(wish, undefined)
      if (!ctx) return notThere(wish)
      const { token = '' } = typed(ctx.form)
      const result = await performInTurn(ctx.installation, createTrial, ctx.caller, { token })
      if (result.ok || result.code === 'begun')
        return ctx.redirect(routes.console.try.building({}, { token }))
      return dead(ctx)
    },
    { fields: { token: 'text' } },
  ),

  linkPage(routes.console.try.building, async (ctx, request, token) => {
    if (!request.begun_at) return ctx.redirect(routes.console.try.link({}, { token }))
    const watched = await watch(ctx, request)
    if (!watched) return dead(ctx)
    const state = buildingState(watched.progress, watched.suspended)
    const leads = leadsOn(ctx, watched.progress)
    if (leads) goOn(ctx, wayIn(ctx, watched))
    else if ((state === 'stopped' || state === 'held') && isPoll(ctx))
      ctx.c.header('hx-refresh', 'true')
    return ctx.page(<VisitorsBuildingPage token={token} watched={watched} leads={leads} />)
  }),
]
