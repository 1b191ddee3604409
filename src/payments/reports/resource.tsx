import { z } from 'zod'
import { shape } from '../../kit/shape.ts'
import type { Tx } from '../../kit/db/database.ts'
import { because } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { csv, resource, type SignedInContext } from '../../web/index.ts'
import { amountIn, milliText } from '../amount.ts'
import { todayOf } from '../invoice/today.ts'
import { balances } from '../ledger/queries.ts'
import { ACCOUNTS } from '../ledger/ledger.ts'
import { MONTH } from '../wording/months.ts'
import { monthTable } from './csv.ts'
import { daysOf, SECTIONS, type MonthRow } from './month.ts'
import { MonthPage } from './page.tsx'
import { creditedIn, heldAt, invoicedIn, movedIn, voidedIn } from './queries.ts'
import { words } from './texts.ts'

async function monthRows(tx: Tx, month: string): Promise<MonthRow[]> {
  const days = daysOf(month)
  const parts = await Promise.all(
    [invoicedIn, voidedIn, creditedIn, movedIn, heldAt].map((read) => read(tx, days)),
  )
  return parts
    .flat()
    .toSorted((one, other) => SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section))
}

async function monthPage(ctx: SignedInContext): Promise<Response> {
  const named = ctx.query('month') ?? ''
  const { today, month, rows } = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now: ctx.now })
    const month = MONTH.test(named) ? named : today.slice(0, 7)
    return { today, month, rows: await monthRows(tx, month) }
  })
  return ctx.query('format') === 'csv'
    ? csv(`payments-${month}`, monthTable(month, rows, ctx.language))
    : ctx.page(<MonthPage {...{ month, today, rows }} />)
}

const amount = z.string().describe('Such as `12.50`; what goes off is negative')

const monthView = shape('MonthTotals', {
  month: z.string(),
  rows: z.array(
    shape('MonthTotal', {
      section: z.enum(SECTIONS),
      currency: z.string(),
      taxRate: z.string().nullable().describe('In percent, of documents'),
      method: z.string().nullable().describe('How it came in or went out'),
      count: z.int(),
      net: amount,
      tax: amount,
      total: amount,
    }),
  ),
})

const ledgerView = shape('Ledger', {
  balances: z
    .array(
      shape('Balance', {
        currency: z.string(),
        account: z.enum(ACCOUNTS),
        amount: z.string().describe('Debits positive, credits negative'),
      }),
    )
    .describe('Of each currency they sum to zero'),
})

/** What is charged and paid by month, and the ledger behind it. */
export const reportsResource = resource({ feature: 'invoices', right: 'payments:manage', words })
  .page(routes.invoices.month, monthPage)
  .read(routes.api.ledger.month, {
    name: 'ledger.month',
    summary: 'Tells what was charged, paid and paid back in a month',
    query: z.strictObject({
      month: z
        .string()
        .max(7)
        .refine((text) => MONTH.test(text), because('format'))
        .describe('Such as `2026-01`, by the portal’s calendar'),
    }),
    answer: monthView,
    show: (ctx, { month }) =>
      ctx.read(async (tx) => ({
        month,
        rows: (await monthRows(tx, month)).map(({ of, net, tax, total, ...row }) => ({
          ...row,
          taxRate: /^\d+$/.test(of) ? milliText(BigInt(of)) : null,
          method: /^[a-z]/.test(of) ? of : null,
          net: amountIn(net, row.currency),
          tax: amountIn(tax, row.currency),
          total: amountIn(total, row.currency),
        })),
      })),
  })
  .read(routes.api.ledger, {
    name: 'ledger.show',
    summary: 'Shows what each account of the double-entry ledger holds',
    answer: ledgerView,
    show: (ctx) =>
      ctx.read(async (tx) => ({
        balances: (await balances(tx)).map(({ currency, account, amount }) => ({
          currency,
          account,
          amount: amountIn(amount, currency),
        })),
      })),
  })
