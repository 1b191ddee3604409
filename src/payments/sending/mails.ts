import { composeMail, languageOf, mailSender, shipped } from '../../identity/index.ts'
import { startOf } from '../../kit/day.ts'
import { addressOn } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { dateOf } from '../../ui/index.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { customerById } from '../invoice/queries.ts'
import { payToken } from '../link/link.ts'
import { words } from './texts.ts'

export const INVOICE_SENT = shipped(words, {
  kind: 'invoice_sent',
  more: ['invoice_number', 'due_day'],
  needsLink: true,
  title: 'sent.title',
  subject: 'sent.subject',
  body: ['mail.hello', 'sent.text'],
  button: 'mail.button',
  why: 'mail.why',
})

export const INVOICE_REMINDER = shipped(words, {
  kind: 'invoice_reminder',
  more: ['invoice_number', 'due_day'],
  needsLink: true,
  title: 'reminder.title',
  subject: 'reminder.subject',
  body: ['mail.hello', 'reminder.text'],
  button: 'mail.button',
  why: 'mail.why',
})

export const PAYMENT_RECEIPT = shipped(words, {
  kind: 'payment_receipt',
  more: ['invoice_number'],
  needsLink: true,
  title: 'receipt.title',
  subject: 'receipt.subject',
  body: ['mail.hello', 'receipt.text'],
  button: 'mail.button',
  why: 'mail.why',
})

export const CREDIT_NOTE_ISSUED = shipped(words, {
  kind: 'credit_note_issued',
  more: ['invoice_number', 'credit_note_number'],
  needsLink: true,
  title: 'credit_note.title',
  subject: 'credit_note.subject',
  body: ['mail.hello', 'credit_note.text'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [INVOICE_SENT, INVOICE_REMINDER, PAYMENT_RECEIPT, CREDIT_NOTE_ISSUED]

/**
 * Writes to whoever an invoice is for, with a link that opens it without sign-in. Nobody is written to who has no
 * e-mail, or whose access is disabled.
 * @returns whether somebody is
 */
export async function tellOfInvoice(
  op: OperationContext,
  kind: MailKind,
  invoice: Pick<Invoice, 'id' | 'personId' | 'number' | 'dueOn'>,
  more: Record<string, string> = {},
): Promise<boolean> {
  const { tx, portal, installation } = op
  const person = await customerById(tx, invoice.personId)
  if (!person?.email || person.isDisabled) return false
  const sender = await mailSender(tx)
  const token = payToken(await installation.keys.of(tx, portal), invoice.id)
  const link = addressOn(installation, sender.host, routes.pay({}, { token }))
  const language = languageOf(person, sender)
  const values = {
    invoice_number: invoice.number ?? '',
    due_day: invoice.dueOn ? dateOf(language, startOf(invoice.dueOn), 'UTC') : '',
    ...more,
  }
  await op.mail(composeMail(kind, { sender, person, language, link, values }))
  return true
}
