import { catalogue } from '../../kit/texts.ts'

/** The home of payments. */
export const words = catalogue({
  en: {
    this_month: 'Came in this month',
    recurring: 'Comes in each month',
    'recurring.note':
      '.input {$count :number} .match $count one {{from {$count} subscription}} * {{from {$count} subscriptions}}',
    held: 'Clients who are out',
    'held.until_paid': 'until they have paid',
    waiting: 'Wait for an invitation',
    money: 'Money by month',
    'money.in': 'Money by month, in {$currency}',
    'money.sentence': '{$amount} came in this month, {$before} in the month before.',
    'money.series': 'Came in',
    month: 'Month',
    failures: 'Renewals that could not be charged',
    'failures.sentence':
      '.input {$failed :number} {{{$failed} this month could not be charged at first; {$recovered} of them are paid since.}}',
    'failures.recovered': 'Paid since',
    'failures.open': 'Not paid',
    'held.title': 'Who is out, and since when',
    'held.more': 'The {$count :number} who are out for longest',
    who: 'Who',
    since: 'Since',
    pays: 'Has to pay',
    'pays.again': 'Can subscribe again',
    'waiting.title': 'Who waits for an invitation',
    form: 'Form',
    more: 'More than {$count :number}',
    empty: 'No payments yet',
    'empty.text':
      'Connect a gateway, then write an invoice, or set what a form costs. What comes in is drawn here.',
    'empty.gateway': 'Connect a gateway',
    'empty.invoice': 'New invoice',
  },
  es: {
    this_month: 'Ha entrado este mes',
    recurring: 'Entra cada mes',
    'recurring.note':
      '.input {$count :number} .match $count one {{de {$count} suscripción}} * {{de {$count} suscripciones}}',
    held: 'Clientes sin acceso',
    'held.until_paid': 'hasta que paguen',
    waiting: 'Esperan una invitación',
    money: 'Dinero por mes',
    'money.in': 'Dinero por mes, en {$currency}',
    'money.sentence': 'Este mes han entrado {$amount}, el mes anterior {$before}.',
    'money.series': 'Ha entrado',
    month: 'Mes',
    failures: 'Renovaciones que no se pudieron cobrar',
    'failures.sentence':
      '.input {$failed :number} {{Este mes {$failed} no se pudieron cobrar al principio; {$recovered} de ellas ya están pagadas.}}',
    'failures.recovered': 'Pagadas después',
    'failures.open': 'Sin pagar',
    'held.title': 'Quién no tiene acceso, y desde cuándo',
    'held.more': 'Los {$count :number} que llevan más tiempo sin acceso',
    who: 'Quién',
    since: 'Desde',
    pays: 'Debe pagar',
    'pays.again': 'Puede suscribirse de nuevo',
    'waiting.title': 'Quién espera una invitación',
    form: 'Formulario',
    more: 'Más de {$count :number}',
    empty: 'Aún no hay pagos',
    'empty.text':
      'Conecte una pasarela; después escriba una factura o fije lo que cuesta un formulario. Lo que entra se dibuja aquí.',
    'empty.gateway': 'Conectar una pasarela',
    'empty.invoice': 'Nueva factura',
  },
})
export const { t } = words
