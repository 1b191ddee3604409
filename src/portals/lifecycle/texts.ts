import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    'do.certify': 'Certify portal',
    'do.expire': 'End trial now',
    'do.suspend': 'Suspend portal',
    'do.unsuspend': 'Lift suspension',
    'do.cancel': 'Cancel portal',
    'do.certificate': 'Certificate of deletion',
    'do.open': 'Open portal',

    'certify.title': 'Certify {$name}',
    'certify.back': '{$features} come back.',
    'certify.all': 'It keeps everything that it has now, for good.',
    'certify.bill':
      '.input {$n :number} .match $n 0 {{Its PRO users are billed from now on; at the moment it has none.}} one {{Its {$n} PRO user is billed from now on.}} * {{Its {$n} PRO users are billed from now on.}}',
    'certify.still_bill':
      '.input {$n :number} .match $n 0 {{Its PRO users go on being billed; at the moment it has none.}} one {{Its {$n} PRO user goes on being billed.}} * {{Its {$n} PRO users go on being billed.}}',
    'certify.final': 'The trial is over for good: a certified portal does not go back to it.',
    'certify.stays': 'Nobody is signed out, and nothing is deleted.',
    'certify.done': '{$name} is certified.',

    'expire.title': 'End the trial of {$name}',
    'expire.gone': '{$features} go away at once.',
    'expire.nothing': 'No feature goes away: its settings list none.',
    'expire.people':
      '.input {$n :number} .match $n 0 {{Messages and access to all apps stay.}} one {{Messages and access to all apps stay; {$n} person can go on signing in.}} * {{Messages and access to all apps stay; {$n} people can go on signing in.}}',
    'expire.final': 'A trial that has ended does not begin again.',
    'expire.done': 'The trial of {$name} has ended.',

    'suspend.title': 'Suspend {$name}',
    'suspend.signed_out':
      '.input {$n :number} .match $n 0 {{Nobody is signed in at the moment.}} one {{{$n} person will be signed out.}} * {{{$n} people will be signed out.}}',
    'suspend.shut':
      '.input {$n :number} .match $n 0 {{Nobody can sign in.}} one {{{$n} person can no longer sign in, even on the staff.}} * {{{$n} people can no longer sign in, staff included.}}',
    'suspend.quiet': 'No mail leaves it and no job runs in it; what falls due meanwhile waits.',
    'suspend.bill':
      '.input {$n :number} .match $n one {{Its {$n} PRO user is not billed while it is suspended.}} * {{Its {$n} PRO users are not billed while it is suspended.}}',
    'suspend.trial': 'Its trial goes on running, and ends on {$date} all the same.',
    'suspend.deletion':
      'If it is still suspended after {$date}, it is cancelled and everything in it is deleted. Its owner and its partner are warned 30, 14, 7 and 1 days before.',
    'suspend.stays':
      'Nothing is deleted. You can lift the suspension with one click, and everything is as it was.',
    'suspend.cause': 'Why',
    'suspend.note': 'Note',
    'suspend.note.help': 'For you and your colleagues. It stands in the history.',
    'suspend.done': '{$name} is suspended. Everyone is signed out.',

    'unsuspend.title': 'Lift the suspension of {$name}',
    'unsuspend.back': 'It comes back as “{$status}”, as it was.',
    'unsuspend.expired': 'Its trial ended on {$date} meanwhile, so it comes back as “{$status}”.',
    'unsuspend.people':
      '.input {$n :number} .match $n 0 {{People can come in again.}} one {{{$n} person can sign in again, with the same password.}} * {{{$n} people can sign in again, with the same passwords.}}',
    'unsuspend.mails':
      '.input {$n :number} .match $n one {{{$n} mail that was held goes out.}} * {{{$n} mails that were held go out.}}',
    'unsuspend.deletion':
      'The count of days until its deletion ends; another suspension begins its own.',
    'unsuspend.done': '{$name} is open again.',

    'cancel.title': 'Cancel {$name}',
    'cancel.deleted': 'Deleted for good',
    'cancel.people':
      '.input {$n :number} .match $n one {{{$n} person, with everything about them}} * {{{$n} people, with everything about them}}',
    'cancel.threads':
      '.input {$n :number} .match $n one {{{$n} conversation}} * {{{$n} conversations}}',
    'cancel.messages': '.input {$n :number} .match $n one {{{$n} message}} * {{{$n} messages}}',
    'cancel.mails': '.input {$n :number} .match $n one {{{$n} mail}} * {{{$n} mails}}',
    'cancel.rest': 'Name, logo, colours and settings',
    'cancel.audit':
      '.input {$n :number} .match $n one {{The audit trail, {$n} line}} * {{The audit trail, {$n} lines}}',
    'cancel.key': 'The key to its data: afterwards not even a backup can be read',
    'cancel.stays': 'What stays',
    'cancel.stays.id': 'Its ID and the history of its statuses, without notes',
    'cancel.stays.hosts':
      '.input {$n :number} .match $n one {{Its address, which nobody else is given before {$date}}} * {{Its {$n} addresses, which nobody else is given before {$date}}}',
    'cancel.stays.bills': 'Its bills, which hold counts and no names',
    'cancel.stays.certificate': 'A certificate of what was deleted, when and on whose word',
    'cancel.final': 'This cannot be undone. A customer who returns gets a new portal.',
    'cancel.done': '{$name} is cancelled. Everything in it is being deleted.',

    'export.title': 'Ask for an export',
    'export.lead':
      'The portal of {$portal} is suspended, and everything in it will be deleted after {$date}.',
    'export.text': 'Whoever runs this installation is told, and writes to you.',
    'export.do': 'Ask for an export',
    'export.done': 'Your export is asked for',
    'export.done.text':
      'Whoever runs this installation has been told, and will write to you. You can close this page.',
    'export.dead': 'There is nothing to ask for here',
    'export.dead.remedy': 'If you need help, ask whoever provides the portal to you.',

    'not_possible.title': 'This is not possible now',
    'not_possible.back': 'Back to the portal',
  },
  es: {
    'do.certify': 'Certificar portal',
    'do.expire': 'Terminar la prueba ya',
    'do.suspend': 'Suspender portal',
    'do.unsuspend': 'Levantar suspensión',
    'do.cancel': 'Cancelar portal',
    'do.certificate': 'Certificado de eliminación',
    'do.open': 'Abrir portal',

    'certify.title': 'Certificar {$name}',
    'certify.back': 'Vuelven: {$features}.',
    'certify.all': 'Conserva todo lo que tiene ahora, definitivamente.',
    'certify.bill':
      '.input {$n :number} .match $n 0 {{Sus usuarios PRO se facturan desde ahora; en este momento no tiene ninguno.}} one {{Su {$n} usuario PRO se factura desde ahora.}} * {{Sus {$n} usuarios PRO se facturan desde ahora.}}',
    'certify.still_bill':
      '.input {$n :number} .match $n 0 {{Sus usuarios PRO se siguen facturando; en este momento no tiene ninguno.}} one {{Su {$n} usuario PRO se sigue facturando.}} * {{Sus {$n} usuarios PRO se siguen facturando.}}',
    'certify.final': 'La prueba acaba definitivamente: un portal certificado no vuelve a ella.',
    'certify.stays': 'No se cierra la sesión de nadie ni se elimina nada.',
    'certify.done': '{$name} está certificado.',

    'expire.title': 'Terminar la prueba de {$name}',
    'expire.gone': 'Desaparecen al momento: {$features}.',
    'expire.nothing': 'No desaparece ninguna función: sus ajustes no nombran ninguna.',
    'expire.people':
      '.input {$n :number} .match $n 0 {{Los mensajes y el acceso a todas las aplicaciones se quedan.}} one {{Los mensajes y el acceso a todas las aplicaciones se quedan; {$n} persona puede seguir iniciando sesión.}} * {{Los mensajes y el acceso a todas las aplicaciones se quedan; {$n} personas pueden seguir iniciando sesión.}}',
    'expire.final': 'Una prueba terminada no vuelve a empezar.',
    'expire.done': 'La prueba de {$name} ha terminado.',

    'suspend.title': 'Suspender {$name}',
    'suspend.signed_out':
      '.input {$n :number} .match $n 0 {{En este momento nadie tiene la sesión iniciada.}} one {{Se cerrará la sesión de {$n} persona.}} * {{Se cerrará la sesión de {$n} personas.}}',
    'suspend.shut':
      '.input {$n :number} .match $n 0 {{Nadie puede iniciar sesión.}} one {{{$n} persona ya no podrá iniciar sesión, tampoco si es del personal.}} * {{{$n} personas ya no podrán iniciar sesión, incluido el personal.}}',
    'suspend.quiet':
      'No sale ningún correo ni se ejecuta ninguna tarea; lo que venza mientras tanto espera.',
    'suspend.bill':
      '.input {$n :number} .match $n one {{Su {$n} usuario PRO no se factura mientras esté suspendido.}} * {{Sus {$n} usuarios PRO no se facturan mientras esté suspendido.}}',
    'suspend.trial': 'Su prueba sigue corriendo y acaba igualmente el {$date}.',
    'suspend.deletion':
      'Si sigue suspendido después del {$date}, se cancela y se elimina todo su contenido. Su titular y su socio reciben un aviso 30, 14, 7 y 1 días antes.',
    'suspend.stays':
      'No se elimina nada. Puede levantar la suspensión con un clic y todo queda como estaba.',
    'suspend.cause': 'Motivo',
    'suspend.note': 'Nota',
    'suspend.note.help': 'Para usted y sus colegas. Queda en el historial.',
    'suspend.done': '{$name} está suspendido. Se ha cerrado la sesión de todos.',

    'unsuspend.title': 'Levantar la suspensión de {$name}',
    'unsuspend.back': 'Vuelve como «{$status}», como estaba.',
    'unsuspend.expired':
      'Su prueba acabó mientras tanto, el {$date}, así que vuelve como «{$status}».',
    'unsuspend.people':
      '.input {$n :number} .match $n 0 {{Se puede volver a entrar.}} one {{{$n} persona puede volver a iniciar sesión, con la misma contraseña.}} * {{{$n} personas pueden volver a iniciar sesión, con las mismas contraseñas.}}',
    'unsuspend.mails':
      '.input {$n :number} .match $n one {{Sale {$n} correo que estaba retenido.}} * {{Salen {$n} correos que estaban retenidos.}}',
    'unsuspend.deletion':
      'Termina la cuenta de días hasta su eliminación; otra suspensión empieza la suya.',
    'unsuspend.done': '{$name} vuelve a estar abierto.',

    'cancel.title': 'Cancelar {$name}',
    'cancel.deleted': 'Se elimina para siempre',
    'cancel.people':
      '.input {$n :number} .match $n one {{{$n} persona, con todos sus datos}} * {{{$n} personas, con todos sus datos}}',
    'cancel.threads':
      '.input {$n :number} .match $n one {{{$n} conversación}} * {{{$n} conversaciones}}',
    'cancel.messages': '.input {$n :number} .match $n one {{{$n} mensaje}} * {{{$n} mensajes}}',
    'cancel.mails': '.input {$n :number} .match $n one {{{$n} correo}} * {{{$n} correos}}',
    'cancel.rest': 'Nombre, logotipo, colores y ajustes',
    'cancel.audit':
      '.input {$n :number} .match $n one {{El registro de auditoría, {$n} línea}} * {{El registro de auditoría, {$n} líneas}}',
    'cancel.key': 'La clave de sus datos: después no se podrá leer ni una copia de seguridad',
    'cancel.stays': 'Qué se queda',
    'cancel.stays.id': 'Su ID y el historial de sus estados, sin notas',
    'cancel.stays.hosts':
      '.input {$n :number} .match $n one {{Su dirección, que no se da a nadie más antes del {$date}}} * {{Sus {$n} direcciones, que no se dan a nadie más antes del {$date}}}',
    'cancel.stays.bills': 'Sus facturas, que contienen cantidades y ningún nombre',
    'cancel.stays.certificate': 'Un certificado de qué se eliminó, cuándo y por orden de quién',
    'cancel.final': 'No se puede deshacer. Un cliente que vuelve recibe un portal nuevo.',
    'cancel.done': '{$name} está cancelado. Se está eliminando todo su contenido.',

    'export.title': 'Pedir una exportación',
    'export.lead':
      'El portal de {$portal} está suspendido, y todo su contenido se eliminará después del {$date}.',
    'export.text': 'Quien administra esta instalación recibe el aviso y le escribe.',
    'export.do': 'Pedir una exportación',
    'export.done': 'Su exportación está pedida',
    'export.done.text':
      'Quien administra esta instalación ha recibido el aviso y le escribirá. Puede cerrar esta página.',
    'export.dead': 'Aquí no hay nada que pedir',
    'export.dead.remedy': 'Si necesita ayuda, pregunte a quien le proporciona el portal.',

    'not_possible.title': 'Ahora no es posible',
    'not_possible.back': 'Volver al portal',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
