import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { findBulkJob, setBulkJobState } from '../../kit/bulk-jobs/queries.ts'
import { bulkJobQueue } from '../../kit/bulk-jobs/runner.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { PROGRESS } from '../../kit/bulk-jobs/bulk-job.ts'

const onBulkJob = z.strictObject({ work: id('work') })

export const cancelBulkJob = operation({
  name: 'work.cancel',
  done: { en: 'Stopped long work', es: 'Detuvo una tarea larga' },
  details: PROGRESS,
  summary: 'Stops long work after the batch in hand; what is done stays done',
  input: onBulkJob,
  right: 'people:manage',
  async run({ tx, now, note }, { work: id }) {
    const bulkJob = await findBulkJob(tx, id, { lock: true })
    if (!bulkJob) return kitRefuse('not_found')
    if (bulkJob.state !== 'running') return refuse('not_running')
    await setBulkJobState(tx, bulkJob, 'cancelled', now)
    note({ subject: show('work', id), details: { done: bulkJob.done, of: bulkJob.total } })
    return done({ work: id })
  },
})

export const resumeBulkJob = operation({
  name: 'work.resume',
  done: { en: 'Went on with long work', es: 'Continuó una tarea larga' },
  details: PROGRESS,
  summary: 'Goes on with long work that was stopped, from where it was',
  input: onBulkJob,
  right: 'people:manage',
  async run({ tx, portal, now, note, enqueue }, { work: id }) {
    const bulkJob = await findBulkJob(tx, id, { lock: true })
    if (!bulkJob) return kitRefuse('not_found')
    if (bulkJob.state !== 'cancelled') return refuse('not_stopped')
    await setBulkJobState(tx, bulkJob, 'running', now)
    await enqueue(bulkJobQueue.wake, { portal, work: id, kind: bulkJob.kind })
    note({ subject: show('work', id), details: { done: bulkJob.done, of: bulkJob.total } })
    return done({ work: id })
  },
})
