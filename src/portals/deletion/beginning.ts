import { endAllSessions } from '../../identity/index.ts'
import { jobType } from '../../kit/jobs.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { insertDeletion } from './queries.ts'

export const deleteJob = jobType<{ portal: string }>('delete_portal', 20)

/**
 * Begins to delete a portal that has just been cancelled, in the transaction that cancelled it.
 * @param word on whose word, as the certificate will say
 */
export async function beginDeletion(op: OperationContext, word: string): Promise<void> {
  const { tx, portal, now } = op
  await endAllSessions(tx)
  await insertDeletion(tx, word, now)
  await op.enqueue(deleteJob, { portal })
}
