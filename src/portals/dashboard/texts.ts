import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    conversions: 'How trials ended',
    'conversions.text':
      '{$began :number} trials began in the last 12 months. {$certified :number} portals were certified, {$expired :number} trials ran out.',
    'conversions.certified': 'Certified',
    'conversions.expired': 'Ran out',
    month: 'Month',
    new: 'New portal',
    title: 'Dashboard',
    standing: 'Portals',
    chart: 'Portals by status',
    'chart.same':
      '.input {$now :number} .match $now one {{{$now} portal today, as many as {$days} days ago.}} * {{{$now} portals today, as many as {$days} days ago.}}',
    'chart.more':
      '.input {$now :number} .match $now one {{{$now} portal today, {$more} more than {$days} days ago.}} * {{{$now} portals today, {$more} more than {$days} days ago.}}',
    'chart.fewer':
      '.input {$now :number} .match $now one {{{$now} portal today, {$fewer} fewer than {$days} days ago.}} * {{{$now} portals today, {$fewer} fewer than {$days} days ago.}}',
    day: 'Day',
    trials: 'Trials ending within 7 days',
    'trials.none': 'No trial ends within 7 days.',
    suspensions: 'Suspensions nearing 90 days',
    'suspensions.none': 'No suspended portal is within 30 days of its deletion.',
    portal: 'Portal',
    ends: 'Ends',
    deleted: 'Deleted after',
    left: 'Time left',
    empty: 'Create your first portal',
    'empty.text':
      'Give it a name and an owner. It stands within seconds, its owner is invited by mail, and this page shows how all your portals are doing.',
  },
  es: {
    conversions: 'Cómo acabaron las pruebas',
    'conversions.text':
      'En los últimos 12 meses empezaron {$began :number} pruebas. Se certificaron {$certified :number} portales y {$expired :number} pruebas se agotaron.',
    'conversions.certified': 'Certificados',
    'conversions.expired': 'Agotadas',
    month: 'Mes',
    new: 'Nuevo portal',
    title: 'Panel',
    standing: 'Portales',
    chart: 'Portales por estado',
    'chart.same':
      '.input {$now :number} .match $now one {{{$now} portal hoy, los mismos que hace {$days} días.}} * {{{$now} portales hoy, los mismos que hace {$days} días.}}',
    'chart.more':
      '.input {$now :number} .match $now one {{{$now} portal hoy, {$more} más que hace {$days} días.}} * {{{$now} portales hoy, {$more} más que hace {$days} días.}}',
    'chart.fewer':
      '.input {$now :number} .match $now one {{{$now} portal hoy, {$fewer} menos que hace {$days} días.}} * {{{$now} portales hoy, {$fewer} menos que hace {$days} días.}}',
    day: 'Día',
    trials: 'Pruebas que acaban en 7 días',
    'trials.none': 'Ninguna prueba acaba en los próximos 7 días.',
    suspensions: 'Suspensiones cerca de los 90 días',
    'suspensions.none':
      'A ningún portal suspendido le faltan menos de 30 días para su eliminación.',
    portal: 'Portal',
    ends: 'Acaba',
    deleted: 'Se elimina después del',
    left: 'Tiempo restante',
    empty: 'Cree su primer portal',
    'empty.text':
      'Dele un nombre y un titular. Está listo en segundos, su titular recibe la invitación por correo, y esta página muestra cómo van todos sus portales.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
