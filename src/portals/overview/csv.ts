import { CSV_MARK, csvRow, type Cell } from '../../kit/csv.ts'
import type { PortalLine } from '../console/portal-queries.ts'

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
