import { mailSender } from '../../identity/index.ts'
import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { clockCaller, perform } from '../../kit/operation.ts'
import { nextReminder, portalsToRemind, setReminder } from './reminder-queries.ts'
import { remindAt } from './request.ts'
import { remind } from './requests.ts'

/** Reminders of what is asked for, portal by portal. */
export const reminderQueue = dueQueue<{ portal: string }>({
  names: { wake: 'remind_of_requests', sweep: 'sweep_requests' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsToRemind,
})

/** One that fails comes again after so long, behind all others. */
const AGAIN_MINUTES = 30

/**
 * Reminds of what is due first. Mail, count and next day are written in one transaction, so that nobody is reminded
 * twice. Whoever is disabled is passed over: they are reminded on the next day on which they would have been.
 */
async function remindNext(installation: Installation, portal: string): Promise<Next> {
  const { db, clock, log } = installation
  const request = await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const due = await nextReminder(tx, now)
    if (!due?.isDisabled) return due
    const next = remindAt(due, now, (await mailSender(tx)).time_zone)
    await setReminder(tx, due.id, { remindAt: next, isSent: false })
    return due
  })
  if (request === null) return 'nothing'
  if (request.isDisabled) return 'done'
  try {
    // Refused is what another has done, or what was withdrawn meanwhile.
    const input = { request: show('request', request.id) }
    const result = await perform(installation, remind, clockCaller(portal), input)
    if (!result.ok && result.code !== 'not_found') throw new Error(result.code)
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, request: request.id }, 'a reminder could not be sent')
    await db.write({ portal }, async (tx) => {
      const later = (await clock.now(tx)).add({ minutes: AGAIN_MINUTES })
      await setReminder(tx, request.id, { remindAt: later, isSent: false })
    })
    return 'failed'
  }
}

export const reminderWorker = (installation: Installation) =>
  new QueueWorker(installation, reminderQueue, ({ portal }) => remindNext(installation, portal))

/** Sends every reminder of a portal that is due now, where no job does. */
export async function sendReminders(installation: Installation, portal: string): Promise<void> {
  while ((await remindNext(installation, portal)) === 'done');
}
