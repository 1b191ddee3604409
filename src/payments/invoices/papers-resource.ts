import { id, parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import {
  endpoint,
  page,
  resource,
  respond,
  type RequestContext,
  type RouteHandler,
} from '../../web/index.ts'
import { creditNoteById, creditNotesPage } from '../credit-notes/queries.ts'
import { creditNoteFile, invoiceFile } from '../pdf/answers.ts'
import { creditNoteView, showCreditNote } from '../reading/view.ts'
import { creditNotesInClear } from '../reading/whole.ts'
import { words } from './texts.ts'

const gate = { feature: 'invoices', right: 'payments:manage' } as const

const paperOf =
  (kind: 'invoice' | 'creditNote') =>
  async (ctx: RequestContext): Promise<Response | null> => {
    const id = parseId(kind, ctx.param(kind))
    if (id === null) return null
    return kind === 'invoice' ? invoiceFile(ctx, id) : creditNoteFile(ctx, id)
  }

/** A paper as a page’s download, and as an endpoint. */
function papers(
  kind: 'invoice' | 'creditNote',
  at: RouteHandler['route'],
  api: RouteHandler['route'],
  described: { name: string; summary: string },
): RouteHandler[] {
  const paper = paperOf(kind)
  const { feature, right } = gate
  return [
    page(
      at,
      'GET',
      feature,
      async (ctx) => (await paper(ctx)) ?? ctx.refuse(kitRefuse('not_found')),
      {
        right,
      },
    ),
    endpoint(
      api,
      'GET',
      { ...gate, ...described, status: 200 },
      async (ctx) => (await paper(ctx)) ?? respond(ctx, kitRefuse('not_found')),
    ),
  ]
}

export const papersResource = resource({ ...gate, words, answer: creditNoteView })
  .also(
    ...papers('invoice', routes.invoices.one.pdf, routes.api.invoices.one.pdf, {
      name: 'invoice.pdf',
      summary: 'Downloads an issued invoice as PDF, in the language of whoever it is for',
    }),
    ...papers('creditNote', routes.creditNotes.one.pdf, routes.api.creditNotes.one.pdf, {
      name: 'credit_note.pdf',
      summary: 'Downloads a credit note as PDF, in the language of whoever it is for',
    }),
  )
  .list(routes.api.creditNotes, {
    name: 'credit_note.list',
    summary: 'Lists the portal’s credit notes',
    filter: { person: id('person').optional() },
    cursor: id('creditNote').optional(),
    rows: 'creditNotes',
    view: creditNoteView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the credit notes before these',
    find: ({ read, installation }, { person, after: before, limit }) =>
      read(async (tx) =>
        creditNotesInClear(tx, installation, await creditNotesPage(tx, { person, before, limit })),
      ),
    cursorOf: (note) => show('creditNote', note.id),
    show: showCreditNote,
  })
  .read(routes.api.creditNotes.one, {
    name: 'credit_note.show',
    summary: 'Shows a credit note',
    show: async ({ read, installation, param }) => {
      const id = parseId('creditNote', param('creditNote'))
      return id === null
        ? null
        : read(async (tx) => {
            const note = await creditNoteById(tx, id)
            return note && showCreditNote((await creditNotesInClear(tx, installation, [note]))[0]!)
          })
    },
  })
