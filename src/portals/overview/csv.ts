import type { PortalLine } from './queries.ts'

/** What a spreadsheet would take for a formula is made plain text by an apostrophe, as it would by hand. */
const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const cell = (value: string | number | null): string => {
  if (typeof value === 'number') return String(value)
  const text = plain(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const row = (cells: (string | number | null)[]): string => `${cells.map(cell).join(',')}\r\n`

const COLUMNS: Record<string, (portal: PortalLine) => string | number | null> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  host: ({ host }) => host,
  status: ({ status }) => status,
  since: ({ since }) => since.toString(),
  endsAt: ({ endsAt }) => endsAt?.toString() ?? null,
  daysLeft: ({ daysLeft }) => daysLeft,
  proUsers: ({ proUsers }) => proUsers,
  people: ({ people }) => people,
  lastActivityAt: ({ lastActivityAt }) => lastActivityAt?.toString() ?? null,
  partner: ({ partner }) => partner?.name ?? null,
  partnerReference: ({ partnerReference }) => partnerReference,
  createdAt: ({ createdAt }) => createdAt.toString(),
}

/** The first line, after the mark by which spreadsheets know UTF-8. Names are those of the API. */
export const csvHead = (): string => `\uFEFF${row(Object.keys(COLUMNS))}`

export const csvLine = (portal: PortalLine): string =>
  row(Object.values(COLUMNS).map((column) => column(portal)))
