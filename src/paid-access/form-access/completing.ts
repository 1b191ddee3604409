import { startFlow } from '../../flows/index.ts'
import type { Completed } from '../../forms/index.ts'
import { holdPerson, languageOf, mailSender } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import { performPart, type OperationContext } from '../../kit/operation.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { fill } from '../../kit/placeholders/fill.ts'
import { readValues } from '../../kit/placeholders/sources.ts'
import {
  amountIn,
  draftInvoice,
  invoiceSettings,
  issueInvoice,
  milliText,
  subscribe,
  type ItemInput,
} from '../../payments/index.ts'
import { settleHold } from '../entitlements/holding.ts'
import { entitlementsOf, insertEntitlement } from '../entitlements/queries.ts'
import { reminderAt } from '../reminding/reminder.ts'
import type { FormAccess } from './form-access.ts'
import { accessOf } from './queries.ts'

/**
 * In the transaction that completes a form: the invoice, the hold, and the flow that begins once it is paid. Nobody is
 * asked twice: not who has an invoice of this form that is not paid, nor who is in by it already.
 */
export async function afterCompletion(op: OperationContext, completed: Completed): Promise<void> {
  const { form, contact } = completed
  if (contact === null) return
  const access = await accessOf(op.tx, form.id)
  const client = await holdPerson(op.tx, contact)
  if (client?.kind !== 'contact') return
  // Anybody can type an e-mail: nobody is shut out of a portal that they are in, or charged, by a stranger's form.
  if (client.activated_at !== null && op.caller.person === undefined) return
  // Less than a client pays for nothing: a role only rises, and a form of another role has no price.
  if ((access.price ?? access.plan) !== null && form.role === 'client')
    await charge(op, completed, client, access)
  if (access.flow === null) return
  const flow = { flow: show('flow', access.flow), person: show('person', contact) }
  // Refused where they are in it, or it can be started no more.
  await performPart(op, startFlow, flow)
}

async function charge(
  op: OperationContext,
  { form, submission }: Completed,
  client: { id: string; language: string | null },
  { price, plan, title, closesOnRefund, closesOnDispute, remindDays }: FormAccess,
): Promise<void> {
  const { tx, now, installation } = op
  const { id: person } = client
  const existing = (await entitlementsOf(tx, person)).filter(({ formId }) => formId === form.id)
  if (existing.some(({ closedAt, waivedAt }) => closedAt === null || waivedAt !== null)) return
  const [values, sender] = await Promise.all([
    readValues(tx, installation, { contact: person, submission, portal: op.portal }),
    mailSender(tx),
  ])
  const language = languageOf(client, sender)
  // As long as an invoice takes; a value that is put in may be longer.
  const filled = (text: string, longest: number) =>
    fill(text, values, { language, as: 'line' }).trim().slice(0, longest).toWellFormed().trim() ||
    form.name
  const once = price && {
    text: filled(price.item, 500),
    quantity: '1',
    unitAmount: amountIn(price.amount, price.currency),
    taxRate: milliText(price.taxRate),
  }
  const called = filled(title!, 200)
  const { invoice, subscription } = await begin(op, {
    ...{ person, plan, title: called, once, keepsOnDispute: !closesOnDispute },
    currency: price?.currency,
  })
  const { zone } = await invoiceSettings(tx)
  await insertEntitlement(
    tx,
    {
      ...{ id: newId(), personId: person, formId: form.id, invoiceId: invoice, subscription },
      ...{ closesOnRefund, closesOnDispute, remindDays },
      remindAt: reminderAt({ createdAt: now, remindDays, reminded: 0 }, zone),
    },
    now,
  )
  const issued = await performPart(op, issueInvoice, { invoice: show('invoice', invoice) })
  if (!issued.ok) throw new Error(`an invoice of a form was not issued: ${issued.code}`)
  await settleHold(op, person)
}

/** The first invoice, and the subscription that begins with its payment. Row ids. */
async function begin(
  op: OperationContext,
  wish: {
    person: string
    plan: string | null
    title: string
    once: ItemInput | null
    currency: string | undefined
    keepsOnDispute: boolean
  },
): Promise<{ invoice: string; subscription: string | null }> {
  const { person, plan, title, once, currency, keepsOnDispute } = wish
  if (plan !== null) {
    const begun = await subscribe(op, {
      ...{ person, plan, title, keepsOnDispute },
      ...(once && { once }),
    })
    if (isRefusal(begun)) throw new Error(`a form’s plan was refused: ${begun.code}`)
    return begun
  }
  const drafted = await performPart(op, draftInvoice, {
    person: show('person', person),
    ...{ title, currency, items: once ? [once] : [] },
  })
  if (!drafted.ok) throw new Error(`an invoice of a form was refused: ${drafted.code}`)
  return { invoice: drafted.value.invoice, subscription: null }
}
