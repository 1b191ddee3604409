import { catalogue } from '../../kit/texts.ts'

/** A mail that was asked for and will not arrive. */
export const words = catalogue({
  en: {
    'mail.title': 'To whoever asked: a mail was refused',
    'mail.subject': 'Your mail to {$person} could not be delivered',
    'mail.what':
      'The mail that you had sent to {$person} ({$email}) was refused by the mail server.',
    'mail.answer': 'Its answer: “{$answer}”',
    'mail.do': 'Correct the e-mail, then send it again:',
    'mail.button': 'Open their page',
    'mail.why':
      'You get this mail because you work in {$portal} and asked for the mail that was refused.',
  },
  es: {
    'mail.title': 'A quien lo pidió: un correo fue rechazado',
    'mail.subject': 'Su correo a {$person} no se pudo entregar',
    'mail.what':
      'El servidor de correo rechazó el mensaje que usted hizo enviar a {$person} ({$email}).',
    'mail.answer': 'Su respuesta: «{$answer}»',
    'mail.do': 'Corrija el correo y vuelva a enviarlo:',
    'mail.button': 'Abrir su página',
    'mail.why':
      'Recibe este correo porque trabaja en {$portal} y pidió el mensaje que fue rechazado.',
  },
})
