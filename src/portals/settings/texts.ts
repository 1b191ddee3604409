import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'Settings',
    general: 'General',
    name: 'Name',
    'name.help': 'It stands on every page and in every mail.',
    language: 'Language',
    'language.help': 'For mails, and for people who have not chosen one themselves.',
    time_zone: 'Time zone',
    security: 'Coming in',
    registration_fact: 'What clients state when they register',
    'registration_fact.help':
      'Beside the link they are mailed. Whoever has no such thing on their card cannot be invited.',
    'registration_fact.digits': 'Last four digits of the social security number',
    'registration_fact.birth_date': 'Date of birth',
    'registration_fact.case_number': 'Number of a case of theirs',
    invitation_hours: 'Hours an invitation is good for',
    'invitation_hours.help': 'From 1 to 720, which is 30 days. 168 are a week.',
    lockout: 'Wrong passwords before a wait',
    'lockout.help':
      'From 3 to 100. The wait grows with each further one, and a new password by mail always works.',
    mails_per_minute: 'Mails a minute when many are invited',
    'mails_per_minute.help':
      'From 1 to 10,000. So that your mail server takes them all; other mails never wait for these.',
    second_factor: 'Staff need a second step to sign in',
    'second_factor.help':
      'An app or a passkey. Staff without one are led to set it up when they next open a page, you included.',
    previews: 'Seeing the portal as a client does',
    behalf: 'In a preview, staff may',
    'behalf.help':
      'A preview lasts an hour at most, needs a reason, and the client can see that it happened. Passwords, payments, consent and keys stay out of reach.',
    'behalf.no': 'Look only',
    'behalf.yes': 'Look, and write in the client’s name',
    by_code: 'Signing in by a mailed code',
    'by_code.help': 'Instead of a password. Whoever reads somebody’s mail then comes in as them.',
    'by_code.yes': 'Offered',
    'by_code.no': 'Not offered',
    after_trial: 'When the trial ends',
    'after_trial.label': 'Goes away when the trial ends',
    'after_trial.help': 'Certifying the portal brings it back.',
    'after_trial.floor': 'Always stays: {$features}.',
    'after_trial.own': 'What goes away when the trial ends is set by whoever provides the portal.',
    'after_trial.list': 'Goes away: {$features}.',
    'after_trial.none': 'Nothing goes away.',
    done: 'Settings saved.',
  },
  es: {
    title: 'Ajustes',
    general: 'General',
    name: 'Nombre',
    'name.help': 'Figura en todas las páginas y en todos los correos.',
    language: 'Idioma',
    'language.help': 'Para los correos, y para quien no haya elegido uno.',
    time_zone: 'Zona horaria',
    security: 'Acceso',
    registration_fact: 'Lo que indican los clientes al registrarse',
    'registration_fact.help':
      'Además del enlace que reciben por correo. A quien no lo tenga en su ficha no se le puede invitar.',
    'registration_fact.digits': 'Últimas cuatro cifras del número de la seguridad social',
    'registration_fact.birth_date': 'Fecha de nacimiento',
    'registration_fact.case_number': 'Número de un caso suyo',
    invitation_hours: 'Horas de validez de una invitación',
    'invitation_hours.help': 'De 1 a 720, que son 30 días. 168 son una semana.',
    lockout: 'Contraseñas erróneas antes de una espera',
    'lockout.help':
      'De 3 a 100. La espera crece con cada una más, y una contraseña nueva por correo siempre sirve.',
    mails_per_minute: 'Correos por minuto al invitar a muchos',
    'mails_per_minute.help':
      'De 1 a 10.000. Para que su servidor de correo los acepte todos; los demás correos nunca esperan por estos.',
    second_factor: 'El personal necesita un segundo paso para iniciar sesión',
    'second_factor.help':
      'Una aplicación o una llave de acceso. A quien no lo tenga se le lleva a configurarlo en cuanto abra una página, también a usted.',
    previews: 'Ver el portal como un cliente',
    behalf: 'En una vista previa, el personal puede',
    'behalf.help':
      'Una vista previa dura una hora como mucho, exige un motivo, y el cliente puede ver que ocurrió. Contraseñas, pagos, consentimientos y claves quedan fuera de alcance.',
    'behalf.no': 'Solo mirar',
    'behalf.yes': 'Mirar, y escribir en nombre del cliente',
    by_code: 'Inicio de sesión con un código por correo',
    'by_code.help':
      'En lugar de la contraseña. Quien lea el correo de alguien entra entonces como esa persona.',
    'by_code.yes': 'Se ofrece',
    'by_code.no': 'No se ofrece',
    after_trial: 'Cuando acaba la prueba',
    'after_trial.label': 'Desaparece cuando acaba la prueba',
    'after_trial.help': 'Al certificar el portal vuelve.',
    'after_trial.floor': 'Siempre se quedan: {$features}.',
    'after_trial.own':
      'Qué desaparece cuando acaba la prueba lo decide quien proporciona el portal.',
    'after_trial.list': 'Desaparecen: {$features}.',
    'after_trial.none': 'No desaparece nada.',
    done: 'Ajustes guardados.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
