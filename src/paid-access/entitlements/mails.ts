import type { Tx } from '../../kit/db/database.ts'
import { formById, toNotify } from '../../forms/index.ts'
import { composeMail, holdPerson, languageOf, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { invoiceById, tellOfInvoice } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import type { Entitlement } from './entitlement.ts'
import { words } from './mail-texts.ts'

/** To a client: a payment that was on its way has come, or they are let in without one. */
export const ACCESS_GIVEN = shipped(words, {
  kind: 'access_given',
  needsLink: true,
  title: 'given.title',
  subject: 'given.subject',
  body: ['hello', 'given.text'],
  button: 'given.button',
  why: 'why',
})

export const ACCESS_WAIVED = shipped(words, {
  kind: 'access_waived',
  needsLink: true,
  title: 'waived.title',
  subject: 'waived.subject',
  body: ['hello', 'waived.text'],
  button: 'given.button',
  why: 'why',
})

const PAYMENT_FAILED = shipped(words, {
  kind: 'access_payment_failed',
  more: ['invoice_number'],
  needsLink: true,
  title: 'failed.title',
  subject: 'failed.subject',
  body: ['hello', 'failed.text'],
  button: 'failed.button',
  why: 'why',
})

const FAILED_FOR_STAFF = shipped(words, {
  kind: 'access_payment_failed_team',
  more: ['client'],
  needsLink: true,
  title: 'team.title',
  subject: 'team.subject',
  body: ['hello', 'team.text'],
  button: 'team.button',
  why: 'team.why',
})

export const mailKinds = [ACCESS_GIVEN, ACCESS_WAIVED, PAYMENT_FAILED, FAILED_FOR_STAFF]

/** Writes to the client that the portal is open; who has not registered is led there by their invitation. */
export async function tellClient(
  op: OperationContext,
  kind: MailKind,
  { personId }: Pick<Entitlement, 'personId'>,
): Promise<void> {
  const person = await holdPerson(op.tx, personId)
  if (!person?.email || !person.activated_at || person.disabled_at) return
  const sender = await mailSender(op.tx)
  const link = addressOn(op.installation, sender.host, routes.home())
  const language = languageOf(person, sender)
  await op.mail(composeMail(kind, { sender, person, language, link }))
}

/** Writes to the client, and to those whom the form names, that a payment on its way did not come. */
export async function tellOfFailure(op: OperationContext, entitlement: Entitlement): Promise<void> {
  await tellOfInvoice(op, PAYMENT_FAILED, (await invoiceById(op.tx, entitlement.invoiceId))!)
  await tellTeamOfFailure(op, entitlement)
}

/** Writes to those whom the form names that a client’s payment did not come through. */
export async function tellTeamOfFailure(
  op: OperationContext,
  { invoiceId, personId, formId }: Entitlement,
): Promise<void> {
  const { tx, installation } = op
  const { personName: client } = (await invoiceById(tx, invoiceId))!
  const [sender, people] = await Promise.all([mailSender(tx), namedByForm(tx, formId)])
  const path = routes.contacts.one({ person: show('person', personId) })
  const link = addressOn(installation, sender.host, path)
  for (const person of people) {
    const language = languageOf(person, sender)
    const to = { sender, person, language, link, values: { client } }
    await op.mail(composeMail(FAILED_FOR_STAFF, to))
  }
}

const namedByForm = async (tx: Tx, form: string) => {
  const { notifies = [] } = (await formById(tx, form)) ?? {}
  return notifies.length === 0 ? [] : toNotify(tx, notifies)
}
