import { catalogue } from '../../kit/texts.ts'

/** What visitors who fill in a form read. */
export const words = catalogue({
  en: {
    send: 'Send',
    later: 'Go on later',
    'later.text': 'Your e-mail is enough: we mail you a link that brings back what you have typed.',
    unsolved:
      'Your browser runs no scripts here. You can send the form all the same, unless many others do so right now.',
    back: 'Your form is as you left it.',
    'back.gone': 'This link does not work any more. Begin anew.',
    'sent.title': 'Thank you',
    'sent.text': 'Your form has arrived. If there is something for you to do, we have mailed you.',
    'sent.go_on': 'Go on',
    'kept.title': 'Kept',
    'kept.text': 'We have mailed you a link with which you can go on within 30 days.',
    'fill.title': 'Fill in “{$name}”',
    'fill.lead':
      'What you fill in is taken over at once, also where the contact’s card says otherwise.',
    'fill.do': 'Complete the form',
    'fill.done': 'Completed.',
    'mail.title': 'A form to go on with',
    'mail.subject': '{$portal}: go on with your form',
    'mail.hello': 'Hello, what you have typed into the form of {$portal} is kept.',
    'mail.until': 'You can go on with it until {$until}.',
    'mail.button': 'Go on with the form',
    'mail.why':
      'You get this mail because somebody typed this address into a form of {$portal}. If it was not you, ignore it.',
  },
  es: {
    send: 'Enviar',
    later: 'Seguir más tarde',
    'later.text': 'Basta con su correo: le enviamos un enlace que devuelve lo que haya escrito.',
    unsolved:
      'Su navegador no ejecuta scripts aquí. Puede enviar el formulario igualmente, salvo que muchos otros lo hagan ahora mismo.',
    back: 'Su formulario está como lo dejó.',
    'back.gone': 'Este enlace ya no sirve. Empiece de nuevo.',
    'sent.title': 'Gracias',
    'sent.text': 'Su formulario ha llegado. Si tiene algo que hacer, le hemos enviado un correo.',
    'sent.go_on': 'Seguir',
    'kept.title': 'Guardado',
    'kept.text': 'Le hemos enviado un enlace con el que puede seguir durante 30 días.',
    'fill.title': 'Rellenar «{$name}»',
    'fill.lead':
      'Lo que rellene se aplica de inmediato, también donde la ficha del contacto diga otra cosa.',
    'fill.do': 'Completar el formulario',
    'fill.done': 'Completado.',
    'mail.title': 'Un formulario para seguir',
    'mail.subject': '{$portal}: siga con su formulario',
    'mail.hello': 'Hola, lo que ha escrito en el formulario de {$portal} está guardado.',
    'mail.until': 'Puede seguir con él hasta el {$until}.',
    'mail.button': 'Seguir con el formulario',
    'mail.why':
      'Recibe este correo porque alguien escribió esta dirección en un formulario de {$portal}. Si no fue usted, no haga caso.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
