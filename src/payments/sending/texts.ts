import { catalogue } from '../../kit/texts.ts'

/** Mails about invoices: what they come to, and what for, stays in the portal. */
export const words = catalogue({
  en: {
    'mail.hello': 'Hello {$name},',
    'mail.button': 'See the invoice',
    'mail.why': 'You get this mail because {$portal} has issued an invoice to you.',
    'sent.title': 'An invoice',
    'sent.subject': 'Invoice {$invoice_number} from {$portal}',
    'sent.text':
      '{$portal} has sent you invoice {$invoice_number}, due on {$due_day}. See it, and how to pay it, here:',
    'reminder.title': 'A reminder of an invoice',
    'reminder.subject': 'Reminder: invoice {$invoice_number} from {$portal}',
    'reminder.text':
      'Invoice {$invoice_number} from {$portal}, due on {$due_day}, has not been paid yet. If you have paid it meanwhile, there is nothing to do. See it, and how to pay it, here:',
    'receipt.title': 'A receipt for a payment',
    'receipt.subject': 'Your payment for invoice {$invoice_number} has come in',
    'receipt.text': 'Thank you. {$portal} has received your payment for invoice {$invoice_number}.',
    'credit_note.title': 'A credit note',
    'credit_note.subject': 'Credit note {$credit_note_number} from {$portal}',
    'credit_note.text':
      '{$portal} has issued credit note {$credit_note_number}, which corrects invoice {$invoice_number}. See both here:',
  },
  es: {
    'mail.hello': 'Hola, {$name}:',
    'mail.button': 'Ver la factura',
    'mail.why': 'Recibe este correo porque {$portal} le ha emitido una factura.',
    'sent.title': 'Una factura',
    'sent.subject': 'Factura {$invoice_number} de {$portal}',
    'sent.text':
      '{$portal} le ha enviado la factura {$invoice_number}, que vence el {$due_day}. Véala, y cómo pagarla, aquí:',
    'reminder.title': 'Recordatorio de una factura',
    'reminder.subject': 'Recordatorio: factura {$invoice_number} de {$portal}',
    'reminder.text':
      'La factura {$invoice_number} de {$portal}, con vencimiento el {$due_day}, aún no está pagada. Si la ha pagado entretanto, no tiene que hacer nada. Véala, y cómo pagarla, aquí:',
    'receipt.title': 'Recibo de un pago',
    'receipt.subject': 'Ha llegado su pago de la factura {$invoice_number}',
    'receipt.text': 'Gracias. {$portal} ha recibido su pago de la factura {$invoice_number}.',
    'credit_note.title': 'Una nota de crédito',
    'credit_note.subject': 'Nota de crédito {$credit_note_number} de {$portal}',
    'credit_note.text':
      '{$portal} ha emitido la nota de crédito {$credit_note_number}, que corrige la factura {$invoice_number}. Vea ambas aquí:',
  },
})
