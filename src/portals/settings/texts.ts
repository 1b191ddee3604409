import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'Settings',
    general: 'General',
    security: 'Coming in',
    previews: 'Seeing the portal as a client does',
    files: 'Files',
    invoices: 'Invoices',
    paid_access: 'Bank debits',
    seller: 'You, as invoices name you',
    after_trial: 'When the trial ends',
    'after_trial.help': 'Certifying the portal brings it back.',
    'after_trial.floor': 'Always stays: {$features}.',
    'after_trial.own': 'What goes away when the trial ends is set by whoever provides the portal.',
    'after_trial.list': 'Goes away: {$features}.',
    'after_trial.none': 'Nothing goes away.',
    done: 'Settings saved.',
  },
  es: {
    title: 'Ajustes',
    general: 'General',
    security: 'Acceso',
    previews: 'Ver el portal como un cliente',
    files: 'Archivos',
    invoices: 'Facturas',
    paid_access: 'Débitos bancarios',
    seller: 'Usted, tal como figura en las facturas',
    after_trial: 'Cuando acaba la prueba',
    'after_trial.help': 'Al certificar el portal vuelve.',
    'after_trial.floor': 'Siempre se quedan: {$features}.',
    'after_trial.own':
      'Qué desaparece cuando acaba la prueba lo decide quien proporciona el portal.',
    'after_trial.list': 'Desaparecen: {$features}.',
    'after_trial.none': 'No desaparece nada.',
    done: 'Ajustes guardados.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
