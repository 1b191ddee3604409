import { CONSOLE, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { onPortal } from '../inputs.ts'
import { refuse } from '../refusals.ts'
import { certify, type Certificate } from './certificate.ts'
import { lockDeletion, tombstone, saveDeletion } from './queries.ts'
import { deletionSteps } from './steps.ts'

/**
 * Does what is left of deleting a portal. May be called at any time, any number of times: what was
 * interrupted goes on where it stood.
 */
export async function deletePortal(
  installation: Installation,
  { portal }: { portal: string },
): Promise<void> {
  try {
    while (await deleteNext(installation, portal));
  } catch (error) {
    if (!isReferredTo(error)) throw error
    // An update between two steps may have changed their order: what comes first now was not done then.
    await beginAgain(installation, portal)
    while (await deleteNext(installation, portal));
  }
  await perform(installation, finishDeletion, jobCaller(CONSOLE), {
    portal: show('portal', portal),
  })
}

/** The database refuses to delete a row that others refer to. */
const isReferredTo = (error: unknown) => (error as { code?: string }).code === '23503'

const beginAgain = ({ db }: Installation, portal: string): Promise<void> =>
  db.write({ portal }, async (tx) => {
    const deletion = await lockDeletion(tx)
    if (deletion) await saveDeletion(tx, { ...deletion, steps_done: 0 })
  })

/** One step, in one transaction. @returns whether there was one to do */
export async function deleteNext(installation: Installation, portal: string): Promise<boolean> {
  return installation.db.write({ portal }, async (tx) => {
    const deletion = await lockDeletion(tx)
    if (!deletion || deletion.finished_at) return false
    const step = deletionSteps(installation.declared.tables)[deletion.steps_done]
    if (!step) return false
    const now = await installation.clock.now(tx)
    const outcome = await step.run({ tx, portal, now, installation, deletion })
    const { steps_done } = deletion
    const next = { done: steps_done + 1, more: steps_done, over: 0 }[outcome]
    await saveDeletion(tx, { ...deletion, steps_done: next })
    return true
  })
}

/** Writes the certificate, and into the console's audit trail: the portal's own is gone. */
export const finishDeletion = operation({
  name: 'portal.delete',
  done: { en: 'Deleted what the portal held', es: 'Eliminó lo que contenía el portal' },
  summary: 'All that a cancelled portal held is deleted',
  input: onPortal,
  right: 'job',
  portal: () => CONSOLE,
  async run(op, { portal: id }) {
    const { tx, now, installation } = op
    const certificate = await tx.within(id, async (): Promise<Certificate | null> => {
      const deletion = await lockDeletion(tx)
      const steps = deletionSteps(installation.declared.tables).length
      if (!deletion || deletion.finished_at || deletion.steps_done < steps) return null
      const { partner_id, created_at, hosts, statuses, keyDestroyedAt } = await tombstone(tx)
      const issued = certify({
        certificate: 'gatehouse portal deletion 1',
        installation: installation.url.host,
        portal: show('portal', id),
        partner: partner_id && show('partner', partner_id),
        hosts: hosts.map(({ host }) => host),
        hostsKeptUntil: hosts[0]!.quarantined_until!.toString(),
        createdAt: created_at.toString(),
        statuses: statuses.map(({ from_status, to_status, at, cause }) => ({
          from: from_status,
          to: to_status,
          at: at.toString(),
          cause,
        })),
        onWhoseWord: deletion.on_whose_word,
        startedAt: deletion.started_at.toString(),
        finishedAt: now.toString(),
        keyDestroyedAt: keyDestroyedAt.toString(),
        deleted: deletion.counts,
        auditTrail: deletion.certificate!.auditTrail,
      })
      await saveDeletion(tx, { ...deletion, finished_at: now, certificate: issued })
      return issued
    })
    if (!certificate) return refuse('not_due')
    const { portal, sha256, deleted, auditTrail } = certificate
    op.note({ subject: portal, details: { sha256, deleted, auditTrail } })
    return done({ portal, sha256 })
  },
})
