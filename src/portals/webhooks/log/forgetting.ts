import type { Instant } from '../../../kit/clock.ts'
import type { Installation } from '../../../kit/installation.ts'
import { jobType } from '../../../kit/jobs.ts'
import { forgetSettled, portalsToForget } from './queries.ts'

/** Run every day. */
export const forgetWebhooksJob = jobType<object>('forget_webhooks', 3)

/** For so long the log keeps what has been settled. */
export const KEPT_DAYS = 30
const BATCH = 2000

/** Deletes what the log keeps no longer, a batch in a transaction. */
export async function forgetWebhooks({ db, clock }: Installation): Promise<void> {
  for (;;) {
    const { before, portals } = await db.read('installation', async (tx) => {
      const before: Instant = (await clock.now(tx)).subtract({ hours: 24 * KEPT_DAYS })
      return { before, portals: await portalsToForget(tx, before, BATCH) }
    })
    if (portals.length === 0) return
    for (const portal of portals)
      await db.write({ portal }, (tx) => forgetSettled(tx, before, BATCH))
  }
}
