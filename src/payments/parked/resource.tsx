import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, type SignedInContext } from '../../web/index.ts'
import { amountIn } from '../amount.ts'
import { clearParkedPayment } from './clearing.ts'
import { ParkedPage } from './page.tsx'
import { parkedPayments, type ParkedPayment } from './queries.ts'
import { words } from './texts.ts'

const parkedView = shape('ParkedPayment', {
  id: z.string(),
  invoice: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  gateway: z.string(),
  reference: z.string().nullable().describe('What the gateway calls it'),
  why: z
    .enum(['amount', 'currency', 'invoice', 'portal', 'payment'])
    .describe('What is other than what was to be paid'),
  amount: z.string().describe('What was to be paid'),
  currency: z.string(),
  since: z.iso.datetime(),
})

const showParked = (payment: ParkedPayment): z.output<typeof parkedView> => ({
  id: show('attempt', payment.id),
  invoice: show('invoice', payment.invoiceId),
  number: payment.invoiceNumber,
  name: payment.personName,
  gateway: payment.gateway,
  reference: payment.reference,
  why: payment.why,
  amount: amountIn(payment.amount, payment.currency),
  currency: payment.currency,
  since: payment.since.toString(),
})

/** Payments that do not match what was to be paid, until staff have looked at them. */
export const parkedResource = resource({ feature: 'invoices', right: 'payments:manage', words })
  .page(routes.payments.parked, async (ctx) =>
    ctx.page(<ParkedPage parked={await ctx.read(parkedPayments)} />),
  )
  .read(routes.api.parkedPayments, {
    name: 'payment.parked',
    summary: 'Lists payments that do not match what was to be paid, the newest first',
    answer: shape('ParkedPaymentList', { payments: z.array(parkedView), next: z.null() }),
    show: async ({ read }) => ({
      payments: (await read(parkedPayments)).map(showParked),
      next: null,
    }),
  })
  .change(clearParkedPayment, {
    page: routes.payments.parked.one,
    fields: ['reason'],
    again: async (ctx: SignedInContext, refusal) =>
      ctx.page(
        <ParkedPage
          parked={await ctx.read(parkedPayments)}
          refused={{ attempt: ctx.param('attempt'), ...asTyped(ctx, refusal) }}
        />,
        refusal.status,
      ),
    to: () => routes.payments.parked(),
    said: 'done',
    api: routes.api.parkedPayments.one.clearing,
    status: 204,
    show: null,
  })
