import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'Test clock',
    lead: 'This is a sandbox: you move time forward, and everything that falls due until then happens, exactly as it would have. Time cannot be moved back.',
    fixed: 'In production the clock is the machine’s and cannot be moved.',
    now: 'The clock shows',
    ahead: 'Ahead of real time',
    'ahead.none': 'Not at all',
    'ahead.hours': '.input {$n :number} .match $n one {{{$n} hour}} * {{{$n} hours}}',
    move: 'Move the clock',
    'move.by': 'Forward by',
    'move.to': 'To',
    'move.happens': 'Then',
    'move.nothing': 'Nothing falls due.',
    'move.trial_end': '.input {$n :number} .match $n one {{{$n} trial ends}} * {{{$n} trials end}}',
    'move.warning':
      '.input {$n :number} .match $n one {{{$n} warning is mailed}} * {{{$n} warnings are mailed}}',
    'move.cancellation':
      '.input {$n :number} .match $n one {{{$n} portal is cancelled and everything in it deleted}} * {{{$n} portals are cancelled and everything in them deleted}}',
    'falls.billing_reports':
      '.input {$n :number} .match $n one {{the monthly report of {$n} partner is due}} * {{the monthly reports of {$n} partners are due}}',
    'falls.procedures_due':
      '.input {$n :number} .match $n one {{{$n} run of a procedure is due}} * {{{$n} runs of procedures are due}}',
    'falls.sweep_requests':
      '.input {$n :number} .match $n one {{{$n} reminder of a requested document is due}} * {{{$n} reminders of requested documents are due}}',
    'falls.sweep_file_tellings':
      '.input {$n :number} .match $n one {{{$n} mail about new documents is due}} * {{{$n} mails about new documents are due}}',
    'falls.sweep_sandbox_gateway':
      '.input {$n :number} .match $n one {{{$n} payment at the sandbox gateway moves on}} * {{{$n} payments at the sandbox gateway move on}}',
    'falls.sweep_payments':
      '.input {$n :number} .match $n one {{a gateway is asked about {$n} payment}} * {{gateways are asked about {$n} payments}}',
    'falls.sweep_comparisons':
      '.input {$n :number} .match $n one {{{$n} gateway is compared with}} * {{{$n} gateways are compared with}}',
    'falls.sweep_access_reminders':
      '.input {$n :number} .match $n one {{{$n} client is reminded of a payment}} * {{{$n} clients are reminded of a payment}}',
    'falls.sweep_subscriptions':
      '.input {$n :number} .match $n one {{something is due of {$n} subscription}} * {{something is due of {$n} subscriptions}}',
    'falls.webhooks_due':
      '.input {$n :number} .match $n one {{{$n} delivery of a webhook is due to be tried again}} * {{{$n} deliveries of webhooks are due to be tried again}}',
    'move.other': 'By another length of time',
    'move.other.help':
      'In ISO 8601: P31D is 31 days, PT6H six hours, P1Y a year. At most ten years.',
    'move.do': 'Move the clock',
    'move.do.days': '.input {$n :number} .match $n one {{+{$n} day}} * {{+{$n} days}}',
    due: 'Due next in portals’ lives',
    'due.none': 'No portal’s trial ends, nor is one warned or cancelled.',
    'due.when': 'When',
    'due.portal': 'Portal',
    'due.what': 'What',
    'due.trial_end': 'Its trial ends',
    'due.warning':
      '.input {$n :number} .match $n one {{Warned: deleted in {$n} day}} * {{Warned: deleted in {$n} days}}',
    'due.cancellation': 'Cancelled, and everything in it deleted',
    happened: 'What happened',
    'happened.text': 'Between {$from} and {$to}.',
    'happened.none': 'Nothing fell due in that time.',
    'happened.trial_expired': 'The trial ended',
    'happened.cancelled': 'Cancelled, and everything in it deleted',
    'happened.warned':
      '.input {$n :number} .match $n one {{Owner and partner warned: deleted in {$n} day}} * {{Owner and partner warned: deleted in {$n} days}}',
    moved: 'The clock shows {$now} now.',
  },
  es: {
    title: 'Reloj de prueba',
    lead: 'Esto es un entorno de pruebas: usted adelanta el tiempo y sucede todo lo que vence hasta entonces, tal como habría sucedido. El tiempo no se puede retrasar.',
    fixed: 'En producción el reloj es el de la máquina y no se puede mover.',
    now: 'El reloj marca',
    ahead: 'Por delante del tiempo real',
    'ahead.none': 'Nada',
    'ahead.hours': '.input {$n :number} .match $n one {{{$n} hora}} * {{{$n} horas}}',
    move: 'Adelantar el reloj',
    'move.by': 'Adelantar',
    'move.to': 'Hasta el',
    'move.happens': 'Entonces',
    'move.nothing': 'No vence nada.',
    'move.trial_end':
      '.input {$n :number} .match $n one {{acaba {$n} prueba}} * {{acaban {$n} pruebas}}',
    'move.warning':
      '.input {$n :number} .match $n one {{se envía {$n} aviso}} * {{se envían {$n} avisos}}',
    'move.cancellation':
      '.input {$n :number} .match $n one {{se cancela {$n} portal y se elimina todo su contenido}} * {{se cancelan {$n} portales y se elimina todo su contenido}}',
    'falls.billing_reports':
      '.input {$n :number} .match $n one {{vence el informe mensual de {$n} socio}} * {{vencen los informes mensuales de {$n} socios}}',
    'falls.procedures_due':
      '.input {$n :number} .match $n one {{vence {$n} ejecución de un procedimiento}} * {{vencen {$n} ejecuciones de procedimientos}}',
    'falls.sweep_requests':
      '.input {$n :number} .match $n one {{vence {$n} recordatorio de un documento pedido}} * {{vencen {$n} recordatorios de documentos pedidos}}',
    'falls.sweep_file_tellings':
      '.input {$n :number} .match $n one {{vence {$n} correo sobre documentos nuevos}} * {{vencen {$n} correos sobre documentos nuevos}}',
    'falls.sweep_sandbox_gateway':
      '.input {$n :number} .match $n one {{avanza {$n} pago en la pasarela de pruebas}} * {{avanzan {$n} pagos en la pasarela de pruebas}}',
    'falls.sweep_payments':
      '.input {$n :number} .match $n one {{se pregunta a una pasarela por {$n} pago}} * {{se pregunta a las pasarelas por {$n} pagos}}',
    'falls.sweep_comparisons':
      '.input {$n :number} .match $n one {{se compara con {$n} pasarela}} * {{se compara con {$n} pasarelas}}',
    'falls.sweep_access_reminders':
      '.input {$n :number} .match $n one {{se recuerda un pago a {$n} cliente}} * {{se recuerda un pago a {$n} clientes}}',
    'falls.sweep_subscriptions':
      '.input {$n :number} .match $n one {{toca algo en {$n} suscripción}} * {{toca algo en {$n} suscripciones}}',
    'falls.webhooks_due':
      '.input {$n :number} .match $n one {{vence {$n} entrega de un webhook que se vuelve a intentar}} * {{vencen {$n} entregas de webhooks que se vuelven a intentar}}',
    'move.other': 'Otra duración',
    'move.other.help':
      'En ISO 8601: P31D son 31 días, PT6H seis horas, P1Y un año. Diez años como máximo.',
    'move.do': 'Adelantar el reloj',
    'move.do.days': '.input {$n :number} .match $n one {{+{$n} día}} * {{+{$n} días}}',
    due: 'Próximos vencimientos de portales',
    'due.none': 'No acaba la prueba de ningún portal, ni se avisa ni se cancela ninguno.',
    'due.when': 'Cuándo',
    'due.portal': 'Portal',
    'due.what': 'Qué',
    'due.trial_end': 'Acaba su prueba',
    'due.warning':
      '.input {$n :number} .match $n one {{Aviso: se elimina en {$n} día}} * {{Aviso: se elimina en {$n} días}}',
    'due.cancellation': 'Se cancela y se elimina todo su contenido',
    happened: 'Qué ha pasado',
    'happened.text': 'Entre el {$from} y el {$to}.',
    'happened.none': 'En ese tiempo no venció nada.',
    'happened.trial_expired': 'Acabó la prueba',
    'happened.cancelled': 'Cancelado, con la eliminación de todo su contenido',
    'happened.warned':
      '.input {$n :number} .match $n one {{Aviso al titular y al socio: se elimina en {$n} día}} * {{Aviso al titular y al socio: se elimina en {$n} días}}',
    moved: 'El reloj marca ahora {$now}.',
  },
})

/** In the language of whoever reads. */
export const { t } = words

export type Text = keyof typeof words.words.en
