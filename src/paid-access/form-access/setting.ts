import { lockForm, placeholdersOf, type FormRow } from '../../forms/index.ts'
import { startableFlows } from '../../flows/index.ts'
import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { wrongPlaceholders } from '../../kit/placeholders/faults.ts'
import type { Known } from '../../kit/placeholders/placeholder.ts'
import { knownPlaceholders } from '../../kit/placeholders/sources.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Services } from '../../kit/installation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField, invalidFields } from '../../kit/validation.ts'
import {
  amountIn,
  connectedGateways,
  invoiceSettings,
  milliOf,
  minorOf,
  planById,
} from '../../payments/index.ts'
import { refuse } from '../refusals.ts'
import { accessInput, type FormAccess, type Price } from './form-access.ts'
import { accessOf, saveAccess } from './queries.ts'

/** What may stand in the words of a form's invoice. */
export async function offeredIn(
  tx: Tx,
  { declared }: Pick<Services, 'declared'>,
  form: FormRow,
): Promise<Known> {
  const usual = await knownPlaceholders(tx, declared, ['contact', 'portal'])
  return new Map([...usual, ...placeholdersOf(form).map((one) => [one.name, one] as const)])
}

export const setFormAccess = operation({
  name: 'form_access.set',
  done: { en: 'Set what a form costs', es: 'Fijó lo que cuesta un formulario' },
  details: {
    amount: { en: 'Amount', es: 'Importe' },
    currency: { en: 'Currency', es: 'Moneda' },
  },
  summary:
    'Says what is to be paid before the portal opens to whoever completes a form, and which flow begins',
  input: accessInput,
  right: 'people:manage',
  async run(op, { form: id, version, ...wish }) {
    const { tx } = op
    const form = await lockForm(tx, id)
    if (!form) return kitRefuse('not_found')
    const before = await accessOf(tx, id)
    const stale = op.basedOn(before.version, version)
    if (stale) return stale
    const { flow = before.flow } = wish
    const startable = flow === before.flow ? [] : await startableFlows(tx)
    if (flow !== before.flow && flow !== null && !startable.some((one) => one.id === flow))
      return invalidField('flow', 'no_such')
    const charge = await chargeOf(op, form, before, wish)
    if (isRefusal(charge)) return charge
    const { price } = charge
    const {
      closesOnRefund = before.closesOnRefund,
      closesOnDispute = before.closesOnDispute,
      remindDays = before.remindDays,
    } = wish
    const policy = { closesOnRefund, closesOnDispute, remindDays }
    await saveAccess(tx, id, { ...before, ...charge, ...policy, flow })
    op.note({
      subject: show('form', id),
      details: {
        name: form.name,
        ...(price && {
          amount: amountIn(price.amount, price.currency),
          currency: price.currency,
        }),
        ...(charge.plan !== null && { plan: show('plan', charge.plan) }),
        ...(flow !== null && { flow: show('flow', flow) }),
      },
    })
    return done({ form: show('form', id) })
  },
})

interface Wish {
  amount?: string | null | undefined
  plan?: string | null | undefined
  currency?: string | undefined
  title?: string | undefined
  item?: string | undefined
  taxRate?: string | undefined
}

type Charge = Pick<FormAccess, 'price' | 'plan' | 'title'>

const CHARGED = ['amount', 'plan', 'currency', 'title', 'item', 'taxRate'] as const

/** What it costs then: as before, where nothing is said of that. */
async function chargeOf(
  op: OperationContext,
  form: FormRow,
  before: FormAccess,
  wish: Wish,
): Promise<Charge | Refusal> {
  if (CHARGED.every((name) => wish[name] === undefined)) return before
  const { tx, installation } = op
  const { plan: planId = before.plan } = wish
  const row = planId === null ? null : await planById(tx, planId)
  if (planId !== null && !row) return invalidField('plan', 'no_such')
  if (row?.archivedAt && planId !== before.plan) return refuse('plan_archived', { field: 'plan' })
  const planCurrency = row?.current.price.currency
  const price = await priceOf(op, before, { ...wish, currency: wish.currency ?? planCurrency })
  if (price && isRefusal(price)) return price
  if (!price && !row) return { price: null, plan: null, title: null }
  const field = price ? 'amount' : 'plan'
  if (form.role !== 'client') return refuse('not_for_clients', { field })
  if ((await connectedGateways(tx)).length === 0) return refuse('no_gateway', { field })
  if (price && row && price.currency !== planCurrency)
    return refuse('other_currency', { field: 'plan', values: { currency: price.currency } })
  const title = wish.title ?? before.title
  if (!title) return invalidField('title', 'required')
  const offered = await offeredIn(tx, installation, form)
  const wrong = [
    ...wrongPlaceholders('title', title, offered),
    ...(price ? wrongPlaceholders('item', price.item, offered) : []),
  ]
  return wrong.length > 0 ? invalidFields(wrong) : { price, plan: planId, title }
}

async function priceOf(
  { tx }: OperationContext,
  { price: before }: FormAccess,
  wish: Wish,
): Promise<Price | null | Refusal> {
  const amount =
    wish.amount === undefined && before ? amountIn(before.amount, before.currency) : wish.amount
  if (amount === undefined || amount === null) return null
  const { item = before?.item } = wish
  if (!item) return invalidField('item', 'required')
  const currency = wish.currency ?? before?.currency ?? (await invoiceSettings(tx)).currency
  const minor = minorOf(amount, currency)
  if (minor === null || minor === 0n) return invalidField('amount', 'amount')
  const taxRate = wish.taxRate === undefined ? (before?.taxRate ?? 0n) : milliOf(wish.taxRate)
  return { amount: minor, currency, item, taxRate }
}
