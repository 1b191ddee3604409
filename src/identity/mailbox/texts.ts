import { catalogue } from '../../kit/texts.ts'

/** The built-in mailbox of a sandbox. */
export const words = catalogue({
  en: {
    title: 'Mailbox',
    about: 'Mail does not leave this sandbox: whatever would have been sent stands here.',
    'about.server': 'Mail leaves through your mail server. What has not left yet stands here.',
    caption: 'Mails, newest first',
    subject: 'Subject',
    to: 'To',
    attachments: 'Attached',
    when: 'Written',
    state: 'State',
    'state.queued': 'Waiting',
    'state.held': 'Held back',
    'state.kept': 'Delivered here',
    'state.sent': 'Sent',
    'state.failed': 'Failed',
    'held.why': 'The portal is suspended. It goes out when the suspension is lifted.',
    'no.subject': '(no subject)',
    empty: 'No mail yet',
    'empty.text': 'Invite somebody, or ask for a new password: the mail lands here.',
  },
  es: {
    title: 'Buzón',
    about: 'El correo no sale de este entorno de pruebas: lo que se habría enviado está aquí.',
    'about.server': 'El correo sale por su servidor. Lo que aún no ha salido está aquí.',
    caption: 'Correos, el más reciente primero',
    subject: 'Asunto',
    to: 'Para',
    attachments: 'Adjuntos',
    when: 'Escrito',
    state: 'Estado',
    'state.queued': 'En espera',
    'state.held': 'Retenido',
    'state.kept': 'Entregado aquí',
    'state.sent': 'Enviado',
    'state.failed': 'Fallido',
    'held.why': 'El portal está suspendido. Saldrá cuando se levante la suspensión.',
    'no.subject': '(sin asunto)',
    empty: 'Aún no hay correo',
    'empty.text': 'Invite a alguien o pida una contraseña nueva: el correo llegará aquí.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
