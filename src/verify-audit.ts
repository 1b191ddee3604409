import { verifyChain, type AuditFinding, type AuditHead } from './kit/audit.ts'
import type { Installation } from './kit/installation.ts'
import type { Certificate } from './portals/index.ts'

export interface AuditVerdict {
  portals: number
  lines: number
  findings: AuditFinding[]
}

/**
 * Recomputes every portal's audit chain and holds it against its anchors. A portal that has been
 * deleted has no chain left; its anchors are held against the certificate instead, whose own hash
 * stands in the console's chain.
 */
export async function verifyAudit({ db, anchors }: Installation): Promise<AuditVerdict> {
  const anchored = await anchors.read()
  const portals = await db.read('installation', (tx) =>
    tx.db
      .selectFrom('portals')
      .leftJoin('portal_deletions', 'portal_deletions.portal_id', 'portals.id')
      .select(['portals.id', 'portal_deletions.certificate'])
      .execute(),
  )
  const verdict: AuditVerdict = { portals: 0, lines: 0, findings: [] }
  const known = new Set(portals.map(({ id }) => id))
  for (const [portal, heads] of anchored)
    if (!known.has(portal))
      verdict.findings.push({ portal, seq: heads.at(-1)!.seq, problem: 'cut' })
  for (const { id, certificate } of portals) {
    const heads = anchored.get(id) ?? []
    // A deletion notes the trail's end in the very transaction that clears it.
    const trail = (certificate as Pick<Certificate, 'auditTrail'> | null)?.auditTrail
    const { lines, findings } = await db.read({ portal: id }, (tx) =>
      verifyChain(tx, id, trail ? [] : heads),
    )
    if (trail) findings.push(...beyond(id, trail, heads))
    verdict.portals++
    verdict.lines += lines
    verdict.findings.push(...findings)
  }
  return verdict
}

/** Anchors that the trail which was deleted, as certified, does not account for. */
const beyond = (
  portal: string,
  trail: Certificate['auditTrail'],
  heads: readonly AuditHead[],
): AuditFinding[] =>
  heads
    .filter(
      ({ seq, hash }) =>
        seq > trail.lastSeq || (seq === trail.lastSeq && hash.toString('hex') !== trail.lastHash),
    )
    .map(({ seq }) => ({ portal, seq, problem: 'anchor differs' }))
