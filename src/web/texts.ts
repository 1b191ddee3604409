import { catalogue } from '../kit/texts.ts'

/** What stands around every page, and with what was typed. */
export const words = catalogue({
  en: {
    'nav.profile': 'Your profile',
    'nav.places': 'Places',
    'clock.ahead':
      '.input {$days :number}\n.match $days\none {{Test clock: {$days} day ahead of real time.}}\n* {{Test clock: {$days} days ahead of real time.}}',
    'back.typed': 'What you typed',
    'back.copy': 'Copy it before you leave this page.',
    'back.again': 'Send it again',
  },
  es: {
    'nav.profile': 'Su perfil',
    'nav.places': 'Secciones',
    'clock.ahead':
      '.input {$days :number}\n.match $days\none {{Reloj de prueba: {$days} día por delante del tiempo real.}}\n* {{Reloj de prueba: {$days} días por delante del tiempo real.}}',
    'back.typed': 'Lo que escribió',
    'back.copy': 'Cópielo antes de salir de esta página.',
    'back.again': 'Enviarlo otra vez',
  },
})

/** In the language of whoever reads. */
export const { t } = words
