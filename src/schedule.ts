import type { JobType } from './kit/jobs.ts'

/** Everything that happens by the clock. `cron` is read in UTC. */
export const schedule: readonly { job: JobType<object>; cron: string; why: string }[] = []
