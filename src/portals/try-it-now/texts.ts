import { catalogue } from '../../kit/texts.ts'

/** Try it now: from the form to the portal. */
export const words = catalogue({
  en: {
    title: 'Try it now',
    lead: 'A client portal of your own, ready in a minute. Free for 30 days, with every feature, and no payment details.',
    name: 'Your name',
    email: 'Your e-mail',
    'email.help': 'We send a link there. You will sign in with this address.',
    portal: 'Name of the portal',
    'portal.help': 'What your clients will see: the name of your firm, for example.',
    guessed: 'Language and time zone come from your browser. You can change both later.',
    do: 'Send me the link',
    unsolved:
      'Your browser has no JavaScript, so we cannot tell you from a program. We take a few such forms an hour; should you be asked to come back, that is why.',
    next: 'What happens next',
    'next.mail': 'We send you a link',
    'next.mail.text': 'Opening it shows that the address is yours. Nothing is built before.',
    'next.build': 'You press one button',
    'next.build.text': 'Your portal is built while you watch. It takes seconds.',
    'next.in': 'You choose a password and are in',
    'next.in.text': 'Invite a colleague, send a first message, look around.',

    'sent.title': 'Look in your mailbox',
    'sent.lead':
      'A link is on its way to {$email}. Open it within 24 hours and press the button there.',
    'sent.nothing': 'Nothing there after a few minutes? Look among unwanted mail, or try again.',
    'sent.again': 'Try again',
    'sent.sandbox':
      'This is a sandbox: mail does not leave it. An operator finds it in the console’s',
    'sent.mailbox': 'mailbox',

    'link.title': 'Build {$portal}',
    'link.lead': 'Your e-mail is confirmed. Press the button, and your portal is built.',
    'link.owner': 'Owner',
    'link.trial': 'Trial',
    'link.trial.text': '30 days, every feature, no payment details',
    'link.do': 'Build my portal',

    'dead.title': 'This link no longer works',
    'dead.remedy': 'Ask for a new one; it takes a minute.',
    'dead.button': 'Try it now',

    'often.title': 'That is enough for now',
    'often.remedy':
      '.input {$minutes :number} .match $minutes one {{Come back in a minute.}} * {{Come back in {$minutes} minutes.}}',
    'often.button': 'Go back',

    'stopped.why':
      'Something went wrong on our side. Whoever runs this installation has been told and will mend it.',
    'stopped.mail': 'You need not wait here: as soon as your portal stands, you get a mail.',
    held: 'Whoever runs this installation is looking into it. You need not wait here.',
    'step.key': 'Make the key that your data are encrypted with',
    'step.address': 'Give the portal its address',
    'step.settings': 'Set it up',
    'step.owner': 'Make you its owner',
    'step.open': 'Open it',
    'done.lead': 'One thing is left: choose a password.',
    'done.taken': 'You are being taken to {$host}.',
    'done.password': 'Choose a password',
    'done.later': 'We have mailed you this way in too, should you want to go on later.',
    'done.in': 'You have chosen your password. Sign in.',
    'done.sign_in': 'Go to the portal',

    'mail.subject': 'Confirm your e-mail to build your portal',
    'mail.do':
      'Open this link and press the button there: your portal is built, and you choose a password.',
    'mail.until': 'It works until {$until}, and builds one portal.',
    'mail.button': 'Confirm and go on',
    'mail.copy_hint': 'If the button does nothing, copy this address into your browser:',
    'mail.why':
      'You get this because somebody entered this address at {$host}. If that was not you, do nothing: nothing is built.',
  },
  es: {
    title: 'Pruébelo ahora',
    lead: 'Su propio portal de clientes, listo en un minuto. Gratis durante 30 días, con todas las funciones y sin datos de pago.',
    name: 'Su nombre',
    email: 'Su correo electrónico',
    'email.help': 'Enviamos ahí un enlace. Con esta dirección iniciará sesión.',
    portal: 'Nombre del portal',
    'portal.help': 'Lo que verán sus clientes: el nombre de su empresa, por ejemplo.',
    guessed: 'El idioma y la zona horaria vienen de su navegador. Puede cambiar ambos después.',
    do: 'Enviarme el enlace',
    unsolved:
      'Su navegador no tiene JavaScript, así que no podemos distinguirle de un programa. Aceptamos unos pocos formularios así por hora; si le pedimos que vuelva más tarde, es por eso.',
    next: 'Qué pasa después',
    'next.mail': 'Le enviamos un enlace',
    'next.mail.text': 'Al abrirlo se ve que la dirección es suya. Antes no se construye nada.',
    'next.build': 'Usted pulsa un botón',
    'next.build.text': 'Su portal se construye mientras mira. Tarda unos segundos.',
    'next.in': 'Elige una contraseña y ya está dentro',
    'next.in.text': 'Invite a un colega, envíe un primer mensaje, eche un vistazo.',

    'sent.title': 'Mire su correo',
    'sent.lead':
      'Un enlace va de camino a {$email}. Ábralo antes de 24 horas y pulse allí el botón.',
    'sent.nothing':
      '¿No ha llegado en unos minutos? Mire en el correo no deseado o inténtelo de nuevo.',
    'sent.again': 'Intentarlo de nuevo',
    'sent.sandbox':
      'Esto es un entorno de pruebas: el correo no sale de él. Un operador lo encuentra, en la consola, en el',
    'sent.mailbox': 'buzón',

    'link.title': 'Construir {$portal}',
    'link.lead': 'Su correo está confirmado. Pulse el botón y se construye su portal.',
    'link.owner': 'Titular',
    'link.trial': 'Prueba',
    'link.trial.text': '30 días, todas las funciones, sin datos de pago',
    'link.do': 'Construir mi portal',

    'dead.title': 'Este enlace ya no funciona',
    'dead.remedy': 'Pida uno nuevo; se tarda un minuto.',
    'dead.button': 'Pruébelo ahora',

    'often.title': 'Es suficiente por ahora',
    'often.remedy':
      '.input {$minutes :number} .match $minutes one {{Vuelva dentro de un minuto.}} * {{Vuelva dentro de {$minutes} minutos.}}',
    'often.button': 'Volver',

    'stopped.why':
      'Algo ha fallado por nuestra parte. Quien administra esta instalación ya lo sabe y lo arreglará.',
    'stopped.mail':
      'No hace falta que espere aquí: en cuanto su portal esté en pie recibirá un correo.',
    held: 'Quien administra esta instalación lo está mirando. No hace falta que espere aquí.',
    'step.key': 'Crear la clave con la que se cifran sus datos',
    'step.address': 'Dar al portal su dirección',
    'step.settings': 'Prepararlo',
    'step.owner': 'Nombrarle a usted titular',
    'step.open': 'Abrirlo',
    'done.lead': 'Solo falta una cosa: elija una contraseña.',
    'done.taken': 'Le llevamos a {$host}.',
    'done.password': 'Elegir una contraseña',
    'done.later':
      'También le hemos enviado esta entrada por correo, por si quiere seguir más tarde.',
    'done.in': 'Ya ha elegido su contraseña. Inicie sesión.',
    'done.sign_in': 'Ir al portal',

    'mail.subject': 'Confirme su correo para construir su portal',
    'mail.do':
      'Abra este enlace y pulse allí el botón: se construye su portal y usted elige una contraseña.',
    'mail.until': 'Funciona hasta el {$until} y construye un portal.',
    'mail.button': 'Confirmar y seguir',
    'mail.copy_hint': 'Si el botón no hace nada, copie esta dirección en su navegador:',
    'mail.why':
      'Recibe este correo porque alguien escribió esta dirección en {$host}. Si no fue usted, no haga nada: no se construye nada.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
