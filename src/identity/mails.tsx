import { addressOn, type Services } from '../kit/installation.ts'
import type { OutgoingMail } from '../kit/mail.ts'
import type { Language } from '../kit/texts.ts'
import { routes } from '../routes.ts'
import { exactTime } from '../ui/time.tsx'
import { composeMail } from './mail-texts/compose.ts'
import { whyHref } from './persons/page-of.ts'
import type { MailKind } from '../kit/mail-kind.ts'
import type { Values } from '../kit/placeholders/placeholder.ts'
import { shipped } from './mail-texts/shipped.ts'
import type { MailSender } from './persons/queries.ts'
import { words, type Text } from './texts.ts'

export interface Addressed {
  installation: Services
  sender: MailSender
  /** Without an e-mail, nothing is mailed. */
  person: { id: string; name: string; email: string | null }
  language: Language
}

type Kind = 'invitation' | 'registered' | 'reset' | 'password_changed' | 'registration_blocked'

/** A mail whose texts are named after it. @param last text of its body after the greeting */
const mail = (
  kind: Kind,
  last: Text,
  rules: { more?: readonly string[]; needsLink?: boolean; about?: readonly string[] } = {},
): MailKind =>
  shipped(words, {
    kind,
    ...rules,
    title: `mail.${kind}.title`,
    subject: `mail.${kind}.subject`,
    body: [`mail.${kind}.hello`, last],
    button: `mail.${kind}.button`,
    why: `mail.${kind}.why`,
  })

const INVITATION = mail('invitation', 'mail.invitation.until', {
  more: ['until'],
  needsLink: true,
  about: ['contact'],
})
const REGISTERED = mail('registered', 'mail.registered.not_you')
const RESET = mail('reset', 'mail.reset.until', { needsLink: true })
const PASSWORD_CHANGED = mail('password_changed', 'mail.password_changed.not_you')
const BLOCKED = mail('registration_blocked', 'mail.registration_blocked.what', {
  more: ['client'],
  needsLink: true,
})

/** Says why no way in is mailed; without a link, since none would work. */
const noWayIn = (kind: 'access_disabled' | 'registration_open'): MailKind =>
  shipped(words, {
    kind,
    more: ['ask'],
    title: `mail.${kind}.title`,
    subject: `mail.${kind}.subject`,
    body: [`mail.${kind}.hello`, `mail.${kind}.what`],
    why: 'mail.no_way_in.why',
  })
const ACCESS_DISABLED = noWayIn('access_disabled')
const REGISTRATION_OPEN = noWayIn('registration_open')

export const mailKinds = [
  INVITATION,
  REGISTERED,
  RESET,
  PASSWORD_CHANGED,
  BLOCKED,
  ACCESS_DISABLED,
  REGISTRATION_OPEN,
]

const on = ({ installation, sender }: Addressed, path: string) =>
  addressOn(installation, sender.host, path)

/** Invites a person to register. */
export function invitationMail(
  about: Addressed & { token: string; expires: Temporal.Instant; more: Values },
): OutgoingMail | null {
  const { sender, language, token, expires } = about
  return composeMail(INVITATION, {
    ...about,
    values: { until: exactTime(language, expires, sender.time_zone) },
    link: on(about, routes.registration({}, { token })),
  })
}

/** Lets a person choose a new password. */
export const resetMail = (about: Addressed & { token: string }): OutgoingMail | null =>
  composeMail(RESET, {
    ...about,
    link: on(about, routes.reset.password({}, { token: about.token })),
  })

/** Tells somebody who asked for a way in that their access is switched off. @param about.ask whom, in words */
export const accessDisabledMail = (about: Addressed & { ask: string }): OutgoingMail | null =>
  composeMail(ACCESS_DISABLED, { ...about, values: { ask: about.ask } })

/** Tells somebody who asked for a way in that they have not registered yet. @param about.ask whom, in words */
export const registrationOpenMail = (about: Addressed & { ask: string }): OutgoingMail | null =>
  composeMail(REGISTRATION_OPEN, { ...about, values: { ask: about.ask } })

/** Tells a person that their password was changed, in case it was not them. */
export const passwordChangedMail = (about: Addressed): OutgoingMail | null =>
  composeMail(PASSWORD_CHANGED, { ...about, link: on(about, routes.reset()) })

/** Tells a person that they have registered, in case it was not them. */
export const registeredMail = (about: Addressed): OutgoingMail | null =>
  composeMail(REGISTERED, { ...about, link: on(about, '/') })

/** Tells staff that a client's link or code died of failed identity checks. */
export const registrationBlockedMail = (
  about: Addressed & { client: { id: string; kind: string; name: string } },
): OutgoingMail | null =>
  composeMail(BLOCKED, {
    ...about,
    values: { client: about.client.name },
    link: on(about, whyHref(about.client)),
  })
