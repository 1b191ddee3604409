import { createHash } from 'node:crypto'
import type { Instant } from './clock.ts'
import type { Database, Tx } from './db/database.ts'

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
export async function appendAudit(tx: Tx, lines: readonly AuditLine[]): Promise<AuditHead> {
  const [head] = await tx.run<{ seq: number; hash: Buffer }>(
    `insert into audit_heads (portal_id, seq, hash) values ($1, 0, $2)
     on conflict (portal_id) do update set seq = audit_heads.seq returning seq, hash`,
    [tx.portal, GENESIS],
    'audit_head',
  )
  let { seq, hash } = head!
  const linked = lines.map((said) => {
    // To the microsecond, as the database keeps it: what is stored is what was hashed.
    const line = {
      ...said,
      at: said.at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' }),
    }
    hash = link(hash, tx.portal, ++seq, line)
    return { seq, hash, ...line }
  })
  await Promise.all([
    tx.run(INSERT_LINES, [tx.portal, ...columnsOf(linked)], 'audit_lines'),
    tx.db.updateTable('audit_heads').set({ seq, hash }).execute(),
  ])
  return { portal: tx.portal, seq, hash }
}

type LinkedLine = ChainedLine

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
  select $1, line.* from portals p, unnest(${Object.values(COLUMNS)
    .map((type, index) => `$${index + 2}::${type}[]`)
    .join(', ')}) as line where p.id = $1`

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

/** What lines of the version before begin with, whose times were hashed to the millisecond; and these. */
const FORMATS = ['1', '2'] as const
type Format = (typeof FORMATS)[number]

function link(
  previous: Buffer,
  portal: string,
  seq: number,
  line: AuditLine,
  format: Format = '2',
): Buffer {
  const content = [
    ...(format === '2' ? [format] : []),
    portal,
    seq,
    format === '2' ? String(line.at.epochNanoseconds / 1000n) : line.at.epochMilliseconds,
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

/** Whether the line follows that hash, in whichever format it was written. */
const follows = (previous: Buffer, portal: string, line: ChainedLine): boolean =>
  FORMATS.some(
    (format) =>
      link(previous, portal, line.seq, line, format).equals(line.hash) &&
      // The clock never told more than the older format hashed.
      (format === '2' || line.at.epochNanoseconds % 1_000_000n === 0n),
  )

/** Of what may stand in a row that no operation wrote: what cannot even be looked at does not hold. */
export function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}

/** JSON with sorted keys: the database keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** What is wrong with a portal's chain, with the proof of its deletion, or with the anchors. */
export interface AuditFinding {
  /** Row id; the console's where it is about a file of anchors. */
  portal: string
  /** Of the line at fault; 0 where it is about none. */
  seq: number
  problem: AuditProblem
  /** Id of the file of anchors that it is about. */
  file?: string
}

export type AuditProblem =
  | 'altered'
  | 'missing'
  | 'added'
  | 'cut'
  | 'head missing'
  | 'head differs'
  | 'anchor differs'
  | 'anchors missing'
  | 'anchors cut'
  | 'anchors altered'
  | 'deletion unproved'
  | 'certificate altered'
  | 'certificate unproved'
  | 'certificate missing'

/** A line as it stands in the chain. */
export type ChainedLine = AuditLine & { seq: number; hash: Buffer }

/** Beyond what a line's number can be; the database's own numbers go further. */
const MOST = Number.MAX_SAFE_INTEGER

/**
 * Recomputes a portal's chain and holds it against its head and the anchors kept outside of the
 * database. An edit or a swap shows as `altered`, a deletion in the middle as `missing`, one at the
 * end as `cut`, a chain rewritten from some point on as `anchor differs`, a line where none can be as
 * `added`. Begins the transaction's first statement, so that all is seen at one moment.
 * @param seen is shown each line that is where it must be and as it was written
 */
export async function verifyChain(
  tx: Tx,
  anchors: readonly AuditHead[],
  seen: (line: ChainedLine) => void = () => undefined,
): Promise<{ lines: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = []
  const report = (seq: number, problem: AuditProblem) =>
    findings.push({ portal: tx.portal, seq, problem })
  const anchored = Map.groupBy(anchors, (anchor) => anchor.seq)
  await tx.run('set transaction isolation level repeatable read')
  const outside = await tx.run<{ seq: number }>(
    'select coalesce(seq, 0) as seq from audit_lines where portal_id = $1 and (seq is null or seq < 1 or seq > $2) order by seq limit 100',
    [tx.portal, MOST],
  )
  for (const line of outside) report(line.seq, 'added')
  let seq = 0
  let hash: Buffer = GENESIS
  for (;;) {
    const lines = await tx.db
      .selectFrom('audit_lines')
      .selectAll()
      .where('seq', '>', seq)
      .where('seq', '<=', MOST)
      .orderBy('seq')
      .limit(1000)
      .execute()
    const unlike = await unlikeRead(tx, lines as ChainedLine[])
    for (const line of lines as ChainedLine[]) {
      const next = line.seq === seq + 1
      if (!next) report(seq + 1, 'missing')
      const right = next && holds(() => follows(hash, tx.portal, line)) && !unlike.has(line.seq)
      if (next && !right) report(line.seq, 'altered')
      const differs = anchored
        .get(line.seq)
        ?.some((anchor) => !holds(() => anchor.hash.equals(line.hash)))
      if (differs) report(line.seq, 'anchor differs')
      if (right && !differs) seen(line)
      seq = line.seq
      hash = line.hash
    }
    if (lines.length < 1000) break
  }
  const head = await tx.db.selectFrom('audit_heads').select(['seq', 'hash']).executeTakeFirst()
  const last = anchors.reduce((most, anchor) => Math.max(most, anchor.seq), head?.seq ?? 0)
  if (last > seq) report(seq + 1, 'cut')
  else if (head && (head.seq !== seq || !holds(() => head.hash.equals(hash))))
    report(seq, 'head differs')
  if (!head && last + seq > 0) report(seq, 'head missing')
  return { lines: seq, findings }
}

/**
 * Lines whose details say in the database what cannot be read here, and so was never written here: a number
 * with more digits than one has in JavaScript reads like its neighbour.
 */
async function unlikeRead(tx: Tx, lines: readonly ChainedLine[]): Promise<ReadonlySet<number>> {
  const rows = await tx.run<{ seq: number }>(
    `select l.seq from audit_lines l join unnest($2::bigint[], $3::jsonb[]) as r (seq, details) on r.seq = l.seq
     where l.portal_id = $1 and l.details is distinct from r.details`,
    [tx.portal, lines.map(({ seq }) => seq), lines.map(({ details }) => jsonOf(details))],
  )
  return new Set(rows.map(({ seq }) => seq))
}

/** Null, which no details are, of what is nested too deeply to be written down. */
function jsonOf(details: unknown): string | null {
  try {
    return JSON.stringify(details)
  } catch {
    return null
  }
}

/** How far a file of anchors had got, and what it hashed to, when the database was last told. */
export interface AnchorFile {
  id: string
  bytes: number
  sha256: Buffer
}

/** Every file of anchors that the database has been told of: one of each server's data folder. */
export const anchorFiles = (db: Database): Promise<AnchorFile[]> =>
  db.ask<{ id: string; bytes: number; sha256: Buffer }>(
    'select id, bytes, sha256 from anchor_files',
  )

/** Where `Anchors` tells of its file, for the one to be held against the other. */
export const anchorWitness = (db: Database) => ({
  told: async (id: string): Promise<AnchorFile | null> =>
    (
      await db.ask<{ id: string; bytes: number; sha256: Buffer }>(
        'select id, bytes, sha256 from anchor_files where id = $1',
        [id],
      )
    )[0] ?? null,
  /** Never back: a file only grows. */
  tell: async ({ id, bytes, sha256 }: AnchorFile): Promise<void> => {
    await db.ask(
      `insert into anchor_files (id, bytes, sha256, noted_at) values ($1, $2, $3, now())
       on conflict (id) do update set bytes = $2, sha256 = $3, noted_at = now() where anchor_files.bytes < $2`,
      [id, bytes, sha256],
    )
  },
})
