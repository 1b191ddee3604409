import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { resource, resourceOf } from '../../web/index.ts'
import { INVOICE_STATES } from '../invoice/state.ts'
import { todayOf } from '../invoice/today.ts'
import { invoiceSummary, showInvoice, showSummary } from '../reading/view.ts'
import { remindOfInvoice, sendInvoice } from '../sending/sending.ts'
import { MONTH } from '../wording/months.ts'
import { invoicesPage } from './list/queries.ts'
import { showInvoices } from './list/show.tsx'
import { InvoicePage } from './page.tsx'
import { beside, common, namedInvoice, today } from './reading.ts'

const toInvoice = ({ invoice }: { invoice: string }) =>
  routes.invoices.one({ invoice: show('invoice', invoice) })

export const invoicesResource = resource(common)
  .page(routes.invoices, showInvoices)
  .list(routes.api.invoices, {
    name: 'invoice.list',
    summary: 'Lists the portal’s invoices',
    filter: {
      search: line(200).optional().describe('Part of a number, a title or a name'),
      state: z.enum(INVOICE_STATES).optional(),
      overdue: z.enum(['true', 'false']).optional().describe('Only those whose due day is over'),
      person: id('person').optional(),
      month: z
        .string()
        .max(7)
        .refine((text) => MONTH.test(text), because('format'))
        .optional()
        .describe('Of issue, such as `2026-01`'),
    },
    cursor: id('invoice').optional(),
    rows: 'invoices',
    view: invoiceSummary,
    order: 'Newest first',
    more: 'Send it as `cursor` for the invoices before these',
    find: ({ read, now }, { after, limit, overdue, ...filter }) =>
      read(async (tx) => {
        const today = await todayOf({ tx, now })
        const rows = await invoicesPage(tx, {
          ...filter,
          overdue: overdue === 'true' || undefined,
          after,
          today,
          limit,
        })
        return rows.map((invoice) => ({ id: invoice.id, shown: showSummary(invoice, today) }))
      }),
    cursorOf: ({ id }) => show('invoice', id),
    show: ({ shown }) => shown,
  })

export const invoiceResource = resourceOf(common, namedInvoice)
  .page(routes.invoices.one, async (ctx, of) =>
    ctx.page(<InvoicePage of={of} {...await beside(ctx, of)} />),
  )
  .read(routes.api.invoices.one, {
    name: 'invoice.show',
    summary: 'Shows an invoice with its items, and all that became of it',
    show: async (ctx) => {
      const of = await namedInvoice(ctx)
      return of && showInvoice(of, await today(ctx))
    },
  })
  .change(sendInvoice, {
    page: routes.invoices.one.sending,
    to: toInvoice,
    said: 'send.done',
    api: routes.api.invoices.one.sending,
    status: 200,
  })
  .change(remindOfInvoice, {
    page: routes.invoices.one.reminder,
    to: toInvoice,
    said: 'remind.done',
    api: routes.api.invoices.one.reminder,
    status: 200,
  })
