import type { Child } from 'hono/jsx'
import { startOf } from '../../kit/day.ts'
import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { ButtonLink, dateOf, Panel } from '../../ui/index.ts'
import { t } from './texts.ts'
import { isOverdue, type InvoiceInClear } from '../invoice/invoice.ts'
import type { WholeInvoice } from '../reading/whole.ts'
import { InvoiceItems, InvoiceSums } from '../wording/invoice-document.tsx'
import { Money } from '../wording/money.tsx'
import { words as shared } from '../wording/texts.ts'

interface ViewProps {
  of: WholeInvoice
  /** What pays it online; none where there is no way. */
  online?: Child
  /** How to pay it, in the portal’s words. */
  instructions: string | null
  /** Where it can be had as a PDF. */
  pdf: string
  /** The same of its credit notes; none where whoever looks cannot have them. */
  creditNotePdf?: (creditNote: string) => string
}

/** An invoice, for whoever is to pay it: what, how much, and how. */
export function InvoiceView({ of, online, instructions, pdf, creditNotePdf }: ViewProps) {
  const { invoice, creditNotes } = of
  const isOwed = invoice.state === 'open'
  return (
    <>
      <p class="invoice-amount">
        <Money minor={isOwed ? invoice.outstanding : invoice.total} currency={invoice.currency} />
      </p>
      {online}
      {isOwed && (instructions !== null || !online) ? (
        <Panel title={t(online ? 'pay.other' : 'pay')} framed>
          <p class="timeline-text">{instructions ?? t('pay.none')}</p>
          <p class="muted">{t('pay.reference', { number: invoice.number! })}</p>
        </Panel>
      ) : null}
      <Panel title={invoice.title} text={t('from', { name: invoice.sellerName ?? '' })}>
        <InvoiceItems invoice={invoice} />
        <InvoiceSums invoice={invoice} />
        {invoice.note ? <p class="timeline-text">{invoice.note}</p> : null}
        <p>
          <ButtonLink icon="download" href={pdf} download>
            {shared.t('pdf')}
          </ButtonLink>
        </p>
      </Panel>
      {creditNotes.length > 0 ? (
        <Panel title={shared.t('credit_notes')}>
          <ul class="plain">
            {creditNotes.map((note) => (
              <li>
                {creditNotePdf ? (
                  <a href={creditNotePdf(show('creditNote', note.id))} download>
                    {note.number}
                  </a>
                ) : (
                  note.number
                )}{' '}
                · <Money minor={note.total} currency={note.currency} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  )
}

/** How it stands, in a sentence. */
export function Lead({ invoice, today }: { invoice: InvoiceInClear; today: string }) {
  const language = useLanguage()
  const day = invoice.dueOn ? dateOf(language, startOf(invoice.dueOn), 'UTC') : ''
  const { state } = invoice
  if (state === 'open')
    return <>{t(isOverdue(invoice, today) ? 'lead.overdue' : 'lead.due', { day })}</>
  if (state === 'uncollectible') return <>{t('lead.uncollectible', { day })}</>
  return state === 'draft' ? null : <>{t(`lead.${state}`)}</>
}
