import { sql, type Expression, type SqlBool } from 'kysely'
import { containing } from '../../../kit/db/containing.ts'
import { countUpTo } from '../../../kit/db/count.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { Invoice } from '../../invoice/invoice.ts'
import { asInvoice, invoicesIn } from '../../invoice/queries.ts'
import type { InvoiceState } from '../../invoice/state.ts'

export interface InvoiceFilter {
  /** Part of a number, a title, or what somebody is called. */
  search?: string
  state?: InvoiceState
  /** Only those whose due day is over. */
  overdue?: boolean
  /** Row id of whom they are for. */
  person?: string
  /** `2026-01`, by the day of issue. */
  month?: string
  /** Only those that were issued. */
  issued?: boolean
}

type Filtered = InvoiceFilter & { today: string }

function matching({ search, state, overdue, person, month, issued, today }: Filtered) {
  const all: Expression<SqlBool>[] = []
  if (search) {
    const like = containing(search)
    all.push(sql`(i.number ilike ${like} or i.title ilike ${like} or p.name ilike ${like})`)
  }
  if (state) all.push(sql`i.state = ${state}`)
  if (overdue) all.push(sql`i.state = 'open' and i.due_on < ${today}::date`)
  if (person) all.push(sql`i.person_id = ${person}::uuid`)
  if (month) {
    const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
    all.push(sql`i.issued_on >= ${first.toString()}::date`)
    all.push(sql`i.issued_on < ${first.add({ months: 1 }).toString()}::date`)
  }
  if (issued) all.push(sql`i.number is not null`)
  return all
}

/** The newest first, or those before a row where it is asked backwards. */
export async function invoicesPage(
  tx: Tx,
  {
    after,
    before,
    limit,
    ...filter
  }: Filtered & { after?: string; before?: string; limit: number },
): Promise<Invoice[]> {
  const back = before !== undefined
  let query = invoicesIn(tx)
    .where(({ and }) => and(matching(filter)))
    .orderBy('i.id', back ? 'asc' : 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('i.id', '>', before)
  else if (after !== undefined) query = query.where('i.id', '<', after)
  const rows = (await query.execute()).map(asInvoice)
  return back ? rows.toReversed() : rows
}

/** How many there are, counted no further than `most`. */
export const countInvoices = (tx: Tx, filter: Filtered, most: number): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('invoices as i')
      .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'i.person_id'))
      .where(({ and }) => and(matching(filter)))
      .select('i.id'),
    most,
  )

/** What is still to be paid of what a filter finds, and what of that is overdue, by currency. */
export async function owedIn(
  tx: Tx,
  filter: Filtered,
): Promise<{ currency: string; owed: bigint; overdue: bigint }[]> {
  const rows = await tx.db
    .selectFrom('invoices as i')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'i.person_id'))
    .select('i.currency')
    .select(sql<string>`sum(i.outstanding_minor)`.as('owed'))
    .select(
      sql<string>`coalesce(sum(i.outstanding_minor) filter (where i.state = 'open' and i.due_on < ${filter.today}::date), 0)`.as(
        'overdue',
      ),
    )
    .where(({ and }) => and(matching(filter)))
    .where('i.state', 'in', ['open', 'processing'])
    .groupBy('i.currency')
    .orderBy('i.currency')
    .execute()
  return rows.map(({ currency, owed, overdue }) => ({
    currency,
    owed: BigInt(owed),
    overdue: BigInt(overdue),
  }))
}
