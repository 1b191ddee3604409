import { z } from 'zod'
import { nextByOperation } from '../../kit/due/by-operation.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker } from '../../kit/due/worker.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { invoiceSettings, lockInvoice, remindOfInvoice } from '../../payments/index.ts'
import { isRequired } from '../entitlements/entitlement.ts'
import { entitlementOfInvoice } from '../entitlements/queries.ts'
import { refuse } from '../refusals.ts'
import {
  firstReminder,
  portalsToRemind,
  putOffReminder,
  reminderOf,
  remindersFalling,
  saveReminder,
} from './queries.ts'
import { reminderAt } from './reminder.ts'

/** Clients who have not paid what a form asks for, and are to be reminded, portal by portal. */
export const reminderQueue = dueQueue<{ portal: string }>({
  names: { wake: 'remind_of_access', sweep: 'sweep_access_reminders' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsToRemind,
  falls: remindersFalling,
})

const remind = operation({
  name: 'access.remind',
  done: {
    en: 'Reminded a client of what is to be paid',
    es: 'Recordó a un cliente lo que hay que pagar',
  },
  summary: 'Reminds a client of an invoice that a form asks for, on a day that the form names',
  input: z.strictObject({ invoice: z.uuid() }),
  right: 'clock',
  quiet: true,
  async run(op, { invoice: invoiceId }) {
    const { tx, now } = op
    const invoice = await lockInvoice(tx, invoiceId)
    const reminder = invoice && (await reminderOf(tx, invoiceId))
    const isDue =
      reminder?.remindAt && Temporal.Instant.compare(reminder.remindAt, now) <= 0 ? reminder : null
    const entitlement = isDue && (await entitlementOfInvoice(tx, invoiceId))
    if (!isDue || !entitlement) return refuse('not_first')
    const isOwed = invoice?.state === 'open' && isRequired(entitlement)
    const { zone } = await invoiceSettings(tx)
    const reminded = isDue.reminded + 1
    // Once it is paid, or not to be paid any more, none comes after that.
    const remindAt = isOwed ? reminderAt({ ...isDue, reminded }, zone) : null
    await saveReminder(tx, entitlement.id, { reminded, remind_at: remindAt })
    // Whoever has no e-mail, or was reminded a moment ago by hand, is left alone.
    if (isOwed) await performPart(op, remindOfInvoice, { invoice: show('invoice', invoiceId) })
    op.note({ subject: show('person', entitlement.personId) })
    return done({})
  },
})

export const operations = { remind }

export const reminderWorker = (installation: Installation) =>
  new QueueWorker(installation, reminderQueue, ({ portal }) =>
    nextByOperation(installation, portal, {
      next: async (tx, now) => {
        const due = await firstReminder(tx, now)
        return due && { due }
      },
      operation: remind,
      input: ({ invoice }) => ({ invoice }),
      putOff: (tx, { invoice }, until) => putOffReminder(tx, invoice, until),
    }),
  )
