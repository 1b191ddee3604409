import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { writeDailyStatuses, writeDailyTrials } from './queries.ts'

/** How far back the console's picture goes. */
export const PICTURE_DAYS = 90

/** Run every hour; what one misses the next makes good. */
export const dailyCountsJob = jobType<object>('daily_counts', 2)

/**
 * Brings the counts of portals by status, and of trials begun and ended, up to date by day; a day is one in
 * UTC. May run at any time.
 */
export async function recordDailyCounts({
  db,
  clock,
}: Pick<Installation, 'db' | 'clock'>): Promise<void> {
  await db.write('installation', async (tx) => {
    const now = await clock.now(tx)
    await writeDailyStatuses(tx, now, PICTURE_DAYS)
    await writeDailyTrials(tx, now, PICTURE_DAYS)
  })
}
