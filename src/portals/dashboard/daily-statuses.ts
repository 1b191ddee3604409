import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { writeDailyStatuses } from './queries.ts'

/** How far back the console's picture goes. */
export const PICTURE_DAYS = 90

/** Run every hour; what one misses the next makes good. */
export const dailyStatusesJob = jobType<object>('daily_statuses', 2)

/** Brings the counts of portals by status and day up to date; a day is one in UTC. May run at any time. */
export async function recordDailyStatuses({
  db,
  clock,
}: Pick<Installation, 'db' | 'clock'>): Promise<void> {
  await db.write('installation', async (tx) => {
    const today = (await clock.now(tx)).toZonedDateTimeISO('UTC').toPlainDate()
    await writeDailyStatuses(tx, today.toString(), PICTURE_DAYS)
  })
}
