import { csv, pageOf, placeIn, type SignedInContext } from '../../../web/index.ts'
import type { Cell } from '../../../kit/csv.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { amountIn } from '../../amount.ts'
import { isOverdue, type Invoice } from '../../invoice/invoice.ts'
import { todayOf } from '../../invoice/today.ts'
import { countParked } from '../../parked/queries.ts'
import { words as shared } from '../../wording/texts.ts'
import { words } from '../texts.ts'
import { InvoicesPage } from './page.tsx'
import { filterOf, paramsOf } from './filter.ts'
import { countInvoices, invoicesPage, owedIn } from './queries.ts'

const A_PAGE = 50
/** Counted no further than this. */
const COUNTED = 1000
/** Fetched at once for a file, which holds the whole list. */
const A_FETCH = 1000

/** The portal’s invoices as a page, or as a file where the address asks for one. */
export const showInvoices = (ctx: SignedInContext): Promise<Response> =>
  ctx.query('format') === 'csv' ? invoicesFile(ctx) : listPage(ctx)

async function listPage(ctx: SignedInContext): Promise<Response> {
  const filter = filterOf(ctx)
  const place = placeIn(ctx)
  const at = {
    after: parseId('invoice', place.after ?? '') ?? undefined,
    before: parseId('invoice', place.before ?? '') ?? undefined,
  }
  const [today, parked, rows, count, owed] = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now: ctx.now })
    return [
      today,
      await countParked(tx),
      ...(await Promise.all([
        invoicesPage(tx, { ...filter, ...at, today, limit: A_PAGE + 1 }),
        countInvoices(tx, { ...filter, today }, COUNTED + 1),
        owedIn(tx, { ...filter, today }),
      ])),
    ] as const
  })
  const page = pageOf(rows, A_PAGE, at)
  const t = words(ctx.language)
  const said = count > COUNTED ? t('count.more', { count: COUNTED }) : t('count', { count })
  const to = (query: Record<string, string>) =>
    routes.invoices({}, { ...paramsOf(filter), ...query })
  return ctx.page(
    <InvoicesPage
      filter={filter}
      today={today}
      rows={page.rows}
      owed={owed}
      count={said}
      csv={to({ format: 'csv' })}
      parked={parked}
      pager={{
        previous: page.previous && to({ before: show('invoice', page.previous.id) }),
        next: page.next && to({ after: show('invoice', page.next.id) }),
      }}
    />,
  )
}

/** Everything the filter finds, whatever page is looked at. */
async function invoicesFile(ctx: SignedInContext): Promise<Response> {
  const filter = filterOf(ctx)
  const rows = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now: ctx.now })
    const all: Cell[][] = []
    for (let after: string | undefined; ;) {
      const some = await invoicesPage(tx, { ...filter, today, after, limit: A_FETCH })
      all.push(...some.map((invoice) => cells(invoice, today, ctx)))
      if (some.length < A_FETCH) return all
      after = some.at(-1)!.id
    }
  })
  const t = words(ctx.language)
  const w = shared(ctx.language)
  const head = [
    w('number'),
    t('state'),
    t('who'),
    t('csv.title'),
    w('issued'),
    w('due'),
    t('csv.currency'),
    w('net'),
    w('tax'),
    w('total'),
    w('paid.sum'),
    w('credited.sum'),
    w('refunded.sum'),
    w('outstanding'),
    t('csv.id'),
  ]
  return csv('invoices', [head, ...rows])
}

function cells(invoice: Invoice, today: string, { language }: SignedInContext): Cell[] {
  const w = shared(language)
  const text = (minor: bigint) => amountIn(minor, invoice.currency)
  return [
    invoice.number,
    isOverdue(invoice, today) ? w('overdue') : w(`state.${invoice.state}`),
    invoice.personName,
    invoice.title,
    invoice.issuedOn,
    invoice.dueOn,
    invoice.currency,
    text(invoice.net),
    text(invoice.tax),
    text(invoice.total),
    text(invoice.paid),
    text(invoice.credited),
    text(invoice.refunded),
    text(invoice.outstanding),
    show('invoice', invoice.id),
  ]
}
