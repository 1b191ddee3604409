import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  choose_one_way: {
    status: 422,
    en: 'Choose cases, all that match, or contacts: one of the three.',
    es: 'Elija casos, todos los que coinciden o contactos: una de las tres cosas.',
  },
  nobody_chosen: {
    status: 422,
    en: 'There are no clients among what was chosen. Choose other cases, or add clients to them.',
    es: 'No hay clientes en lo que se eligió. Elija otros casos o añádales clientes.',
  },
  nobody_begins: {
    status: 403,
    en: 'Only somebody of the portal can begin this.',
    es: 'Solo alguien del portal puede empezar esto.',
  },
  not_running: {
    status: 409,
    en: 'This is not running any more.',
    es: 'Esto ya no está en marcha.',
  },
  not_stopped: {
    status: 409,
    en: 'Only what was stopped can go on.',
    es: 'Solo puede continuar lo que se detuvo.',
  },
})
