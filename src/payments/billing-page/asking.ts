import { z } from 'zod'
import { lines, staffToTell } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { startThread } from '../../messages/index.ts'
import { words } from '../client/texts.ts'
import { INVOICE_DETAILS, noteOf } from '../invoice/noting.ts'
import { invoiceById } from '../invoice/queries.ts'
import { refuse } from '../refusals.ts'

/** So many of the team a question reaches. */
const ASKED = 3

/** Open also to whom a payment keeps out: it is the one thing that they can say. */
export const askAboutInvoice = operation({
  name: 'invoice.ask',
  done: { en: 'Asked about an invoice', es: 'Preguntó por una factura' },
  details: INVOICE_DETAILS,
  summary: 'Asks a question about one’s own invoice, which reaches the team as a message',
  input: z.strictObject({ invoice: id('invoice'), question: lines(2000) }),
  right: 'self',
  async run(op, { invoice: invoiceId, question }) {
    const { tx, caller } = op
    const invoice = await invoiceById(tx, invoiceId)
    if (!invoice || invoice.state === 'draft' || invoice.personId !== caller.person)
      return kitRefuse('not_found')
    const staff = await staffToTell(tx, ASKED)
    if (staff.length === 0) return refuse('nobody_to_ask')
    const t = words(isLanguage(invoice.language) ? invoice.language : 'en')
    const thread = await performPart(op, startThread, {
      subject: t('ask.subject', { number: invoice.number! }),
      body: question,
      to: staff.map(({ id: person }) => show('person', person)),
      files: [],
    })
    if (!thread.ok) return thread
    op.note(noteOf(invoice))
    return done({ invoice: show('invoice', invoiceId) })
  },
})
