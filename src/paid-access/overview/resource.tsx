import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { amountIn } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { resource } from '../../web/index.ts'
import { OverviewPage } from './page.tsx'
import { paymentsOverview, type Overview } from './reading.ts'
import { words } from './texts.ts'

const overviewView = shape('PaymentsOverview', {
  months: z.array(z.string()).describe('The last twelve with this one, such as `2027-01`'),
  money: z.array(
    shape('MoneyByMonth', {
      currency: z.string(),
      amounts: z.array(z.string()).describe('What came in and was not taken back, month by month'),
    }),
  ),
  recurring: z.array(
    shape('RecurringRevenue', {
      currency: z.string(),
      amount: z.string().describe('Each month, of what is active or past due'),
      subscriptions: z.int(),
    }),
  ),
  failures: z.array(
    shape('RenewalFailures', {
      month: z.string(),
      failed: z.int().describe('Renewals that could not be charged at first'),
      recovered: z.int().describe('Of them, those that are paid since'),
    }),
  ),
  held: z
    .array(
      shape('HeldClient', {
        person: z.string(),
        name: z.string(),
        since: z.iso.datetime(),
        invoice: z.string().nullable(),
      }),
    )
    .describe('Whom a payment keeps out, those for longest'),
  heldCount: z.int(),
  waiting: z
    .array(
      shape('UninvitedContact', {
        person: z.string(),
        name: z.string(),
        form: z.string(),
        since: z.iso.datetime(),
      }),
    )
    .describe('Who has completed a form and was not invited'),
  waitingCount: z.int(),
})

const showOverview = ({
  months,
  money,
  recurring,
  failures,
  held,
  waiting,
}: Overview): z.output<typeof overviewView> => ({
  months,
  money: money.map(({ currency, amounts }) => ({
    currency,
    amounts: amounts.map((minor) => amountIn(minor, currency)),
  })),
  recurring: recurring.map(({ currency, amount, count }) => ({
    currency,
    amount: amountIn(amount, currency),
    subscriptions: count,
  })),
  failures,
  held: held.held.map(({ id, name, since, invoice }) => ({
    person: show('person', id),
    name,
    since: since.toString(),
    invoice: invoice && show('invoice', invoice),
  })),
  heldCount: held.count,
  waiting: waiting.waiting.map(({ id, name, form, since }) => ({
    person: show('person', id),
    name,
    form,
    since: since.toString(),
  })),
  waitingCount: waiting.count,
})

export const overviewResource = resource({ feature: 'invoices', right: 'payments:manage', words })
  .page(routes.payments, async (ctx) =>
    ctx.page(<OverviewPage overview={await ctx.read((tx) => paymentsOverview(tx, ctx.now))} />),
  )
  .read(routes.api.paymentsOverview, {
    name: 'payment.overview',
    summary: 'Tells what came in by month, what comes in by itself, and who waits for what',
    answer: overviewView,
    show: async (ctx) => showOverview(await ctx.read((tx) => paymentsOverview(tx, ctx.now))),
  })
