import type { Tx } from '../../kit/db/database.ts'
import type { Language } from '../../kit/texts.ts'
import { portalLogo } from '../../portals/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { creditNoteById, itemsOfNote } from '../credit-notes/queries.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { creditNotesInClear, wholeInvoice } from '../reading/whole.ts'
import { creditNotePdf, invoicePdf } from './invoice-pdf.ts'
import { logoForPaper } from './logo.ts'
import type { Look } from './sheet.ts'

/** The portal’s logo, unless the trial’s end took its own look away. */
export const logoIn = (tx: Tx, { portal }: Pick<RequestContext, 'portal'>) =>
  portal.branded && portal.logo_version > 0 ? portalLogo(tx) : undefined

/** Of a portal that has no look of its own. */
const PLAIN_COLOR = '#3f3f46'

/** What the portal’s papers look like. */
export const lookOf = async (
  ctx: RequestContext,
  logo: Awaited<ReturnType<typeof logoIn>>,
): Promise<Look> => ({
  color: ctx.portal.branded ? ctx.portal.brand_color : PLAIN_COLOR,
  logo: logo ? await logoForPaper(ctx, logo) : null,
})

export const pdfAnswer = (name: string, file: Buffer): Response =>
  new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}.pdf"`,
      'cache-control': 'no-store',
    },
  })

/** An invoice as a PDF; null where there is none, it is a draft, or `of` is not whom it is for. */
export async function invoiceFile(
  ctx: RequestContext,
  id: string,
  of?: string,
): Promise<Response | null> {
  const read = await ctx.read(async (tx) => {
    const whole = await wholeInvoice(tx, ctx.installation, id, of)
    if (!whole || whole.invoice.state === 'draft') return null
    const [logo, settings] = await Promise.all([logoIn(tx, ctx), invoiceSettings(tx)])
    return { ...whole, logo, settings }
  })
  if (!read) return null
  const { invoice, logo, settings } = read
  const look = await lookOf(ctx, logo)
  const { instructions } = settings
  const language = settings.language as Language
  const file = await invoicePdf(invoice, { look, language, instructions, at: ctx.now })
  return pdfAnswer(invoice.number!, file)
}

/** The same of a credit note. */
export async function creditNoteFile(
  ctx: RequestContext,
  id: string,
  of?: string,
): Promise<Response | null> {
  const read = await ctx.read(async (tx) => {
    const row = await creditNoteById(tx, id)
    if (!row || (of !== undefined && row.personId !== of)) return null
    const [notes, items, whole, logo, settings] = await Promise.all([
      creditNotesInClear(tx, ctx.installation, [row]),
      itemsOfNote(tx, id),
      wholeInvoice(tx, ctx.installation, row.invoiceId),
      logoIn(tx, ctx),
      invoiceSettings(tx),
    ])
    return whole && { note: { ...notes[0]!, items }, ...whole, logo, settings }
  })
  if (!read) return null
  const { note, invoice, logo, settings } = read
  const look = await lookOf(ctx, logo)
  const language = settings.language as Language
  const paper = { look, language, instructions: null, at: ctx.now }
  return pdfAnswer(note.number, await creditNotePdf(note, invoice, paper))
}
