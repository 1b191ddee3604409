import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  // One answer for somebody unknown, of another portal, not here yet, disabled, or a guest to a guest.
  unreachable: {
    status: 422,
    en: 'One of these people cannot be written to. Look through the list and choose again.',
    es: 'No se puede escribir a una de estas personas. Revise la lista y elija de nuevo.',
  },
  too_many_threads: {
    status: 429,
    en: '.input {$hours :number} .match $hours one {{You have started {$most} conversations within a day, as many as one person may. You can start the next in an hour.}} * {{You have started {$most} conversations within a day, as many as one person may. You can start the next in {$hours} hours.}}',
    es: '.input {$hours :number} .match $hours one {{Ha iniciado {$most} conversaciones en un día, tantas como puede una persona. Podrá iniciar la siguiente dentro de una hora.}} * {{Ha iniciado {$most} conversaciones en un día, tantas como puede una persona. Podrá iniciar la siguiente dentro de {$hours} horas.}}',
  },
  too_many_messages: {
    status: 429,
    en: '.input {$minutes :number} .match $minutes one {{You have written {$most} messages within an hour, as many as one person may. You can write the next in a minute.}} * {{You have written {$most} messages within an hour, as many as one person may. You can write the next in {$minutes} minutes.}}',
    es: '.input {$minutes :number} .match $minutes one {{Ha escrito {$most} mensajes en una hora, tantos como puede una persona. Podrá escribir el siguiente dentro de un minuto.}} * {{Ha escrito {$most} mensajes en una hora, tantos como puede una persona. Podrá escribir el siguiente dentro de {$minutes} minutos.}}',
  },
  nobody_reads: {
    status: 409,
    en: 'Nobody else in this conversation can read it: their access is disabled. Write to somebody else.',
    es: 'Nadie más en esta conversación puede leerlo: su acceso está desactivado. Escriba a otra persona.',
  },
})
