import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import { amountIn } from '../amount.ts'
import { issueCreditNote } from '../credit-notes/credit-notes.ts'
import { leftOf } from '../credit-notes/crediting.ts'
import { plain, strayRow } from '../drafts/form.ts'
import { voidInvoice, writeOffInvoice } from '../ending/ending.ts'
import { customerById } from '../invoice/queries.ts'
import { allowed, type InvoiceOperation } from '../invoice/state.ts'
import { creditOf } from '../ledger/queries.ts'
import type { WholeInvoice } from '../reading/whole.ts'
import type { Payment } from '../received/payment.ts'
import { recordPayment, useCredit, withdrawPayment } from '../received/received.ts'
import { payOutCredit, refundPayment } from '../refunds/refunds.ts'
import { VoidPage, WithdrawalPage, WriteOffPage } from './confirm-pages.tsx'
import { words } from './form-texts.ts'
import { CreditNotePage, PaymentPage, PayOutPage, RefundPage } from './money-pages.tsx'
import { common, namedInvoice, namedPayment, today } from './reading.ts'
import { words as invoiceWords } from './texts.ts'

const money = { ...common, words }

const toInvoice = ({ invoice }: { invoice: string }) =>
  routes.invoices.one({ invoice: show('invoice', invoice) })

/** A form on what an invoice does not allow any more leads back to it. */
const only =
  <O extends WholeInvoice>(
    operation: InvoiceOperation,
    shown: (ctx: SignedInContext, of: O, refusal?: Refusal) => Promise<Response>,
  ) =>
  async (ctx: SignedInContext, of: O, refusal?: Refusal): Promise<Response> => {
    if (allowed(of.invoice.state, operation)) return shown(ctx, of, refusal)
    return refusal ? ctx.refuse(refusal) : ctx.redirect(toInvoice({ invoice: of.invoice.id }))
  }

const orNull = (text: string | undefined) => (text?.trim() ? text : null)

/** What forms about money send alike. */
const moneyIn = (form: Record<string, string>, day: 'receivedOn' | 'paidOn') => ({
  amount: plain(form['amount'] ?? ''),
  method: form['method'] || undefined,
  [day]: form[day]?.trim() ? form[day] : undefined,
  reference: orNull(form['reference']),
})

const paymentPage = only('payment.record', async (ctx, { invoice }, refusal) =>
  ctx.page(
    <PaymentPage invoice={invoice} today={await today(ctx)} {...asTyped(ctx, refusal)} />,
    refusal?.status,
  ),
)

const creditNotePage = only('credit_note.issue', async (ctx, { invoice }, refusal) => {
  const left = await ctx.read((tx) => leftOf({ tx }, invoice.id))
  const { typed, errors } = asTyped(ctx, refusal)
  return ctx.page(
    <CreditNotePage
      {...{ invoice, left, typed }}
      today={await today(ctx)}
      errors={errors && byPosition(errors, typed ?? {})}
    />,
    refusal?.status,
  )
})

const PART = /^items\.(\d{1,3})$/

/** Items of the form that were filled in, by position. */
const partsIn = (form: Record<string, string>) =>
  Object.entries(form).flatMap(([name, text]) => {
    const [, position] = PART.exec(name) ?? []
    return position === undefined || text.trim() === ''
      ? []
      : [{ position: Number(position), amount: plain(text) }]
  })

/** The operation counts what is credited from 0, the form names each by its item. */
const byPosition = (errors: Record<string, string | undefined>, form: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(errors).map(([name, text]) => {
      const [, at] = /^items\.(\d+)\.\w+$/.exec(name) ?? []
      const part = at === undefined ? undefined : partsIn(form)[Number(at)]
      return [part ? `items.${part.position}` : name === 'items' ? 'what' : name, text]
    }),
  )

const ending =
  (operation: InvoiceOperation, Page: typeof VoidPage) =>
  (ctx: SignedInContext, of: WholeInvoice, refusal?: Refusal) =>
    only(operation, async (ctx, { invoice }: WholeInvoice, refusal) =>
      ctx.page(<Page invoice={invoice} {...asTyped(ctx, refusal)} />, refusal?.status),
    )(ctx, of, refusal)

const voidPage = ending('invoice.void', VoidPage)
const writeOffPage = ending('invoice.write_off', WriteOffPage)

export const moneyResource = resourceOf(money, namedInvoice)
  .page(routes.invoices.one.payments, paymentPage)
  .change(recordPayment, {
    page: routes.invoices.one.payments,
    fields: {
      amount: 'text',
      method: 'text',
      receivedOn: 'text',
      reference: 'text',
      keepRest: 'box',
      tell: 'box',
    },
    input: (form) => ({
      ...moneyIn(form, 'receivedOn'),
      keepRest: form['keepRest'] !== undefined,
      tell: form['tell'] !== undefined,
    }),
    again: paymentPage,
    to: toInvoice,
    said: 'pay.done',
    api: routes.api.invoices.one.payments,
    status: 201,
  })
  .page(routes.invoices.one.creditNotes, creditNotePage)
  .change(issueCreditNote, {
    page: routes.invoices.one.creditNotes,
    fields: { what: 'text', 'items.*': 'text', reason: 'text', tell: 'box' },
    input: (form) => {
      const isWhole = form['what'] === 'whole'
      if (!isWhole && form['what'] !== 'parts') return invalidField('what', 'pick')
      const stray = strayRow(form, PART)
      if (stray !== null) return invalidField(stray, 'unknown_field')
      return {
        ...(isWhole ? {} : { items: partsIn(form) }),
        reason: orNull(form['reason']),
        tell: form['tell'] !== undefined,
      }
    },
    again: creditNotePage,
    to: toInvoice,
    said: 'note.done',
    api: routes.api.invoices.one.creditNotes,
    status: 201,
  })

export const endingResource = resourceOf({ ...common, words: invoiceWords }, namedInvoice)
  .change(useCredit, {
    page: routes.invoices.one.credit,
    fields: [],
    to: toInvoice,
    said: 'credit.done',
    api: routes.api.invoices.one.credit,
    status: 201,
  })
  .page(routes.invoices.one.voiding, voidPage)
  .change(voidInvoice, {
    page: routes.invoices.one.voiding,
    fields: ['reason'],
    again: voidPage,
    to: toInvoice,
    said: 'void.done',
    api: routes.api.invoices.one.voiding,
    status: 200,
  })
  .page(routes.invoices.one.writeOff, writeOffPage)
  .change(writeOffInvoice, {
    page: routes.invoices.one.writeOff,
    fields: ['reason'],
    again: writeOffPage,
    to: toInvoice,
    said: 'write_off.done',
    api: routes.api.invoices.one.writeOff,
    status: 200,
  })

type OfPayment = WholeInvoice & { payment: Payment }

const refundPage = only<OfPayment>('payment.refund', async (ctx, { invoice, payment }, refusal) =>
  ctx.page(
    <RefundPage {...{ invoice, payment }} today={await today(ctx)} {...asTyped(ctx, refusal)} />,
    refusal?.status,
  ),
)

const withdrawalPage = only<OfPayment>('payment.withdraw', async (ctx, { invoice, payment }) =>
  ctx.page(<WithdrawalPage {...{ invoice, payment }} />),
)

export const refundsResource = resourceOf(money, namedPayment)
  .page(routes.payments.one.refunds, refundPage)
  .change(refundPayment, {
    page: routes.payments.one.refunds,
    fields: {
      amount: 'text',
      method: 'text',
      paidOn: 'text',
      reference: 'text',
      creditNote: 'box',
    },
    input: (form) => ({
      ...moneyIn(form, 'paidOn'),
      creditNote: form['creditNote'] !== undefined,
    }),
    again: refundPage,
    to: toInvoice,
    said: 'refund.done',
    api: routes.api.payments.one.refunds,
    status: 201,
  })

export const withdrawalResource = resourceOf({ ...common, words: invoiceWords }, namedPayment)
  .page(routes.payments.one.withdrawal, withdrawalPage)
  .change(withdrawPayment, {
    page: routes.payments.one.withdrawal,
    to: toInvoice,
    said: 'withdraw.done',
    api: routes.api.payments.one.withdrawal,
    status: 200,
  })

const creditView = shape('Credit', {
  credit: z
    .array(shape('CreditOfCurrency', { currency: z.string(), amount: z.string() }))
    .describe('What they have paid and can use or have back; nothing where there is none'),
})

async function creditIn(ctx: SignedInContext, person: string | null) {
  if (person === null) return null
  return ctx.read(async (tx) => {
    const customer = await customerById(tx, person)
    return customer && { customer, credit: await creditOf(tx, person) }
  })
}

const namedCredit = (ctx: SignedInContext) => creditIn(ctx, parseId('person', ctx.param('person')))

const showCredit = async (ctx: SignedInContext, person: string | null) => {
  const of = await creditIn(ctx, person)
  return (
    of && {
      credit: of.credit.map(({ currency, amount }) => ({
        currency,
        amount: amountIn(amount, currency),
      })),
    }
  )
}

async function payOutPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const of = await namedCredit(ctx)
  if (!of) return ctx.refuse(kitRefuse('not_found'))
  const credit = of.credit.filter(({ amount }) => amount > 0n)
  // Without any there is no form on the page to say it at.
  if (refusal && credit.length === 0) return ctx.refuse(refusal)
  return ctx.page(
    <PayOutPage
      person={of.customer}
      credit={credit}
      today={await today(ctx)}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

export const creditResource = resource({
  feature: 'invoices',
  right: 'payments:manage',
  words,
  answer: creditView,
  show: (ctx: SignedInContext, { person }: { person: string }) => showCredit(ctx, person),
})
  .page(routes.contacts.one.payOut, payOutPage)
  .read(routes.api.contacts.one.credit, {
    name: 'credit.show',
    summary: 'Shows what a contact has as credit, by currency',
    show: (ctx) => showCredit(ctx, parseId('person', ctx.param('person'))),
  })
  .change(payOutCredit, {
    page: routes.contacts.one.payOut,
    fields: { currency: 'text', amount: 'text', method: 'text', paidOn: 'text', reference: 'text' },
    input: (form) => ({ ...moneyIn(form, 'paidOn'), currency: form['currency'] }),
    again: payOutPage,
    to: ({ person }) => routes.contacts.one({ person: show('person', person) }),
    said: 'out.done',
    api: routes.api.contacts.one.payOut,
    status: 201,
  })
