import { catalogue } from '../../kit/texts.ts'

/** Mails to the team about payments that want to be looked at. */
export const words = catalogue({
  en: {
    hello: 'Hello {$name},',
    why: 'You get this mail because you work in {$portal}.',
    button: 'See the invoice',
    'parked.title': 'To the team: a payment does not match',
    'parked.subject': 'A payment of {$client} does not match',
    'parked.text':
      'The gateway has told of a payment for invoice {$invoice_number} of {$client} that is other than what was to be paid. It is counted nowhere until you have looked at it.',
    'parked.button': 'Look at it',
    'disputed.title': 'To the team: a payment is disputed',
    'disputed.subject': '{$client} disputes a payment',
    'disputed.text':
      'The payment for invoice {$invoice_number} of {$client} is disputed with their bank. You can answer that in the gateway’s own pages; until it is decided nothing changes here.',
    'lost.title': 'To the team: a dispute is lost',
    'lost.subject': 'The dispute with {$client} is lost',
    'lost.text':
      'The bank has decided for {$client}: the payment for invoice {$invoice_number} went back, and the invoice is open again.',
  },
  es: {
    hello: 'Hola, {$name}:',
    why: 'Recibe este correo porque trabaja en {$portal}.',
    button: 'Ver la factura',
    'parked.title': 'Al equipo: un pago no coincide',
    'parked.subject': 'Un pago de {$client} no coincide',
    'parked.text':
      'La pasarela ha informado de un pago de la factura {$invoice_number} de {$client} distinto de lo que había que pagar. No se cuenta en ninguna parte hasta que lo revise.',
    'parked.button': 'Revisarlo',
    'disputed.title': 'Al equipo: un pago está en disputa',
    'disputed.subject': '{$client} disputa un pago',
    'disputed.text':
      'El pago de la factura {$invoice_number} de {$client} está en disputa con su banco. Puede responder en las páginas de la pasarela; hasta que se decida no cambia nada aquí.',
    'lost.title': 'Al equipo: una disputa está perdida',
    'lost.subject': 'La disputa con {$client} está perdida',
    'lost.text':
      'El banco ha dado la razón a {$client}: el pago de la factura {$invoice_number} volvió y la factura está abierta de nuevo.',
  },
})
