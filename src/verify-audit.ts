import { verifyChain, type AuditFinding } from './kit/audit.ts'
import type { Installation } from './kit/installation.ts'

export interface AuditVerdict {
  portals: number
  lines: number
  findings: AuditFinding[]
}

/**
 * Recomputes every portal's audit chain and holds it against its anchors. A portal whose deletion is
 * finished has no chain left; that its deletion was lawful stands in the console's own chain.
 */
export async function verifyAudit({ db, anchors }: Installation): Promise<AuditVerdict> {
  const anchored = await anchors.read()
  const portals = await db.read('installation', (tx) =>
    tx.db
      .selectFrom('portals')
      .leftJoin('portal_deletions', 'portal_deletions.portal_id', 'portals.id')
      .select(['portals.id', 'portal_deletions.finished_at as deleted_at'])
      .execute(),
  )
  const verdict: AuditVerdict = { portals: 0, lines: 0, findings: [] }
  const known = new Set(portals.map(({ id }) => id))
  for (const [portal, heads] of anchored)
    if (!known.has(portal))
      verdict.findings.push({ portal, seq: heads.at(-1)!.seq, problem: 'cut' })
  for (const { id, deleted_at } of portals) {
    const { lines, findings } = await db.read({ portal: id }, (tx) =>
      verifyChain(tx, id, deleted_at ? [] : (anchored.get(id) ?? [])),
    )
    verdict.portals++
    verdict.lines += lines
    verdict.findings.push(...findings)
  }
  return verdict
}
