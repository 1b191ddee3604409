import { readAnchors, type AnchorsRead } from './kit/anchors.ts'
import {
  anchorFiles,
  holds,
  verifyChain,
  type AnchorFile,
  type AuditFinding,
  type AuditHead,
  type ChainedLine,
} from './kit/audit.ts'
import { CONSOLE, show } from './kit/ids.ts'
import type { Installation } from './kit/installation.ts'
import { deletionsOfPortals, isGenuine, type Certificate, type Deletion } from './portals/index.ts'

export interface AuditVerdict {
  portals: number
  lines: number
  findings: AuditFinding[]
}

/**
 * Recomputes every portal's audit chain and holds it against its anchors. A portal that was deleted has no
 * chain left, and its anchors are held against its certificate instead; but only where that is proved:
 * unaltered, found by its hash in the console's chain, and with a tombstone outside of the database.
 * @param others paths of the other servers' files of anchors
 */
export async function verifyAudit(
  { db, anchors, keys }: Installation,
  others: readonly string[] = [],
): Promise<AuditVerdict> {
  const told = await anchorFiles(db)
  const files = [await anchors.read(), ...(await Promise.all(others.map(readAnchors)))]
  const anchored = Map.groupBy(
    files.flatMap(({ heads }) => [...heads.values()].flat()),
    ({ portal }) => portal,
  )
  const verdict: AuditVerdict = { portals: 0, lines: 0, findings: whatFilesLack(told, files) }
  const portals = await db.read('installation', deletionsOfPortals)
  const byId = new Set(portals.map(({ id }) => id))
  for (const [portal, heads] of anchored)
    if (!byId.has(portal)) verdict.findings.push({ portal, seq: heads.at(-1)!.seq, problem: 'cut' })
  const certified = new Map<string, string>()
  // The console first: it holds what proves the others' deletions.
  for (const { id, begun, deletion } of portals.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const heads = anchored.get(id) ?? []
    const buried = deletion !== null && (await keys.witness(id)) !== null
    const proof = certified.get(show('portal', id))
    const { trail, findings } = provedDeletion(id, deletion, proof, buried)
    let cancelled = false
    const chain = await db.read({ portal: id }, (tx) =>
      verifyChain(tx, trail ? [] : heads, (line) => {
        cancelled ||= line.operation === 'portal.cancel'
        const sha256 = id === CONSOLE && certificateIn(line)
        if (sha256) certified.set(line.subject!, sha256)
      }),
    )
    // One that has just begun is told of by the portal's own chain, and by nothing else yet.
    if (deletion && !deletion.finished_at && !buried && !cancelled)
      findings.push({ portal: id, seq: 0, problem: 'deletion unproved' })
    const gone = begun && chain.lines === 0 && chain.findings.length === 0 && !trail
    if (gone) findings.push({ portal: id, seq: 1, problem: 'cut' })
    if (trail) findings.push(...beyond(id, trail, heads))
    verdict.portals++
    verdict.lines += chain.lines
    verdict.findings.push(...findings, ...chain.findings)
  }
  return verdict
}

/** The hash of the certificate that a line of the console's chain tells of. */
function certificateIn({ operation, subject, details }: ChainedLine): string | null {
  // A line at the end that no anchor covers yet may be anybody's, and its details be JSON's null.
  const sha256 = (details as typeof details | null)?.['sha256']
  return operation === 'portal.delete' && subject !== null && typeof sha256 === 'string'
    ? sha256
    : null
}

/**
 * The end of the chain that a deleted portal had, as far as that is proved, and what is not.
 * @param proof hash of its certificate in the console's chain
 * @param buried the key store, or the ledger, knows that it was deleted
 */
function provedDeletion(
  portal: string,
  deletion: Deletion | null,
  proof: string | undefined,
  buried: boolean,
): { trail: Certificate['auditTrail'] | null; findings: AuditFinding[] } {
  const wrong = (problem: AuditFinding['problem']) => ({
    trail: null,
    findings: [{ portal, seq: 0, problem }],
  })
  const certificate = deletion?.certificate ?? null
  if (!deletion?.finished_at || !certificate) {
    if (proof !== undefined || deletion?.finished_at) return wrong('certificate missing')
    // Under way: the key store knows of it before anything is deleted.
    const trail = certificate?.auditTrail
    return { trail: buried && isTrail(trail) ? trail : null, findings: [] }
  }
  const issued = certificate as Certificate
  if (!holds(() => isGenuine(issued) && isOf(issued, portal, deletion)))
    return wrong('certificate altered')
  if (proof !== issued.sha256 || !buried) return wrong('certificate unproved')
  return { trail: issued.auditTrail, findings: [] }
}

const isTrail = (trail: unknown): trail is Certificate['auditTrail'] =>
  holds(() => {
    const { lastSeq, lastHash } = trail as Certificate['auditTrail']
    return Number.isSafeInteger(lastSeq) && typeof lastHash === 'string'
  })

/** What stands beside the certificate says the same. */
const isOf = (certificate: Certificate, portal: string, deletion: Deletion): boolean =>
  certificate.portal === show('portal', portal) &&
  certificate.onWhoseWord === deletion.on_whose_word &&
  certificate.startedAt === deletion.started_at.toString() &&
  certificate.finishedAt === deletion.finished_at!.toString()

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

/** Files of anchors that are not here, or not what the database was told of them. */
function whatFilesLack(told: readonly AnchorFile[], files: readonly AnchorsRead[]): AuditFinding[] {
  return told.flatMap(({ id, bytes, sha256 }): AuditFinding[] => {
    const lacks = (problem: AuditFinding['problem']): AuditFinding[] => [
      { portal: CONSOLE, seq: 0, problem, file: id },
    ]
    const file = files.find((one) => one.id === id)
    if (!file) return lacks('anchors missing')
    const hash = file.hashOf(bytes)
    if (!hash) return lacks('anchors cut')
    return holds(() => hash.equals(sha256)) ? [] : lacks('anchors altered')
  })
}
