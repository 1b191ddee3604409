import type { Child } from 'hono/jsx'
import {
  errorsOf,
  languageCookie,
  openPage,
  ShownTo,
  typed,
  type FormFields,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { performInTurn } from '../../identity/index.ts'
import { acceptedLanguage } from '../../kit/http/languages.ts'
import { CONSOLE, parseId } from '../../kit/ids.ts'
import { left } from '../../kit/limits.ts'
import { within } from '../../kit/db/within.ts'
import { setPuzzle } from '../../kit/puzzle.ts'
import { refuse as refuseOfKit, type Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { routes } from '../../routes.ts'
import { creation } from '../creation/queries.ts'
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
function received(visit: Visit, by?: { name: string }): Visit {
  const visitor: Visit = Object.create(visit, {
    person: { value: null },
    language: {
      value: languageCookie(visit.c)
        ? visit.language
        : (acceptedLanguage(visit.c.req.header('accept-language')) ?? visit.language),
    },
    portal: { value: { ...visit.portal, name: by?.name ?? visit.portal.name } },
    page: {
      value: (content: Child, status?: number) =>
        visit.page(<ShownTo visit={visitor}>{content}</ShownTo>, status),
    },
  })
  return visitor
}

/**
 * The visitor of a page that only is there where visitors may start portals, and for partners there are.
 * @param partner shown id, as it came; undefined for the installation's own page
 */
async function visitorOf(visit: Visit, partner: string | undefined): Promise<Visit | null> {
  if (!visit.installation.openToVisitors) return null
  if (!partner) return received(visit)
  const id = parseId('partner', partner)
  const found = id && (await visit.read((tx) => findPartner(tx, {}, id)))
  return found ? received(visit, found) : null
}

const notThere = (visit: Visit) => visit.refuse(refuseOfKit('not_found'))

/** The form with a puzzle of its own, which is harder the more of its network's forms have come. */
async function form(visit: Visit, partner: string | undefined, refusal?: Refusal) {
  const { installation, caller, now, language } = visit
  const whom = puzzleFor(caller.ip, partner)
  const { limit, remaining } = await left(installation, perNetwork(whom.network), now)
  const bits = puzzleBits(limit - remaining)
  const puzzle = setPuzzle(installation.keys, whom, { bits, now })
  const wrong = refusal && { typed: typed(visit.form), errors: errorsOf(refusal, language) }
  return visit.page(<TryPage partner={partner} puzzle={puzzle} {...wrong} />, refusal?.status)
}

const dead = (visit: Visit) => {
  const why = refuse('dead_link')
  return visit.page(<DeadLinkPage why={why} />, why.status)
}

/** The page of a mailed link, for what has become of the request. */
const linkPage = (
  route: (typeof routes)['tryItNowLink' | 'tryItNowBuilding'],
  show: (visit: Visit, request: TrialRequest, token: string) => Promise<Response>,
): Served =>
  openPage(route, 'GET', async (asked) => {
    const visit = await visitorOf(asked, undefined)
    if (!visit) return notThere(asked)
    const token = visit.query('token') ?? ''
    const { request, partner } = await visit.read(async (tx) => {
      const request = await requestOfLink(tx, hashToken(token))
      const partner = request?.partner_id
        ? await findPartner(tx, {}, request.partner_id)
        : undefined
      return { request, partner }
    })
    if (!request || linkState(request, visit.now) === 'dead') return dead(visit)
    return show(received(asked, partner), request, token)
  })

/** The portal as the visitor may watch it; null once it is gone. */
const watch = (visit: Visit, request: TrialRequest): Promise<Watched | null> =>
  visit.read((tx) =>
    within(tx, request.built_portal!, CONSOLE, async () => {
      const id = request.built_portal!
      const portal = await findPortal(tx, id, { portal: CONSOLE })
      const progress = await creation(tx, id)
      if (!portal || portal.status === 'cancelled' || !progress) return null
      return {
        name: portal.name,
        host: await currentHost(tx, id),
        suspended: portal.status === 'suspended',
        progress,
        ownerIsIn: await ownerIsIn(tx, id),
        entrance: entranceOf(visit.installation, request),
      }
    }),
  )

export const tryItNowController: readonly Served[] = [
  openPage(routes.tryItNow, 'GET', async (asked) => {
    const partner = asked.query('partner')
    const visit = await visitorOf(asked, partner)
    return visit ? form(visit, partner) : notThere(asked)
  }),

  openPage(
    routes.tryItNow,
    'POST',
    async (asked) => {
      const { partner, timeZone, ...sent } = typed(asked.form)
      const visit = await visitorOf(asked, partner)
      if (!visit) return notThere(asked)
      const result = await performInTurn(visit.installation, requestTrial, visit.caller, {
        ...sent,
        // Filled in by the browser, which says so where it does not know.
        ...(timeZone && timeZone !== 'Etc/Unknown' ? { timeZone } : {}),
        ...(partner ? { partner } : {}),
        language: visit.language,
      })
      if (result.ok || result.code === 'sent_already') {
        const email = (sent['email'] ?? '').trim()
        return visit.page(<SentPage partner={partner} email={email} />)
      }
      if (result.retryAfterSeconds === undefined) return form(visit, partner, result)
      visit.c.header('retry-after', String(result.retryAfterSeconds))
      return visit.page(<TooOftenPage partner={partner} why={result} />, result.status)
    },
    { fields: FIELDS },
  ),

  linkPage(routes.tryItNowLink, async (visit, request, token) => {
    if (request.begun_at) return visit.redirect(routes.tryItNowBuilding({}, { token }))
    const { installation } = visit
    const wish = await visit.read((tx) => wishOf({ tx, installation }, request))
    return wish ? visit.page(<LinkPage token={token} wish={wish} />) : dead(visit)
  }),

  openPage(
    routes.tryItNowLink,
    'POST',
    async (asked) => {
      const visit = await visitorOf(asked, undefined)
      if (!visit) return notThere(asked)
      const { token = '' } = typed(visit.form)
      const result = await performInTurn(visit.installation, createTrial, visit.caller, { token })
      if (result.ok || result.code === 'begun')
        return visit.redirect(routes.tryItNowBuilding({}, { token }))
      return dead(visit)
    },
    { fields: { token: 'text' } },
  ),

  linkPage(routes.tryItNowBuilding, async (visit, request, token) => {
    if (!request.begun_at) return visit.redirect(routes.tryItNowLink({}, { token }))
    const watched = await watch(visit, request)
    if (!watched) return dead(visit)
    const state = buildingState(watched.progress, watched.suspended)
    const leads = leadsOn(visit, watched.progress)
    if (leads) goOn(visit, wayIn(visit, watched))
    else if ((state === 'stopped' || state === 'held') && isPoll(visit))
      visit.c.header('hx-refresh', 'true')
    return visit.page(<VisitorsBuildingPage token={token} watched={watched} leads={leads} />)
  }),
]
