import { refusals, type Refusal } from '../../kit/refusal.ts'
import type { Spent } from '../../kit/limits.ts'

export const refuse = refusals({
  stale_form: {
    status: 422,
    en: 'This page had been open for too long, or was sent before. What you typed is still here: press the button again.',
    es: 'Esta página llevaba demasiado tiempo abierta o ya se había enviado. Lo que escribió sigue aquí: pulse el botón de nuevo.',
  },
  sent_already: {
    status: 409,
    en: 'This form has been sent already.',
    es: 'Este formulario ya se ha enviado.',
  },
  dead_link: {
    status: 410,
    en: 'The link has run out, or another one was used.',
    es: 'El enlace ha caducado o se ha usado otro.',
  },
  begun: {
    status: 409,
    en: 'This portal has been begun already.',
    es: 'Este portal ya se ha empezado.',
  },
  too_often_network: {
    status: 429,
    en: 'From your network this form has been sent {$limit :number} times within an hour, which is as often as we take it.',
    es: 'Desde su red este formulario se ha enviado {$limit :number} veces en una hora, que es lo máximo que aceptamos.',
  },
  too_often_email: {
    status: 429,
    en: 'We have sent {$limit :number} mails to this address within an hour, which is as many as we send. One of them is the one you need; look among unwanted mail too.',
    es: 'Hemos enviado {$limit :number} correos a esta dirección en una hora, que es lo máximo que enviamos. Uno de ellos es el que necesita; mire también en el correo no deseado.',
  },
  too_often_unsolved: {
    status: 429,
    en: 'Without JavaScript we take only {$limit :number} of these forms an hour, from everybody together, and that many have come. With JavaScript it is sent at once.',
    es: 'Sin JavaScript solo aceptamos {$limit :number} de estos formularios por hora, entre todos, y ya han llegado esos. Con JavaScript se envía al momento.',
  },
})

/** Says which limit it was, and when to come back. */
export const tooOften = (
  whose: 'network' | 'email' | 'unsolved',
  { limit, resetSeconds }: Spent,
): Refusal => ({
  ...refuse(`too_often_${whose}`, { values: { limit } }),
  retryAfterSeconds: resetSeconds,
})
