import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    month: 'Month',
    empty: 'PRO users and revenue by month',
    'empty.text':
      'Nothing has been billed yet. When a partner’s month ends its report is issued, and its PRO users and total are drawn here.',
    'empty.own': 'PRO users and cost by month',
    'empty.own.text':
      'Nothing has been billed yet. When the month ends its report is issued, and its PRO users and total are drawn here.',
    users: 'PRO users by month',
    'users.series': 'PRO users',
    'users.first':
      '.input {$n :number} .match $n one {{{$n} PRO user was billed for {$month}.}} * {{{$n} PRO users were billed for {$month}.}}',
    'users.same':
      '.input {$n :number} .match $n one {{{$n} PRO user was billed for {$month}, as many as the month before.}} * {{{$n} PRO users were billed for {$month}, as many as the month before.}}',
    'users.more':
      '.input {$n :number} .match $n one {{{$n} PRO user was billed for {$month}, {$more} more than the month before.}} * {{{$n} PRO users were billed for {$month}, {$more} more than the month before.}}',
    'users.fewer':
      '.input {$n :number} .match $n one {{{$n} PRO user was billed for {$month}, {$fewer} fewer than the month before.}} * {{{$n} PRO users were billed for {$month}, {$fewer} fewer than the month before.}}',
    revenue: 'Revenue by month',
    'revenue.in': 'Revenue by month in {$currency}',
    billed: 'Cost by month',
    'billed.in': 'Cost by month in {$currency}',
    'amount.series': 'Billed',
    'amount.first': '{$amount} billed for {$month}.',
    'amount.same': '{$amount} billed for {$month}, as much as the month before.',
    'amount.more': '{$amount} billed for {$month}, {$more} more than the month before.',
    'amount.less': '{$amount} billed for {$month}, {$less} less than the month before.',
    others: 'Also billed in {$currencies}; each partner’s reports say how much.',
  },
  es: {
    month: 'Mes',
    empty: 'Usuarios PRO e ingresos por mes',
    'empty.text':
      'Aún no se ha facturado nada. Cuando acaba el mes de un socio se emite su informe, y aquí se dibujan sus usuarios PRO y su total.',
    'empty.own': 'Usuarios PRO y coste por mes',
    'empty.own.text':
      'Aún no se ha facturado nada. Cuando acaba el mes se emite su informe, y aquí se dibujan sus usuarios PRO y su total.',
    users: 'Usuarios PRO por mes',
    'users.series': 'Usuarios PRO',
    'users.first':
      '.input {$n :number} .match $n one {{Se facturó {$n} usuario PRO por {$month}.}} * {{Se facturaron {$n} usuarios PRO por {$month}.}}',
    'users.same':
      '.input {$n :number} .match $n one {{Se facturó {$n} usuario PRO por {$month}, los mismos que el mes anterior.}} * {{Se facturaron {$n} usuarios PRO por {$month}, los mismos que el mes anterior.}}',
    'users.more':
      '.input {$n :number} .match $n one {{Se facturó {$n} usuario PRO por {$month}, {$more} más que el mes anterior.}} * {{Se facturaron {$n} usuarios PRO por {$month}, {$more} más que el mes anterior.}}',
    'users.fewer':
      '.input {$n :number} .match $n one {{Se facturó {$n} usuario PRO por {$month}, {$fewer} menos que el mes anterior.}} * {{Se facturaron {$n} usuarios PRO por {$month}, {$fewer} menos que el mes anterior.}}',
    revenue: 'Ingresos por mes',
    'revenue.in': 'Ingresos por mes en {$currency}',
    billed: 'Coste por mes',
    'billed.in': 'Coste por mes en {$currency}',
    'amount.series': 'Facturado',
    'amount.first': '{$amount} facturados por {$month}.',
    'amount.same': '{$amount} facturados por {$month}, lo mismo que el mes anterior.',
    'amount.more': '{$amount} facturados por {$month}, {$more} más que el mes anterior.',
    'amount.less': '{$amount} facturados por {$month}, {$less} menos que el mes anterior.',
    others: 'También se factura en {$currencies}; los informes de cada socio dicen cuánto.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
