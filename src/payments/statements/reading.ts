import { day } from '../../kit/day.ts'
import { csv, type RequestContext } from '../../web/index.ts'
import type { Cell } from '../../kit/csv.ts'
import { amountIn } from '../amount.ts'
import { customerById, invoiceSettings } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { logoIn, lookOf, pdfAnswer } from '../pdf/answers.ts'
import { movementsOf, owedBefore } from './queries.ts'
import { statementPdf } from './pdf.ts'
import { accountsOf, kindOf, type Statement } from './statement.ts'
import { words } from './texts.ts'

/** A statement of more is none that anybody reads. */
const MOST = 2000

/** Days that the address names; without any the year up to today. */
const periodOf = ({ query }: Pick<RequestContext, 'query'>, today: string) => {
  const named = (name: string) => {
    const text = query(name) ?? ''
    return day.safeParse(text).success ? text : undefined
  }
  const to = named('to') ?? today
  const from =
    named('from') ?? Temporal.PlainDate.from(to).subtract({ years: 1 }).add({ days: 1 }).toString()
  return from <= to ? { from, to } : { from: to, to: from }
}

/** What somebody owes and how it came to that, in the time that the address names; null where there is nobody. */
export const statementOf = (ctx: RequestContext, person: string): Promise<Statement | null> =>
  ctx.read(async (tx) => {
    const customer = await customerById(tx, person)
    if (!customer) return null
    const period = periodOf(ctx, await todayOf({ tx, now: ctx.now }))
    const [before, movements] = await Promise.all([
      owedBefore(tx, { person, ...period }),
      movementsOf(tx, { person, ...period, limit: MOST + 1 }),
    ])
    return {
      person: { id: customer.id, name: customer.name },
      ...period,
      accounts: accountsOf(before, movements.slice(0, MOST)),
      isCut: movements.length > MOST,
    }
  })

/** The statement as a file, where the address asks for one; else null. */
export async function statementFile(
  ctx: RequestContext,
  statement: Statement,
): Promise<Response | null> {
  const format = ctx.query('format')
  if (format === 'csv') return statementCsv(ctx, statement)
  if (format !== 'pdf') return null
  const { logo, from } = await ctx.read(async (tx) => {
    const settings = await invoiceSettings(tx)
    return { logo: await logoIn(tx, ctx), from: settings.sellerName ?? settings.name }
  })
  const look = await lookOf(ctx, logo)
  const file = await statementPdf(statement, { look, from, language: ctx.language, at: ctx.now })
  return pdfAnswer(`statement-${statement.from}-${statement.to}`, file)
}

function statementCsv({ language }: RequestContext, { from, to, accounts }: Statement): Response {
  const t = words(language)
  const rows: Cell[][] = accounts.flatMap(({ currency, opening, rows, closing }) => [
    [from, t('opening'), null, currency, null, amountIn(opening, currency)],
    ...rows.map((row) => [
      row.on,
      t(`kind.${kindOf(row.kind)}`),
      row.number,
      currency,
      amountIn(row.change, currency),
      amountIn(row.balance, currency),
    ]),
    [to, t('closing'), null, currency, null, amountIn(closing, currency)],
  ])
  const head = [t('day'), t('what'), t('number'), t('currency'), t('change'), t('balance')]
  return csv('statement', [head, ...rows])
}
