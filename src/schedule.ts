import type { JobType } from './kit/jobs.ts'
import { dailyStatusesJob, reportsJob, sweepJob } from './portals/index.ts'

/** Everything that happens by the clock. `cron` is read in UTC. */
export const schedule: readonly { job: JobType<object>; cron: string; why: string }[] = [
  { job: sweepJob, cron: '* * * * *', why: 'ends trials, warns, cancels: whatever has fallen due' },
  { job: reportsJob, cron: '* * * * *', why: 'bills each partner whose month has turned' },
  {
    job: dailyStatusesJob,
    cron: '5 * * * *',
    why: 'counts portals by status for the picture over time',
  },
]
