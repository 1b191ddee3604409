import { OF_MAILS } from '../../identity/index.ts'
import type { PlaceholderSource } from '../../kit/placeholders/placeholder.ts'

/** What mails about invoices say of them. Whoever writes such a mail knows the values. */
export const ofInvoices: PlaceholderSource = {
  of: OF_MAILS,
  placeholders: [
    {
      name: 'invoice_number',
      label: { en: 'Number of the invoice', es: 'Número de la factura' },
      example: 'INV-0042',
    },
    {
      name: 'due_day',
      label: { en: 'Day on which it is due', es: 'Día en que vence' },
      example: { en: '31 January 2026', es: '31 de enero de 2026' },
    },
    {
      name: 'credit_note_number',
      label: { en: 'Number of the credit note', es: 'Número de la nota de crédito' },
      example: 'CN-0007',
    },
  ],
}
