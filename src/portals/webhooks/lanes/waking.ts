import type { Tx } from '../../../kit/db/database.ts'
import type { Installation } from '../../../kit/installation.ts'
import { jobType, nudgeType } from '../../../kit/jobs.ts'
import type { Work } from '../../../kit/operation.ts'
import { dueEndpoints, releaseHeld } from './queries.ts'

export interface Lane {
  /** Row id of the portal that the endpoint lies in. */
  portal: string
  endpoint: string
}

/** Something is due at an endpoint. What it is lies in the table; a nudge too many finds nothing. */
export const webhookJob = nudgeType<Lane>('webhook')

/** Run every minute: retries of more than a minute, and what a process that died left. */
export const webhooksDueJob = jobType<object>('webhooks_due', 0)

/** What is due within the next minute gets a nudge of its own; the sweep comes every minute. */
const SOON_SECONDS = 60

export async function wakeSoon(
  { jobs }: Installation,
  tx: Tx,
  lane: Lane,
  wait: Temporal.Duration,
): Promise<void> {
  const seconds = Math.ceil(wait.total('seconds'))
  if (seconds <= SOON_SECONDS) await jobs.enqueue(tx, webhookJob, lane, { afterSeconds: seconds })
}

/** Nudges every lane in which something is due; costs what is due. */
export async function wakeDueWebhooks({ db, clock, jobs }: Installation): Promise<void> {
  await db.write('installation', async (tx) => {
    for (const lane of await dueEndpoints(tx, await clock.now(tx)))
      await jobs.enqueue(tx, webhookJob, lane)
  })
}

/** Sends what was held while the portal was suspended; part of lifting the suspension. */
export async function releaseHeldWebhooks({ tx, portal, now, enqueue }: Work): Promise<void> {
  for (const endpoint of await releaseHeld(tx, portal, now))
    await enqueue(webhookJob, { portal, endpoint })
}
