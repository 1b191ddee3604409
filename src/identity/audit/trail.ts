import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { named, reference, shape } from '../../kit/shape.ts'
import { pageOf, type Page } from '../../web/index.ts'
import { auditLines, namesOf, type AuditQuery } from './queries.ts'

/** One line of the trail, as pages and programs are shown it. */
export interface AuditEntry {
  /** Its place in the portal's chain, from 1. */
  number: number
  at: Instant
  operation: string
  outcome: string
  actor: { id: string; name: string }
  /** In whose name the actor did it. */
  onBehalfOf: { id: string; name: string | null } | null
  through: string
  /** Whom or what it happened to; named where it is a person. */
  subject: { id: string; name: string | null } | null
  reason: string | null
  /** What it was about, by name, where whoever shows it has looked that up. */
  named?: string | null
  details: Record<string, unknown>
  ip: string | null
  request: string | null
}

/** A portal's trail, newest first, a page at a time. The transaction must be set to that portal. */
export async function auditPage(
  tx: Tx,
  { limit, ...query }: AuditQuery,
): Promise<Page<AuditEntry>> {
  const page = pageOf(await auditLines(tx, { ...query, limit: limit + 1 }), limit, query)
  const persons = page.rows.flatMap(({ subject, on_behalf_of }) =>
    [subject, on_behalf_of].flatMap((shown) => parseId('person', shown ?? '') ?? []),
  )
  const names = await namesOf(tx, [...new Set(persons)])
  const named = (id: string | null) =>
    id === null ? null : { id, name: names.get(parseId('person', id) ?? '') ?? null }
  const entries = page.rows.map((row): AuditEntry => ({
    number: row.seq,
    at: row.at,
    operation: row.operation,
    outcome: row.outcome,
    actor: { id: row.actor, name: row.actor_name },
    onBehalfOf: named(row.on_behalf_of),
    through: row.through,
    subject: named(row.subject),
    reason: row.reason,
    details: row.details as Record<string, unknown>,
    ip: row.ip,
    request: row.request_id,
  }))
  return {
    rows: entries,
    previous: page.previous && entries[0],
    next: page.next && entries.at(-1),
  }
}

export const auditEntry = shape('AuditLine', {
  number: z.int().describe('Its place in the chain, from 1'),
  at: z.iso.datetime(),
  operation: z.string(),
  outcome: z.string().describe('`done`, or what became of it'),
  actor: named,
  onBehalfOf: reference.nullable(),
  through: z.enum(['page', 'api', 'cli', 'timer', 'job', 'procedure']),
  subject: reference.nullable(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
  request: z.string().nullable(),
})

export const showEntry = (entry: AuditEntry) => ({ ...entry, at: entry.at.toString() })
