import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { counted } from '../../kit/bulk-jobs/bulk-job.ts'
import { findBulkJob, nextRows, saveBatch } from '../../kit/bulk-jobs/queries.ts'
import { done, jobCaller, operation, perform } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { IMPORT, type LineDetail } from './imports.ts'
import { deleteUpload, stoppedBefore, uploadsBefore } from './queries.ts'
import { openLine } from './sealing.ts'

/** A file that nobody begins with is kept no longer. */
const UPLOAD_HOURS = 24

/** An import that was stopped is gone on with within this, or not at all; also said on its page. */
const STOPPED_HOURS = 7 * 24

const leftBefore = (now: Instant) => now.subtract({ hours: STOPPED_HOURS })

/** Ends it as it is: each line that waited is told by its number, and is itself erased. */
export const endImport = operation({
  name: 'import.end',
  done: {
    en: 'Ended an import that was stopped and left',
    es: 'Terminó una importación que quedó detenida',
  },
  details: {
    left: { en: 'Left', es: 'Quedan' },
  },
  summary: 'Ends an import that was stopped and left, and erases the lines that waited',
  input: z.strictObject({ work: id('work') }),
  right: 'job',
  async run({ tx, portal, now, note, installation }, { work: id }) {
    const bulkJob = await findBulkJob(tx, id, { lock: true })
    const isLeft =
      bulkJob?.kind === IMPORT &&
      bulkJob.state === 'cancelled' &&
      Temporal.Instant.compare(bulkJob.changedAt, leftBefore(now)) < 0
    if (!isLeft) return kitRefuse('not_found')
    const key = await installation.keys.of(tx, portal)
    const rows = await nextRows(tx, bulkJob, bulkJob.total)
    const outcomes = rows.map((row) => {
      const detail = { line: openLine(key, portal, id, row).line } satisfies LineDetail
      return { outcome: 'left', detail }
    })
    const counts = counted(bulkJob.counts, outcomes)
    await saveBatch(tx, bulkJob, rows, outcomes, { counts, now })
    note({ subject: show('work', id), details: { left: rows.length } })
    return done({ work: id })
  },
})

/** Run every hour: erases files that nobody began with, and what waits of imports that were stopped. */
export const forgetUploadsJob = jobType<object>('forget_uploads', 0)

export async function forgetUploads(installation: Installation): Promise<void> {
  const { db, clock } = installation
  const { uploads, stopped } = await db.read('installation', async (tx) => {
    const now = await clock.now(tx)
    return {
      uploads: await uploadsBefore(tx, now.subtract({ hours: UPLOAD_HOURS })),
      stopped: await stoppedBefore(tx, IMPORT, leftBefore(now)),
    }
  })
  for (const { portal, id } of uploads) await db.write({ portal }, (tx) => deleteUpload(tx, id))
  for (const { portal, id } of stopped)
    await perform(installation, endImport, jobCaller(portal), { work: show('work', id) })
}
