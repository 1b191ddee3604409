import { createHash } from 'node:crypto'

/** What a certificate of deletion states; plain JSON, times in RFC 3339, ids as shown. */
export interface Statement {
  certificate: 'gatehouse portal deletion 1'
  installation: string
  portal: string
  partner: string | null
  hosts: string[]
  hostsKeptUntil: string
  createdAt: string
  statuses: { from: string | null; to: string; at: string; cause: string | null }[]
  onWhoseWord: string
  startedAt: string
  finishedAt: string
  keyDestroyedAt: string
  /** Rows deleted, by table. */
  deleted: Record<string, number>
  /** The portal's audit trail as it was when it was deleted. */
  auditTrail: AuditTrail
}

export interface AuditTrail {
  lines: number
  lastSeq: number
  /** Hexadecimal. */
  lastHash: string
}

export interface Certificate extends Statement {
  /** SHA-256 over the statement as JSON with sorted keys, in hexadecimal. */
  sha256: string
}

export const certify = (statement: Statement): Certificate => ({
  ...statement,
  sha256: fingerprint(statement),
})

/** Is it as it was issued? */
export const isGenuine = ({ sha256, ...statement }: Certificate): boolean =>
  fingerprint(statement) === sha256

const fingerprint = (statement: Statement): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(statement)))
    .digest('hex')

/** The database keeps the keys of objects in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
