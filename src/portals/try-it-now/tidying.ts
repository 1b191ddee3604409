import { CONSOLE } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { deleteBefore } from './queries.ts'
import { FORGET_HOURS } from './trial-request.ts'

/** Run every hour; what one misses the next makes good. */
export const forgetTrialRequestsJob = jobType<object>('forget_trial_requests', 2)

/** Forgets what visitors typed who are done with it, or never came back. */
export async function forgetTrialRequests({
  db,
  clock,
}: Pick<Installation, 'db' | 'clock'>): Promise<void> {
  await db.write({ portal: CONSOLE }, async (tx) => {
    await deleteBefore(tx, (await clock.now(tx)).subtract({ hours: FORGET_HOURS }))
  })
}
