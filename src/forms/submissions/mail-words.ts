import { catalogue } from '../../kit/texts.ts'

/** What mails about forms say. */
export const words = catalogue({
  en: {
    'completed.title': 'A form was completed',
    'completed.subject': '{$from} has completed a form',
    'completed.hello': 'Hello {$name}, {$from} has completed a form of {$portal}.',
    'completed.text': 'What was sent is not in this mail, so that only you can read it.',
    'completed.button': 'Read it',
    'completed.why': 'You get this mail because a form of {$portal} names you.',
  },
  es: {
    'completed.title': 'Se completó un formulario',
    'completed.subject': '{$from} ha completado un formulario',
    'completed.hello': 'Hola, {$name}: {$from} ha completado un formulario de {$portal}.',
    'completed.text': 'Lo enviado no está en este correo, para que solo usted pueda leerlo.',
    'completed.button': 'Leerlo',
    'completed.why': 'Recibe este correo porque un formulario de {$portal} le nombra.',
  },
})
