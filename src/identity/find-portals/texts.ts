import { catalogue } from '../../kit/texts.ts'

/** Finding the portals where one can sign in. */
export const words = catalogue({
  en: {
    title: 'Find my portals',
    lead: 'We mail you the addresses of the portals where you can sign in.',
    email: 'E-mail',
    'email.help': 'The one you were invited with.',
    do: 'Mail me the list',
    'sent.title': 'Look at your mail',
    sent: 'If {$email} can sign in anywhere here, the list is on its way. Look in the spam folder too.',
    back: 'Back to sign in',
    'mail.subject': 'Your portals',
    'mail.hello': 'This is where you can sign in:',
    'mail.places': '{$places}',
    'mail.suspended': '{$portal}: not open at present. Ask {$portal}, who invited you.',
    'mail.why':
      'You get this mail because somebody asked for the portals of your address. If it was not you, there is nothing to do; only you were told.',
  },
  es: {
    title: 'Encontrar mis portales',
    lead: 'Le enviamos las direcciones de los portales en los que puede iniciar sesión.',
    email: 'Correo electrónico',
    'email.help': 'Aquel con el que le invitaron.',
    do: 'Enviarme la lista',
    'sent.title': 'Mire su correo',
    sent: 'Si {$email} puede iniciar sesión en algún portal, la lista está en camino. Mire también en el correo no deseado.',
    back: 'Volver a iniciar sesión',
    'mail.subject': 'Sus portales',
    'mail.hello': 'Aquí puede iniciar sesión:',
    'mail.places': '{$places}',
    'mail.suspended': '{$portal}: no está abierto por ahora. Pregunte a {$portal}, que le invitó.',
    'mail.why':
      'Recibe este correo porque alguien preguntó por los portales de su dirección. Si no fue usted, no tiene que hacer nada; solo se le ha dicho a usted.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
