import { z } from 'zod'
import { day } from '../../kit/day.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { resource } from '../../web/index.ts'
import { amountIn } from '../amount.ts'
import { KINDS } from '../ledger/ledger.ts'
import { StatementPage } from './page.tsx'
import { statementFile, statementOf } from './reading.ts'
import type { Statement } from './statement.ts'
import { words } from './texts.ts'

const amount = z.string().describe('Such as `12.50`; negative where the client is owed')

export const statementView = shape('Statement', {
  person: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  cut: z.boolean().describe('There is more in this time: ask for a shorter one'),
  accounts: z.array(
    shape('StatementAccount', {
      currency: z.string(),
      opening: amount,
      closing: amount,
      rows: z.array(
        shape('StatementRow', {
          on: z.iso.date(),
          kind: z.enum(KINDS),
          number: z.string().nullable().describe('Of the invoice or credit note'),
          change: amount,
          balance: amount.describe('What is owed after it'),
        }),
      ),
    }),
  ),
})

export const statementQuery = z.strictObject({
  from: day.optional().describe('The first day; left out, a year before the last'),
  to: day.optional().describe('The last day; left out, today'),
})

export const showStatement = ({ person, from, to, accounts, isCut }: Statement) => ({
  person: show('person', person.id),
  from,
  to,
  cut: isCut,
  accounts: accounts.map(({ currency, opening, closing, rows }) => ({
    currency,
    opening: amountIn(opening, currency),
    closing: amountIn(closing, currency),
    rows: rows.map((row) => ({
      on: row.on,
      kind: row.kind,
      number: row.number,
      change: amountIn(row.change, currency),
      balance: amountIn(row.balance, currency),
    })),
  })),
})

/** Of a contact, for the staff. */
export const statementsResource = resource({
  feature: 'invoices',
  right: 'payments:manage',
  words,
})
  .page(routes.contacts.one.statement, async (ctx) => {
    const person = parseId('person', ctx.param('person'))
    const statement = person && (await statementOf(ctx, person))
    if (!statement) return ctx.refuse(kitRefuse('not_found'))
    const file = await statementFile(ctx, statement)
    const named = { person: ctx.param('person') }
    return (
      file ??
      ctx.page(
        <StatementPage
          statement={statement}
          at={(query) => routes.contacts.one.statement(named, query)}
          crumbs={[{ label: statement.person.name, href: routes.contacts.one(named) }]}
        />,
      )
    )
  })
  .read(routes.api.contacts.one.statement, {
    name: 'statement.show',
    summary: 'Shows what a contact owes, and how it came to that',
    query: statementQuery,
    answer: statementView,
    show: async (ctx) => {
      const person = parseId('person', ctx.param('person'))
      const statement = person && (await statementOf(ctx, person))
      return statement && showStatement(statement)
    },
  })
