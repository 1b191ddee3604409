import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Tables } from '../../kit/db/tables.ts'
import type { TableDeclaration } from '../../kit/feature.ts'
import { PLAIN } from '../portal.ts'
import type { AuditTrail, Certificate } from './certificate.ts'

export interface Deletion {
  steps_done: number
  counts: Record<string, number>
  on_whose_word: string
  started_at: Instant
  finished_at: Instant | null
  /** Until the deletion is finished, only the audit trail's end. */
  certificate: Certificate | { auditTrail: AuditTrail } | null
}

export async function insertDeletion(tx: Tx, word: string, now: Instant): Promise<void> {
  await tx.db
    .insertInto('portal_deletions')
    .values({ on_whose_word: word, started_at: now })
    .execute()
}

/** Locked, so that of several workers one does the next step. */
export async function lockDeletion(tx: Tx): Promise<Deletion | undefined> {
  const row = await tx.db.selectFrom('portal_deletions').selectAll().forUpdate().executeTakeFirst()
  return row as Deletion | undefined
}

export async function saveDeletion(tx: Tx, deletion: Deletion): Promise<void> {
  const { steps_done, counts, finished_at, certificate } = deletion
  await tx.run(
    `update portal_deletions set steps_done = $2, counts = $3, finished_at = $4, certificate = $5
     where portal_id = $1`,
    [
      tx.portal,
      steps_done,
      JSON.stringify(counts),
      finished_at,
      certificate && JSON.stringify(certificate),
    ],
  )
}

/** Deletes at most so many of the portal's rows. @returns how many it were */
export async function clearSome(tx: Tx, table: keyof Tables, limit: number): Promise<number> {
  const [row] = await tx.run<{ n: number }>(
    `with gone as (delete from ${table} where portal_id = $1 and ctid = any(array(
       select ctid from ${table} where portal_id = $1 limit $2)) returning 1)
     select count(*)::int as n from gone`,
    [tx.portal, limit],
  )
  return row!.n
}

/**
 * Deletes the portal's jobs, waiting or done: what they carry and why they failed may name people.
 * Reads the whole queue once per deletion, which is short: what is done is kept for days.
 * @param kept the queue of the deletion itself
 */
export async function clearJobs(tx: Tx, kept: string): Promise<number> {
  const rows = await tx.run<{ id: string }>(
    `delete from pgboss.job where data->>'portal' = $1 and name <> $2 returning id`,
    [tx.portal, kept],
  )
  return rows.length
}

/** Gives the portal's hosts to nobody until then. */
export async function quarantineHosts(tx: Tx, until: Instant): Promise<void> {
  await tx.db.updateTable('hosts').set({ is_current: false, quarantined_until: until }).execute()
}

/** Deletes events and audit trail, and the notes in the history. @returns the trail's end; null where there was none */
export async function clearChain(tx: Tx): Promise<AuditTrail | null> {
  const head = await tx.db.selectFrom('audit_heads').select(['seq', 'hash']).executeTakeFirst()
  const [row] = await tx.run<{ lines: number }>(
    'select delete_audit_of_cancelled_portal($1) as lines',
    [tx.portal],
  )
  if (!head) return null
  return { lines: row!.lines, lastSeq: head.seq, lastHash: head.hash.toString('hex') }
}

/** Leaves of the portal's row what the tombstone needs. */
export async function wipePortal(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('portals')
    .set({
      name: '',
      owner_id: null,
      partner_reference: null,
      suspension_note: null,
      time_zone: 'UTC',
      language: 'en',
      ...PLAIN,
      logo_version: 0,
      after_trial: [],
      invoice_series: 'INV',
      credit_note_series: 'CN',
      seller_name: null,
      seller_address: null,
      seller_tax_number: null,
      payment_instructions: null,
    })
    .execute()
}

/** Is there a row left, written by something that was under way when the portal was cancelled? */
export async function anythingLeft(tx: Tx, tables: readonly TableDeclaration[]): Promise<boolean> {
  const gone = tables.filter(({ deletion }) => deletion === 'erased' || deletion === 'chain')
  const each = gone.map(({ table }) => `exists (select from ${table} where portal_id = $1)`)
  const [row] = await tx.run<{ left: boolean }>(`select ${each.join(' or ')} as "left"`, [
    tx.portal,
  ])
  return row!.left
}

/** What the tombstone says, for the certificate. */
export async function tombstone(tx: Tx) {
  const row = await tx.db
    .selectFrom('portals')
    .select(['partner_id', 'created_at'])
    .executeTakeFirstOrThrow()
  const hosts = await tx.db
    .selectFrom('hosts')
    .select(['host', 'quarantined_until'])
    .orderBy('host')
    .execute()
  const statuses = await tx.db
    .selectFrom('portal_status_changes')
    .select(['from_status', 'to_status', 'at', 'cause'])
    .orderBy('seq')
    .execute()
  const key = await tx.db
    .selectFrom('portal_keys')
    .select('destroyed_at')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  return { ...row, hosts, statuses, keyDestroyedAt: key.destroyed_at! }
}

/** The certificate of a portal that is gone; undefined until it is. */
export async function deletionCertificate(tx: Tx): Promise<Certificate | undefined> {
  const row = await tx.db
    .selectFrom('portal_deletions')
    .select('certificate')
    .where('finished_at', 'is not', null)
    .executeTakeFirst()
  return row?.certificate as Certificate | undefined
}

/**
 * Every portal, whether it has a history, which begins with the operation that made it, and its deletion if
 * there was one. Needs the installation's scope.
 */
export async function deletionsOfPortals(
  tx: Tx,
): Promise<{ id: string; begun: boolean; deletion: Deletion | null }[]> {
  const rows = await tx.db
    .selectFrom('portals')
    .leftJoin('portal_deletions', 'portal_deletions.portal_id', 'portals.id')
    .selectAll('portal_deletions')
    .select(({ exists, selectFrom }) => [
      'portals.id',
      exists(
        selectFrom('portal_status_changes')
          .select('seq')
          .whereRef('portal_status_changes.portal_id', '=', 'portals.id'),
      ).as('begun'),
    ])
    .execute()
  return rows.map(({ id, begun, portal_id, ...deletion }) => ({
    id,
    begun: Boolean(begun),
    deletion: portal_id === null ? null : (deletion as unknown as Deletion),
  }))
}

/** Portals whose deletion has begun and not ended, and waits for nobody's word. Needs the installation's scope. */
export async function unfinishedDeletions(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('portal_deletions')
    .select('portal_id')
    .where('finished_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refused_portals')
            .select('portal_id')
            .whereRef('refused_portals.portal_id', '=', 'portal_deletions.portal_id')
            .where('why', '=', 'deleted'),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.portal_id)
}
