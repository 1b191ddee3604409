import { auditPage, type AuditEntry } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { SignedInContext } from '../../web/index.ts'
import { todayOf } from '../invoice/today.ts'
import { creditOf } from '../ledger/queries.ts'
import { showInvoice, invoiceView } from '../reading/view.ts'
import { wholeInvoice, type WholeInvoice } from '../reading/whole.ts'
import { paymentById } from '../received/queries.ts'
import { words } from './texts.ts'

/** The invoice that the address names, with all that became of it; null where there is none. */
export const namedInvoice = async (ctx: SignedInContext): Promise<WholeInvoice | null> =>
  read(ctx, parseId('invoice', ctx.param('invoice')))

const read = (ctx: SignedInContext, id: string | null) =>
  id === null ? null : ctx.read((tx) => wholeInvoice(tx, ctx.installation, id))

/** The payment that the address names, with its invoice. */
export async function namedPayment(ctx: SignedInContext) {
  const id = parseId('payment', ctx.param('payment'))
  const payment = id && (await ctx.read((tx) => paymentById(tx, id)))
  const of = payment && (await read(ctx, payment.invoiceId))
  return of ? { ...of, payment } : null
}

export const today = ({ read, now }: SignedInContext): Promise<string> =>
  read((tx) => todayOf({ tx, now }))

/** What its page shows beside it. */
export async function beside(
  ctx: SignedInContext,
  { invoice }: WholeInvoice,
): Promise<{ today: string; credit: bigint; history: AuditEntry[] }> {
  return ctx.read(async (tx) => {
    const [today, credit, history] = await Promise.all([
      todayOf({ tx, now: ctx.now }),
      creditOf(tx, invoice.personId),
      auditPage(tx, { subject: show('invoice', invoice.id), limit: 50 }),
    ])
    return {
      today,
      credit: credit.find(({ currency }) => currency === invoice.currency)?.amount ?? 0n,
      history: history.rows,
    }
  })
}

/** An endpoint’s answer after a change. */
async function presented(ctx: SignedInContext, { invoice: id }: { invoice: string }) {
  const of = await read(ctx, id)
  return of && showInvoice(of, await today(ctx))
}

export const common = {
  feature: 'invoices',
  right: 'payments:manage',
  words,
  answer: invoiceView,
  versioned: true,
  show: presented,
} as const
