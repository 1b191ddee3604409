import { Badge, type Tone } from '../../ui/index.ts'
import { isOverdue, type Invoice } from '../invoice/invoice.ts'
import type { InvoiceState } from '../invoice/state.ts'
import { t } from './texts.ts'

const TONES: Readonly<Record<InvoiceState, Tone>> = {
  draft: 'grey',
  open: 'blue',
  processing: 'blue',
  paid: 'green',
  void: 'grey',
  uncollectible: 'red',
}

/** How an invoice stands. @param today by the portal’s calendar */
export const InvoiceBadge = ({
  invoice,
  today,
}: {
  invoice: Pick<Invoice, 'state' | 'dueOn'>
  today: string
}) =>
  isOverdue(invoice, today) ? (
    <Badge tone="amber">{t('overdue')}</Badge>
  ) : (
    <Badge tone={TONES[invoice.state]}>{t(`state.${invoice.state}`)}</Badge>
  )
