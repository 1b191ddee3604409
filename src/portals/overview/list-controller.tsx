import { page, type RouteHandler, type RequestContext } from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Caller } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { listPartners } from '../partners/queries.ts'
import { csvHead, csvLine } from './csv.ts'
import { ListOfPortals } from './list-pages.tsx'
import { pageOf } from './paging.ts'
import { portalsQuery, type PortalsQuery } from '../console/portals-list.ts'
import { countPortals, listPortals } from '../console/portal-queries.ts'

const LINES_OF_CSV = 200

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

export const listController: readonly RouteHandler[] = [
  page(
    routes.portals,
    'GET',
    'home',
    async (ctx) => {
      const query = queryOf(ctx)
      if (ctx.query('format') === 'csv') return csv(ctx, query)
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
    },
    { right: 'portals:read' },
  ),
]

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

/** The whole list, however long: read and sent a piece at a time, each in a transaction of its own. */
function csv({ installation, caller, now }: RequestContext, query: PortalsQuery): Response {
  let wanted: PortalsQuery | null = { ...query, after: undefined, limit: LINES_OF_CSV }
  const bytes = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(bytes.encode(csvHead())),
    async pull(stream) {
      if (!wanted) return stream.close()
      const from: PortalsQuery = wanted
      const { portals, next } = await installation.db.read('installation', (tx) =>
        listPortals(tx, caller, from, now),
      )
      if (portals.length > 0) stream.enqueue(bytes.encode(portals.map(csvLine).join('')))
      wanted =
        next === null
          ? null
          : { ...from, after: portalsQuery.parse({ sort: from.sort, cursor: next }).after }
      if (!wanted) stream.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="portals.csv"',
      'cache-control': 'no-store',
    },
  })
}
