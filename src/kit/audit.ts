import { createHash } from 'node:crypto'
import type { Instant } from './clock.ts'
import type { Tx } from './db/database.ts'

/** One thing that happened, as the audit trail keeps it. No secret ever goes into `details`. */
export interface AuditLine {
  at: Instant
  operation: string
  outcome: string
  actor: string
  actor_name: string
  on_behalf_of: string | null
  through: string
  subject: string | null
  reason: string | null
  details: Record<string, unknown>
  ip: string | null
  request_id: string | null
}

/** The newest link of a portal's chain. */
export interface AuditHead {
  portal: string
  seq: number
  hash: Buffer
}

/** What the first line links to. */
const GENESIS = Buffer.alloc(32)

/**
 * Appends lines to the portal's hash chain, in one statement however many they are. Takes the chain's
 * lock, so operations of one portal queue here until commit: call it last.
 */
export async function appendAudit(
  tx: Tx,
  portal: string,
  lines: readonly AuditLine[],
): Promise<AuditHead> {
  const [head] = await tx.run<{ seq: number; hash: Buffer }>(
    `insert into audit_heads (portal_id, seq, hash) values ($1, 0, $2)
     on conflict (portal_id) do update set seq = audit_heads.seq returning seq, hash`,
    [portal, GENESIS],
    'audit_head',
  )
  let { seq, hash } = head!
  const linked = lines.map((line) => {
    hash = link(hash, portal, ++seq, line)
    return { seq, hash, ...line }
  })
  await Promise.all([
    tx.run(INSERT_LINES, [portal, ...columnsOf(linked)], 'audit_lines'),
    tx.db.updateTable('audit_heads').set({ seq, hash }).where('portal_id', '=', portal).execute(),
  ])
  return { portal, seq, hash }
}

type LinkedLine = AuditLine & { seq: number; hash: Buffer }

/** Columns and their types: a column of many lines travels as one array. */
const COLUMNS = {
  seq: 'bigint',
  at: 'timestamptz',
  operation: 'text',
  outcome: 'text',
  actor: 'text',
  actor_name: 'text',
  on_behalf_of: 'text',
  through: 'text',
  subject: 'text',
  reason: 'text',
  details: 'jsonb',
  ip: 'text',
  request_id: 'text',
  hash: 'bytea',
} as const satisfies Record<keyof LinkedLine, string>

const INSERT_LINES = `insert into audit_lines (portal_id, ${Object.keys(COLUMNS).join(', ')})
  select $1, * from unnest(${Object.values(COLUMNS)
    .map((type, index) => `$${index + 2}::${type}[]`)
    .join(', ')})`

const columnsOf = (lines: readonly LinkedLine[]): unknown[][] =>
  (Object.keys(COLUMNS) as (keyof LinkedLine)[]).map((column) =>
    lines.map((line) =>
      column === 'details'
        ? JSON.stringify(line.details)
        : column === 'at'
          ? line.at.toString()
          : line[column],
    ),
  )

function link(previous: Buffer, portal: string, seq: number, line: AuditLine): Buffer {
  const content = [
    portal,
    seq,
    line.at.epochMilliseconds,
    line.operation,
    line.outcome,
    line.actor,
    line.actor_name,
    line.on_behalf_of,
    line.through,
    line.subject,
    line.reason,
    line.details,
    line.ip,
    line.request_id,
  ]
  return createHash('sha256').update(previous).update(canonical(content)).digest()
}

/** JSON with sorted keys: the database keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** What is wrong with a portal's chain. */
export interface AuditFinding {
  portal: string
  seq: number
  problem: 'altered' | 'missing' | 'cut' | 'head differs' | 'anchor differs'
}

/**
 * Recomputes a portal's chain and holds it against its head and the anchors kept outside of the
 * database. An edit or a swap shows as `altered`, a deletion in the middle as `missing`, one at the
 * end as `cut`, a chain rewritten from some point on as `anchor differs`.
 */
export async function verifyChain(
  tx: Tx,
  portal: string,
  anchors: readonly AuditHead[],
): Promise<{ lines: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = []
  const found = (seq: number, problem: AuditFinding['problem']) =>
    findings.push({ portal, seq, problem })
  const anchored = Map.groupBy(anchors, (anchor) => anchor.seq)
  let seq = 0
  let hash: Buffer = GENESIS
  for (;;) {
    const lines = await tx.db
      .selectFrom('audit_lines')
      .selectAll()
      .where('portal_id', '=', portal)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1000)
      .execute()
    for (const line of lines) {
      if (line.seq !== seq + 1) found(seq + 1, 'missing')
      const expected = link(hash, portal, line.seq, line as AuditLine)
      if (!expected.equals(line.hash) && line.seq === seq + 1) found(line.seq, 'altered')
      if (anchored.get(line.seq)?.some((anchor) => !anchor.hash.equals(line.hash)))
        found(line.seq, 'anchor differs')
      seq = line.seq
      hash = line.hash
    }
    if (lines.length < 1000) break
  }
  const head = await tx.db
    .selectFrom('audit_heads')
    .select(['seq', 'hash'])
    .where('portal_id', '=', portal)
    .executeTakeFirst()
  const last = Math.max(head?.seq ?? 0, ...anchored.keys())
  if (last > seq) found(seq + 1, 'cut')
  else if (head && (head.seq !== seq || !head.hash.equals(hash))) found(seq, 'head differs')
  return { lines: seq, findings }
}
