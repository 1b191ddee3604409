import { composeMail, languageOf, mailSender, shipped, staffToTell } from '../../identity/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { show } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { nameOf, type Invoice } from '../invoice/invoice.ts'
import { words } from './team-texts.ts'

const mail = (kind: string, name: 'parked' | 'disputed' | 'lost') =>
  shipped(words, {
    kind,
    more: ['client', 'invoice_number'],
    needsLink: true,
    title: `${name}.title`,
    subject: `${name}.subject`,
    body: ['hello', `${name}.text`],
    button: name === 'parked' ? 'parked.button' : 'button',
    why: 'why',
  })

const MAILS = {
  parked: mail('payment_parked', 'parked'),
  disputed: mail('payment_disputed', 'disputed'),
  dispute_lost: mail('dispute_lost', 'lost'),
} as const

export const mailKinds = Object.values(MAILS)

/** So many of the team are told; each sees the same. */
const TOLD = 5

/** Writes to those who work here that a payment wants to be looked at. */
export async function tellTeam(
  op: OperationContext,
  what: keyof typeof MAILS,
  invoice: Invoice,
): Promise<void> {
  const { tx, installation } = op
  const [sender, staff] = await Promise.all([mailSender(tx), staffToTell(tx, TOLD)])
  const path =
    what === 'parked'
      ? routes.payments.parked()
      : routes.invoices.one({ invoice: show('invoice', invoice.id) })
  const link = addressOn(installation, sender.host, path)
  const values = { client: invoice.personName, invoice_number: nameOf(invoice) }
  for (const person of staff)
    if (person.email) {
      const language = languageOf(person, sender)
      await op.mail(composeMail(MAILS[what], { sender, person, language, link, values }))
    }
}
