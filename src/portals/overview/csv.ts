import { CSV_MARK, csvRow, type Cell } from '../../kit/csv.ts'
import type { RequestContext } from '../../web/index.ts'
import { portalsQuery, type PortalsQuery } from '../console/portals-list.ts'
import { listPortals, type PortalLine } from '../console/portal-queries.ts'

const LINES_AT_ONCE = 200

const COLUMNS: Record<string, (portal: PortalLine) => Cell> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  host: ({ host }) => host,
  status: ({ status }) => status,
  since: ({ since }) => since,
  endsAt: ({ endsAt }) => endsAt,
  daysLeft: ({ daysLeft }) => daysLeft,
  proUsers: ({ proUsers }) => proUsers,
  people: ({ people }) => people,
  lastActivityAt: ({ lastActivityAt }) => lastActivityAt,
  partner: ({ partner }) => partner?.name ?? null,
  partnerReference: ({ partnerReference }) => partnerReference,
  createdAt: ({ createdAt }) => createdAt,
}

/** The first line. Names are those of the API. */
export const csvHead = (): string => CSV_MARK + csvRow(Object.keys(COLUMNS))

export const csvLine = (portal: PortalLine): string =>
  csvRow(Object.values(COLUMNS).map((column) => column(portal)))

/** The whole list, however long: read and sent a piece at a time, each in a transaction of its own. */
export function csvOf(
  { installation, caller, now }: RequestContext,
  query: PortalsQuery,
): Response {
  let wanted: PortalsQuery | null = { ...query, after: undefined, limit: LINES_AT_ONCE }
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
