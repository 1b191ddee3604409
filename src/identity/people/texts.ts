import { catalogue } from '../../kit/texts.ts'

/** What gives somebody access and takes it, whosever they are, and what the console's lists of people say. */
export const words = catalogue({
  en: {
    person: 'Person',
    owner: 'Owner',
    you: 'You',
    action: 'Action',
    enable: 'Enable',
    'enable.label': 'Enable the access of {$name}',
    disable: 'Disable',
    'disable.label': 'Disable the access of {$name}',
    'again.label': 'Invite {$name} again',
    reason: 'Reason',
    'reason.help': 'Your colleagues read it here. {$name} does not.',
    'first.done': 'An invitation is on its way to {$email}.',
    'again.done': 'A new invitation is on its way to {$email}. The earlier link no longer works.',
    'disable.title': 'Disable the access of {$name}',
    'disable.sessions':
      '.input {$count :number}\n.match $count\n0 {{{$name} is not signed in anywhere at the moment.}}\none {{{$count} device is signed out at once.}}\n* {{{$count} devices are signed out at once.}}',
    'disable.sign_in': '{$name} can neither sign in nor get a new password.',
    'disable.invitation': 'The invitation that is out stops working.',
    'disable.seat': 'Their PRO seat is not counted until access is enabled again.',
    'disable.kept': 'Nothing is deleted. You can enable access again at any time.',
    'disable.done': '{$name} has no access any more.',
    'enable.done': '{$name} has access again.',
    'enable.done.invite':
      '{$name} has access again. Invite them once more: the earlier link is dead.',
    factors: 'Reset second step',
    'factors.label': 'Reset second step of {$name}',
    'factors.title': 'Reset the second step of {$name}',
    'factors.what':
      '{$name} then signs in with the password alone, and sets up a second step anew. Without a password they first choose one, with a link by e-mail.',
    'factors.what.code':
      '{$name} signs in with the password alone, until a second step is set up again. Without a password they first choose one, with a link by e-mail or a code that you read out.',
    'factors.passkeys': 'Their authenticator app, passkeys and recovery codes stop working.',
    'factors.out': 'They are signed out everywhere, and told by mail.',
    'factors.done': 'The second step of {$name} is gone. They have been told by mail.',
    'factors.reason': 'It stands in the audit trail. {$name} does not read it.',
    'empty.portal':
      'The owner is invited as soon as the portal stands, and invites everybody else.',
    'empty.partner': 'Those you invite sign in here and look after this partner’s portals.',
    'new.done': 'An invitation is on its way to {$email}.',
    'new.partner':
      'They see the portals of {$partner}, and nothing else. They get a link by e-mail.',
  },
  es: {
    person: 'Persona',
    owner: 'Titular',
    you: 'Usted',
    action: 'Acción',
    enable: 'Activar',
    'enable.label': 'Activar el acceso de {$name}',
    disable: 'Desactivar',
    'disable.label': 'Desactivar el acceso de {$name}',
    'again.label': 'Invitar de nuevo a {$name}',
    reason: 'Motivo',
    'reason.help': 'Lo leen aquí sus colegas. {$name} no lo lee.',
    'first.done': 'Una invitación va de camino a {$email}.',
    'again.done':
      'Una invitación nueva va de camino a {$email}. El enlace anterior ya no funciona.',
    'disable.title': 'Desactivar el acceso de {$name}',
    'disable.sessions':
      '.input {$count :number}\n.match $count\n0 {{{$name} no tiene ninguna sesión abierta en este momento.}}\none {{Se cierra la sesión en {$count} dispositivo enseguida.}}\n* {{Se cierra la sesión en {$count} dispositivos enseguida.}}',
    'disable.sign_in': '{$name} no puede iniciar sesión ni obtener una contraseña nueva.',
    'disable.invitation': 'La invitación enviada deja de funcionar.',
    'disable.seat': 'Su asiento PRO no cuenta hasta que se active de nuevo su acceso.',
    'disable.kept': 'No se elimina nada. Puede activar el acceso de nuevo cuando quiera.',
    'disable.done': '{$name} ya no tiene acceso.',
    'enable.done': '{$name} vuelve a tener acceso.',
    'enable.done.invite':
      '{$name} vuelve a tener acceso. Envíe otra invitación: el enlace anterior ya no sirve.',
    factors: 'Restablecer el segundo paso',
    'factors.label': 'Restablecer el segundo paso de {$name}',
    'factors.title': 'Restablecer el segundo paso de {$name}',
    'factors.what':
      '{$name} iniciará sesión solo con la contraseña y configurará un segundo paso nuevo. Sin contraseña, antes elige una, con un enlace por correo.',
    'factors.what.code':
      '{$name} inicia sesión solo con la contraseña hasta que se configure de nuevo un segundo paso. Sin contraseña, antes elige una, con un enlace por correo o un código que usted le lee.',
    'factors.passkeys':
      'Su aplicación de autenticación, sus llaves de acceso y sus códigos de recuperación dejan de funcionar.',
    'factors.out': 'Se cierran todas sus sesiones y se le avisa por correo.',
    'factors.done': 'El segundo paso de {$name} ya no está. Se le ha avisado por correo.',
    'factors.reason': 'Consta en el registro de auditoría. {$name} no lo lee.',
    'empty.portal':
      'El titular recibe la invitación en cuanto el portal está listo, e invita a todos los demás.',
    'empty.partner':
      'Quienes reciban su invitación inician sesión aquí y se ocupan de los portales de este socio.',
    'new.done': 'La invitación va de camino a {$email}.',
    'new.partner': 'Verá los portales de {$partner} y nada más. Recibirá un enlace por correo.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
