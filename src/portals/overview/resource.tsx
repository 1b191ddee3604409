import { z } from 'zod'
import {
  inPortal,
  mailsOf,
  peopleQuery,
  peopleView,
  readOwned,
  showPeople,
} from '../../identity/index.ts'
import { resource, resourceOf, type RequestContext, type SignedInContext } from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Caller } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { portalInPath, type PortalInPath } from '../console/portal-page.tsx'
import { actorNames, standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { creation } from '../building/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { formerPortalSection } from '../owners.tsx'
import { listPartners } from '../partners/queries.ts'
import { csvOf } from './csv.ts'
import { ListOfPortals } from './list-pages.tsx'
import { pageOf } from './paging.ts'
import { PortalOverview } from './portal-pages.tsx'
import { portalsQuery, type PortalsQuery } from '../console/portals-list.ts'
import { countPortals, listPortals, portalHistory } from '../console/portal-queries.ts'
import { words } from './texts.ts'
import {
  historyView,
  portalAnswers,
  portalLines,
  showHistory,
  showLine,
} from '../portal-view/portal-view.ts'

/** The list's query as far as it can be read: what was mistyped in the address counts as not asked for. */
function queryOf(ctx: RequestContext): PortalsQuery {
  const names = ['search', 'status', 'partner', 'sort', 'cursor'] as const
  const given: Record<string, string | undefined> = Object.fromEntries(
    names.map((name) => [name, ctx.query(name)]),
  )
  const first = portalsQuery.safeParse(given)
  if (first.success) return first.data
  for (const { path } of first.error.issues) delete given[String(path[0])]
  const second = portalsQuery.safeParse(given)
  return second.success ? second.data : portalsQuery.parse({})
}

async function listPage(ctx: SignedInContext): Promise<Response> {
  const query = queryOf(ctx)
  if (ctx.query('format') === 'csv') return csvOf(ctx, query)
  const { caller, now } = ctx
  const props = await acrossPortals(ctx, async (tx) => ({
    page: await pageOf(
      (wanted) => listPortals(tx, caller, wanted, now),
      query,
      ctx.query('before'),
    ),
    count: await countListed(tx, caller, query, now),
    partners: caller.partner === undefined ? await listPartners(tx, caller) : null,
  }))
  return ctx.page(<ListOfPortals query={query} {...props} />)
}

/** Only where something is searched for must the portals themselves be counted. */
async function countListed(
  tx: Tx,
  caller: Caller,
  query: PortalsQuery,
  now: Instant,
): Promise<number> {
  const { search, status } = query
  const partner = query.partner ?? caller.partner
  if (search || (caller.partner !== undefined && partner !== caller.partner))
    return countPortals(tx, caller, query, now)
  const standing = await standingNow(tx, { partner }, now)
  return status ? standing[status] : Object.values(standing).reduce((sum, n) => sum + n, 0)
}

async function portalPage(ctx: SignedInContext, portal: PortalInPath): Promise<Response> {
  const about = await inPortal(ctx, portal.uuid, async (tx) => ({
    history: await portalHistory(tx),
    building: portal.built ? undefined : await creation(tx),
    deleted: portal.status === 'cancelled' && (await deletionCertificate(tx)) !== undefined,
  }))
  const actors = about.history.map(({ actor }) => actor)
  const names = await ctx.read((tx) => actorNames(tx, ctx.caller, actors))
  return ctx.page(<PortalOverview portal={portal} names={names} {...about} />)
}

const reads = { feature: 'home', right: 'portals:read', words } as const

const list = resource(reads)
  .page(routes.console.portals, listPage)
  .read(routes.api.portals, {
    name: 'portal.list',
    summary: 'Lists portals, a page at a time',
    query: portalsQuery,
    answer: portalLines,
    show: async (ctx, query) => {
      const { portals, next } = await acrossPortals(ctx, (tx) =>
        listPortals(tx, ctx.caller, query, ctx.now),
      )
      return { portals: portals.map((line) => showLine(ctx, line)), next }
    },
  })

const portal = resourceOf(reads, portalInPath)
  .page(routes.console.portals.one, portalPage)
  .read(routes.api.portals.one, {
    name: 'portal.show',
    summary: 'Shows a portal, with how far its building is',
    ...portalAnswers,
  })
  .read(routes.api.portals.one.history, {
    name: 'portal.history',
    summary: 'Lists every status a portal has had: when, who, through what, why',
    query: z.strictObject({
      cursor: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: historyView,
    show: async (ctx, { cursor, limit }) => {
      const query = { before: cursor, limit: limit + 1 }
      const history = await readOwned(ctx, formerPortalSection, (tx) => portalHistory(tx, query))
      if (history === null) return null
      const lines = history.slice(0, limit)
      const actors = lines.map(({ actor }) => actor)
      const names = await ctx.read((tx) => actorNames(tx, ctx.caller, actors))
      const next = history.length > limit ? String(lines.at(-1)!.seq) : null
      return showHistory(lines, names, next)
    },
  })
  .read(routes.api.portals.one.people, {
    name: 'portal.people',
    summary: 'Lists the people of a portal by name',
    query: peopleQuery,
    answer: peopleView,
    show: (ctx, query) =>
      readOwned(ctx, formerPortalSection, (tx) => showPeople(tx, query, ctx.now)),
  })
  .also(
    mailsOf(formerPortalSection, routes.api.portals.one.mails, {
      name: 'portal.mails',
      summary: 'Lists the mails of a portal’s built-in mailbox; in a sandbox only',
      // Some of them carry a link that lets its reader in as somebody else.
      right: 'portals:provision',
    }),
  )

export const portalResources = [...list, ...portal]
