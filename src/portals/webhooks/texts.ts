import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    'mail.subject': 'Webhook to {$host} is disabled',
    'mail.failing': '{$url} has taken no event for three days, so nothing more is sent there.',
    'mail.gone': '{$url} answers that it is gone for good (410), so nothing more is sent there.',
    'mail.do':
      'Once the receiver is mended, enable the webhook again and send what has failed again.',
    'mail.button': 'Look at the webhook',
    'mail.why': 'You get this because you look after this webhook.',
  },
  es: {
    'mail.subject': 'El webhook a {$host} está desactivado',
    'mail.failing':
      '{$url} no ha aceptado ningún evento en tres días, así que ya no se le envía nada.',
    'mail.gone': '{$url} responde que ya no existe (410), así que ya no se le envía nada.',
    'mail.do': 'Cuando el receptor funcione, vuelva a activar el webhook y reenvíe lo que falló.',
    'mail.button': 'Ver el webhook',
    'mail.why': 'Recibe este correo porque se ocupa de este webhook.',
  },
})
export type Text = keyof (typeof words.words)['en']
