import { forgetUploadsJob } from './cases/index.ts'
import { sweepFilesJob } from './files/index.ts'
import { dueQueues } from './jobs.ts'
import type { JobType } from './kit/jobs.ts'
import { forgetLimitsJob } from './kit/limits.ts'
import {
  dailyCountsJob,
  forgetTrialRequestsJob,
  forgetWebhooksJob,
  keysJob,
  reportsJob,
  sweepJob,
} from './portals/index.ts'

/** Everything that happens by the clock. `cron` is read in UTC. */
export const schedule: readonly { job: JobType<object>; cron: string; why: string }[] = [
  { job: sweepJob, cron: '* * * * *', why: 'ends trials, warns, cancels: whatever has fallen due' },
  { job: reportsJob, cron: '* * * * *', why: 'bills each partner whose month has turned' },
  {
    job: dailyCountsJob,
    cron: '5 * * * *',
    why: 'counts portals by status for the picture over time',
  },
  { job: forgetLimitsJob, cron: '35 * * * *', why: 'forgets limits that are over' },
  {
    job: forgetTrialRequestsJob,
    cron: '40 * * * *',
    why: 'forgets visitors who tried it, or did not',
  },
  ...dueQueues.map(({ queue, why }) => ({ job: queue.sweep, cron: '* * * * *', why })),
  { job: keysJob, cron: '* * * * *', why: 'opens again what has got its key back' },
  {
    job: forgetUploadsJob,
    cron: '45 * * * *',
    why: 'erases files that nobody imported, or went on with',
  },
  {
    job: sweepFilesJob,
    cron: '50 * * * *',
    why: 'removes files that were sent and belong to nothing, and what a killed process left of any',
  },
  { job: forgetWebhooksJob, cron: '20 3 * * *', why: 'empties the log of webhooks after 30 days' },
]
