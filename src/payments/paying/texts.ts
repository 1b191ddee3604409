import { catalogue } from '../../kit/texts.ts'

/** Paying an invoice at a gateway. */
export const words = catalogue({
  en: {
    title: 'Pay online',
    text: 'You pay at a page of the payment service. No number of a card or account comes to us.',
    'text.sandbox': 'This is the sandbox: no money moves.',
    do: 'Pay {$amount}',
    'do.other': 'Pay {$amount} by {$gateway}',
    under_way: 'A payment was begun. If you have paid, it is written down here in a moment.',
    'under_way.go': 'Go on with the payment',
    processing:
      'Your payment is on its way. A bank debit usually takes 4 business days; there is nothing more to do.',
    authentication_needed: 'Your bank wants to hear from you before it pays.',
    verification_needed: 'Your account is to be proved by two small deposits, by {$day}.',
    leaving: 'On to {$host}',
    'leaving.text': 'You pay there, and come back here.',
    'leaving.do': 'Go on to {$host}',
    'gateway.sandbox': 'sandbox',
    'gateway.stripe': 'card or bank debit',
  },
  es: {
    title: 'Pagar en línea',
    text: 'Se paga en una página del servicio de pagos. Ningún número de tarjeta ni de cuenta nos llega.',
    'text.sandbox': 'Este es el entorno de pruebas: no se mueve dinero.',
    do: 'Pagar {$amount}',
    'do.other': 'Pagar {$amount} con {$gateway}',
    under_way: 'Se empezó un pago. Si ya ha pagado, aparecerá aquí en un momento.',
    'under_way.go': 'Continuar con el pago',
    processing:
      'Su pago está en camino. Una domiciliación suele tardar 4 días hábiles; no tiene que hacer nada más.',
    authentication_needed: 'Su banco quiere confirmarlo con usted antes de pagar.',
    verification_needed: 'Su cuenta se comprueba con dos pequeños ingresos, hasta el {$day}.',
    leaving: 'A {$host}',
    'leaving.text': 'Allí se paga, y después vuelve aquí.',
    'leaving.do': 'Ir a {$host}',
    'gateway.sandbox': 'el entorno de pruebas',
    'gateway.stripe': 'tarjeta o domiciliación',
  },
})

/** In the language of whoever reads. */
export const { t } = words
