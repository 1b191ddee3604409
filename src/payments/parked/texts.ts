import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'Payments that do not match',
    lead: 'A gateway has told of these, and they are other than what was to be paid. None is counted anywhere: look at each at the gateway, record or pay back there what is right, and say here what you did.',
    none: 'Every payment matches what was to be paid.',
    waiting:
      '.input {$count :number} .match $count one {{{$count} payment does not match what was to be paid.}} * {{{$count} payments do not match what was to be paid.}}',
    'waiting.do': 'Look at them',
    payments: 'Payments',
    invoice: 'Invoice',
    who: 'Who',
    why: 'What does not match',
    'why.amount': 'Another amount than {$amount}',
    'why.currency': 'Another currency than {$currency}',
    'why.invoice': 'Another invoice',
    'why.portal': 'Another portal',
    'why.payment': 'Another payment',
    reference: 'At the gateway',
    since: 'Since',
    reason: 'What you did about it',
    clear: 'Done',
    done: 'It is off the list.',
  },
  es: {
    title: 'Pagos que no coinciden',
    lead: 'Una pasarela ha informado de estos pagos y son distintos de lo que había que pagar. Ninguno se cuenta en ninguna parte: mire cada uno en la pasarela, registre o devuelva allí lo que corresponda y diga aquí qué hizo.',
    none: 'Todos los pagos coinciden con lo que había que pagar.',
    waiting:
      '.input {$count :number} .match $count one {{{$count} pago no coincide con lo que había que pagar.}} * {{{$count} pagos no coinciden con lo que había que pagar.}}',
    'waiting.do': 'Revisarlos',
    payments: 'Pagos',
    invoice: 'Factura',
    who: 'Quién',
    why: 'Qué no coincide',
    'why.amount': 'Otro importe que {$amount}',
    'why.currency': 'Otra moneda que {$currency}',
    'why.invoice': 'Otra factura',
    'why.portal': 'Otro portal',
    'why.payment': 'Otro pago',
    reference: 'En la pasarela',
    since: 'Desde',
    reason: 'Qué hizo',
    clear: 'Hecho',
    done: 'Ya no está en la lista.',
  },
})
export const { t } = words
