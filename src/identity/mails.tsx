import { addressOn, type Installation } from '../kit/installation.ts'
import { show } from '../kit/ids.ts'
import type { Letter } from '../kit/mail.ts'
import type { Language } from '../kit/texts.ts'
import { routes } from '../routes.ts'
import { exactTime } from '../ui/time.tsx'
import { composeMail } from './mail-texts/compose.ts'
import { shipped } from './mail-texts/shipped.ts'
import type { MailSender } from './persons/queries.ts'
import { words } from './texts.ts'

export interface Addressed {
  installation: Installation
  sender: MailSender
  /** Without an e-mail, nothing is mailed. */
  person: { id: string; name: string; email: string | null }
  language: Language
}

const INVITATION = shipped(words, {
  kind: 'invitation',
  more: ['until'],
  needsLink: true,
  title: 'mail.invitation.title',
  subject: 'mail.invitation.subject',
  body: ['mail.invitation.hello', 'mail.invitation.until'],
  button: 'mail.invitation.button',
  why: 'mail.invitation.why',
})
const REGISTERED = shipped(words, {
  kind: 'registered',
  title: 'mail.registered.title',
  subject: 'mail.registered.subject',
  body: ['mail.registered.hello', 'mail.registered.not_you'],
  button: 'mail.registered.button',
  why: 'mail.registered.why',
})
const RESET = shipped(words, {
  kind: 'reset',
  needsLink: true,
  title: 'mail.reset.title',
  subject: 'mail.reset.subject',
  body: ['mail.reset.hello', 'mail.reset.until'],
  button: 'mail.reset.button',
  why: 'mail.reset.why',
})
const PASSWORD_CHANGED = shipped(words, {
  kind: 'password_changed',
  title: 'mail.password_changed.title',
  subject: 'mail.password_changed.subject',
  body: ['mail.password_changed.hello', 'mail.password_changed.not_you'],
  button: 'mail.password_changed.button',
  why: 'mail.password_changed.why',
})
const BLOCKED = shipped(words, {
  kind: 'registration_blocked',
  more: ['client'],
  needsLink: true,
  title: 'mail.registration_blocked.title',
  subject: 'mail.registration_blocked.subject',
  body: ['mail.registration_blocked.hello', 'mail.registration_blocked.what'],
  button: 'mail.registration_blocked.button',
  why: 'mail.registration_blocked.why',
})

const on = ({ installation, sender }: Addressed, path: string) =>
  addressOn(installation, sender.host, path)

/** Invites a person to register. */
export function invitationMail(
  about: Addressed & { token: string; expires: Temporal.Instant },
): Letter | null {
  const { sender, language, token, expires } = about
  return composeMail(INVITATION, {
    ...about,
    values: { until: exactTime(language, expires, sender.time_zone) },
    link: on(about, routes.registration({}, { token })),
  })
}

/** Lets a person choose a new password. */
export const resetMail = (about: Addressed & { token: string }): Letter | null =>
  composeMail(RESET, { ...about, link: on(about, routes.reset({}, { token: about.token })) })

/** Tells a person that their password was changed, in case it was not them. */
export const passwordChangedMail = (about: Addressed): Letter | null =>
  composeMail(PASSWORD_CHANGED, { ...about, link: on(about, routes.resetRequest()) })

/** Tells a person that they have registered, in case it was not them. */
export const registeredMail = (about: Addressed): Letter | null =>
  composeMail(REGISTERED, { ...about, link: on(about, '/') })

/** Tells staff that a client's link or code died of wrong facts. */
export const registrationBlockedMail = (
  about: Addressed & { client: { id: string; name: string } },
): Letter | null =>
  composeMail(BLOCKED, {
    ...about,
    values: { client: about.client.name },
    link: on(about, routes.person({ person: show('person', about.client.id) })),
  })
