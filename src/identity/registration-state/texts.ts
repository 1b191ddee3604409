import { catalogue } from '../../kit/texts.ts'

/** Where somebody stands with registering, in a word or two. */
export const words = catalogue({
  en: {
    'registration.not_invited': 'Not invited',
    'registration.invited': 'Invited',
    'registration.expired': 'Link expired',
    'registration.used_up': 'Link used up',
    'registration.registered': 'Registered',
    'registration.locked': 'Locked',
    'registration.disabled': 'Disabled',
  },
  es: {
    'registration.not_invited': 'Sin invitar',
    'registration.invited': 'Invitado',
    'registration.expired': 'Enlace caducado',
    'registration.used_up': 'Enlace agotado',
    'registration.registered': 'Registrado',
    'registration.locked': 'Bloqueado',
    'registration.disabled': 'Desactivado',
  },
})
