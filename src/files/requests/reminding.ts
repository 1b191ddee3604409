import { mailSender } from '../../identity/index.ts'
import { nextByOperation } from '../../kit/due/by-operation.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker } from '../../kit/due/worker.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { nextReminder, portalsToRemind, remindersFalling, setReminder } from './reminder-queries.ts'
import { remindAt } from './request.ts'
import { remind } from './requests.ts'

/** Reminders of what is asked for, portal by portal. */
export const reminderQueue = dueQueue<{ portal: string }>({
  names: { wake: 'remind_of_requests', sweep: 'sweep_requests' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsToRemind,
  falls: remindersFalling,
})

/**
 * Reminds of what is due first. Mail, count and next day are written in one transaction, so that nobody is reminded
 * twice. Whoever cannot sign in, or has no e-mail, is passed over: they are reminded on the next day on which they
 * would have been.
 */
const remindNext = (installation: Installation, portal: string) =>
  nextByOperation(installation, portal, {
    next: async (tx, now) => {
      const due = await nextReminder(tx, now)
      if (due?.isOutOfReach !== true) return due && { due: due.id }
      const next = remindAt(due, now, (await mailSender(tx)).time_zone)
      await setReminder(tx, due.id, { remindAt: next, isSent: false })
      return 'passed'
    },
    operation: remind,
    input: (due) => ({ request: show('request', due) }),
    putOff: (tx, due, until) => setReminder(tx, due, { remindAt: until, isSent: false }),
  })

export const reminderWorker = (installation: Installation) =>
  new QueueWorker(installation, reminderQueue, ({ portal }) => remindNext(installation, portal))

/** Sends every reminder of a portal that is due now, where no job does. */
export async function sendReminders(installation: Installation, portal: string): Promise<void> {
  while ((await remindNext(installation, portal)) === 'done');
}
