import { catalogue } from '../../kit/texts.ts'

/** Why somebody cannot get in: the gate's rules, in the words of those who look after people. */
export const words = catalogue({
  en: {
    title: 'Why can’t {$name} get in?',
    what: 'What they want to do',
    show: 'Show',
    yes: '{$name} can get in',
    'yes.text': 'Nothing stands in the way of {$feature}.',
    'list.title': 'What is checked, in this order',
    passes: 'Passes',
    fails: 'Stands in the way',
    'feature.sign_in': 'signing in',
    'feature.home': 'opening the home page',
    'feature.messages': 'reading and writing messages',
    'feature.profile': 'opening their profile',
    'feature.people': 'looking after people',
    'feature.cases': 'working with cases',
    'feature.mass_invitations': 'inviting many at once',
    'feature.procedures': 'automated procedures',
    'feature.flows': 'on-boarding flows',
    'feature.settings': 'changing settings',
    'feature.branding': 'changing logo and colours',
    'feature.own_hosts': 'setting own addresses',
    'feature.audit': 'reading the audit trail',
    'ok.portal_cancelled': 'The portal exists',
    'ok.being_built': 'The portal is built',
    'ok.portal_suspended': 'The portal is not suspended',
    'ok.not_signed_in': 'They are known here',
    'ok.not_activated': 'They have registered',
    'ok.disabled': 'Their access is enabled',
    'ok.locked': 'They are not locked out',
    'ok.second_factor_missing': 'Their second step is set up, or none is asked',
    'ok.payment_due': 'No payment is waited for',
    'ok.flow_open': 'No on-boarding is open',
    'ok.trial_ended': 'The trial’s end does not take it away',
    'ok.level_too_low': 'Their level in their company is enough',
    'bad.portal_cancelled': 'The portal is closed for good',
    'bad.being_built': 'The portal is still being built',
    'bad.portal_suspended': 'The portal is suspended',
    'bad.not_signed_in': 'They are not signed in',
    'bad.not_activated': 'They have not registered yet',
    'bad.disabled': 'Their access is disabled',
    'bad.locked': 'They are locked out after too many failed tries',
    'bad.second_factor_missing': 'They have to set up a second step first',
    'bad.payment_due': 'A payment is due first',
    'bad.flow_open': 'They have to finish their on-boarding first',
    'bad.trial_ended': 'It went with the end of the trial',
    'bad.level_too_low': 'Their level in their company does not have it',
    'mend.locked': 'It opens by itself, or at once by the button.',
    'mend.locked.mail':
      'They can also have a link mailed from {$address} and choose a password with it.',
    'mend.locked.code':
      'They can also choose a password with a one-time code that you read to them.',
    'mend.locked.device': 'A device on which they have signed in before is let in meanwhile.',
    moved: 'Their passkey was made for {$host}',
    'moved.why': 'The portal has another address now, and passkeys work only at their own.',
    'moved.app': 'They sign in with their password and their app.',
    'moved.mailed_or_recovery_code':
      'They sign in with their password, and type a code that we mail them or one of their recovery codes.',
    'moved.mailed_code': 'They sign in with their password, and type a code that we mail them.',
    'moved.recovery_code': 'They sign in with their password and one of their recovery codes.',
    'moved.password': 'They sign in with their password.',
    'moved.no_password':
      'They have no password yet: a mailed code lets them in, or a link for choosing one.',
    'moved.no_password.link':
      'They have no password yet: they choose one with a link that is mailed to them.',
    'moved.no_password.phone':
      'They have neither a password nor an e-mail: they choose a password with a one-time code that you read to them.',
    'moved.no_way':
      'They have neither a password nor an e-mail, so there is no other way in yet. Add an e-mail to their card first.',
    'moved.then.app': 'After that they type what their app shows.',
    'moved.then.recovery_code':
      'After that they type one of their recovery codes. If those are lost, reset their second step.',
    'moved.then': 'Then they are asked to make a passkey for {$host}.',
    forgotten: 'If they have forgotten their password',
    'forgotten.passkey': 'If they have lost their passkey',
    'forgotten.code':
      'There is no e-mail on their card to send a link to. Read them a one-time code over the phone: with it they choose a password.',
  },
  es: {
    title: '¿Por qué {$name} no puede entrar?',
    what: 'Qué quiere hacer',
    show: 'Mostrar',
    yes: '{$name} puede entrar',
    'yes.text': 'Nada impide {$feature}.',
    'list.title': 'Qué se comprueba, en este orden',
    passes: 'Se cumple',
    fails: 'Lo impide',
    'feature.sign_in': 'iniciar sesión',
    'feature.home': 'abrir la página de inicio',
    'feature.messages': 'leer y escribir mensajes',
    'feature.profile': 'abrir su perfil',
    'feature.people': 'cuidar de las personas',
    'feature.cases': 'trabajar con casos',
    'feature.mass_invitations': 'invitar a muchos a la vez',
    'feature.procedures': 'procedimientos automáticos',
    'feature.flows': 'flujos de incorporación',
    'feature.settings': 'cambiar los ajustes',
    'feature.branding': 'cambiar logotipo y colores',
    'feature.own_hosts': 'poner direcciones propias',
    'feature.audit': 'leer el registro de auditoría',
    'ok.portal_cancelled': 'El portal existe',
    'ok.being_built': 'El portal está construido',
    'ok.portal_suspended': 'El portal no está suspendido',
    'ok.not_signed_in': 'Se le conoce aquí',
    'ok.not_activated': 'Se ha registrado',
    'ok.disabled': 'Su acceso está activado',
    'ok.locked': 'No tiene el acceso bloqueado',
    'ok.second_factor_missing': 'Tiene su segundo paso, o no se pide ninguno',
    'ok.payment_due': 'No se espera ningún pago',
    'ok.flow_open': 'No hay ninguna incorporación pendiente',
    'ok.trial_ended': 'El fin de la prueba no lo quita',
    'ok.level_too_low': 'Su nivel en su empresa basta',
    'bad.portal_cancelled': 'El portal está cerrado para siempre',
    'bad.being_built': 'El portal aún se está construyendo',
    'bad.portal_suspended': 'El portal está suspendido',
    'bad.not_signed_in': 'No ha iniciado sesión',
    'bad.not_activated': 'Aún no se ha registrado',
    'bad.disabled': 'Su acceso está desactivado',
    'bad.locked': 'Tiene el acceso bloqueado tras demasiados intentos fallidos',
    'bad.second_factor_missing': 'Antes tiene que configurar un segundo paso',
    'bad.payment_due': 'Antes hay un pago pendiente',
    'bad.flow_open': 'Antes tiene que terminar su incorporación',
    'bad.trial_ended': 'Se fue con el fin de la prueba',
    'bad.level_too_low': 'Su nivel en su empresa no lo tiene',
    'mend.locked': 'Se abre solo, o enseguida con el botón.',
    'mend.locked.mail':
      'También puede pedir un enlace por correo en {$address} y elegir con él una contraseña.',
    'mend.locked.code':
      'También puede elegir una contraseña con un código de un solo uso que usted le lee.',
    'mend.locked.device':
      'Mientras tanto, entra desde un dispositivo en el que ya haya iniciado sesión.',
    moved: 'Su llave de acceso se creó para {$host}',
    'moved.why':
      'El portal tiene ahora otra dirección, y las llaves de acceso solo funcionan en la suya.',
    'moved.app': 'Inicia sesión con su contraseña y su aplicación.',
    'moved.mailed_or_recovery_code':
      'Inicia sesión con su contraseña y escribe un código que le enviamos por correo o uno de sus códigos de recuperación.',
    'moved.mailed_code':
      'Inicia sesión con su contraseña y escribe un código que le enviamos por correo.',
    'moved.recovery_code': 'Inicia sesión con su contraseña y uno de sus códigos de recuperación.',
    'moved.password': 'Inicia sesión con su contraseña.',
    'moved.no_password':
      'Aún no tiene contraseña: entra con un código por correo o con un enlace para elegir una.',
    'moved.no_password.link':
      'Aún no tiene contraseña: elige una con un enlace que recibe por correo.',
    'moved.no_password.phone':
      'No tiene ni contraseña ni correo: elige una contraseña con un código de un solo uso que usted le lee.',
    'moved.no_way':
      'No tiene ni contraseña ni correo, así que aún no hay otra forma de entrar. Añada antes un correo a su ficha.',
    'moved.then.app': 'Después escribe lo que muestra su aplicación.',
    'moved.then.recovery_code':
      'Después escribe uno de sus códigos de recuperación. Si los ha perdido, restablezca su segundo paso.',
    'moved.then': 'Después se le pide que cree una llave de acceso para {$host}.',
    forgotten: 'Si ha olvidado su contraseña',
    'forgotten.passkey': 'Si ha perdido su llave de acceso',
    'forgotten.code':
      'En su ficha no hay correo al que enviar un enlace. Léale por teléfono un código de un solo uso: con él elige una contraseña.',
  },
})

/** In the language of whoever reads. */
export const { t } = words

export type Text = keyof typeof words.words.en
