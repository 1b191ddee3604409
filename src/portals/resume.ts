import type { Installation } from '../kit/installation.ts'
import { buildJob } from './building/building.ts'
import { unfinishedCreations } from './building/queries.ts'
import { deleteJob } from './deletion/beginning.ts'
import { unfinishedDeletions } from './deletion/queries.ts'

/**
 * Queues again what was being built or deleted when the process ended, for at its start: the queue
 * itself brings back what was cut short, but not what had used up its tries.
 */
export async function resumeUnfinished(installation: Installation): Promise<void> {
  const { db, jobs } = installation
  await db.write('installation', async (tx) => {
    for (const portal of await unfinishedCreations(tx)) await jobs.enqueue(tx, buildJob, { portal })
    for (const portal of await unfinishedDeletions(tx))
      await jobs.enqueue(tx, deleteJob, { portal })
  })
}
