import { addressOn, type Installation } from '../kit/installation.ts'
import { show } from '../kit/ids.ts'
import type { Letter } from '../kit/mail.ts'
import type { Language } from '../kit/texts.ts'
import { routes } from '../routes.ts'
import { renderLetter } from '../ui/letter.tsx'
import { exactTime } from '../ui/time.tsx'
import type { MailSender } from './persons/queries.ts'
import { words } from './texts.ts'

export interface Addressed {
  installation: Installation
  sender: MailSender
  /** Without an e-mail, nothing is mailed. */
  person: { id: string; name: string; email: string | null }
  language: Language
}

/** A mail to a person in their language; null to whoever has no e-mail. */
export function letter(
  { sender, person, language }: Addressed,
  kind: string,
  content: {
    subject: string
    paragraphs: string[]
    button?: { label: string; href: string }
    why: string
  },
): Letter | null {
  if (person.email === null) return null
  const t = words(language)
  const rendered = renderLetter({
    ...content,
    language,
    from: sender.name,
    color: sender.brand_color,
    copyHint: t('mail.copy_hint'),
  })
  return { kind, to: person.email, person: person.id, fromName: sender.name, ...rendered }
}

/** Invites a person to choose a password and come in. */
export function invitationMail(
  about: Addressed & { token: string; expires: Temporal.Instant },
): Letter | null {
  const { installation, sender, person, language, token, expires } = about
  const t = words(language)
  const until = exactTime(language, expires, sender.time_zone)
  return letter(about, 'invitation', {
    subject: t('mail.invitation.subject', { portal: sender.name }),
    paragraphs: [
      t('mail.invitation.hello', { name: person.name, portal: sender.name }),
      t('mail.invitation.until', { until }),
    ],
    button: {
      label: t('mail.invitation.button'),
      href: addressOn(installation, sender.host, routes.registration({}, { token })),
    },
    why: t('mail.invitation.why', { portal: sender.name }),
  })
}

/** Lets a person choose a new password. */
export function resetMail(about: Addressed & { token: string }): Letter | null {
  const { installation, sender, person, language, token } = about
  const t = words(language)
  return letter(about, 'reset', {
    subject: t('mail.reset.subject', { portal: sender.name }),
    paragraphs: [t('mail.reset.hello', { name: person.name }), t('mail.reset.until')],
    button: {
      label: t('mail.reset.button'),
      href: addressOn(installation, sender.host, routes.reset({}, { token })),
    },
    why: t('mail.reset.why', { portal: sender.name }),
  })
}

/** Tells a person that their password was changed, in case it was not them. */
export function passwordChangedMail(about: Addressed): Letter | null {
  const { installation, sender, person, language } = about
  const t = words(language)
  return letter(about, 'password_changed', {
    subject: t('mail.password_changed.subject', { portal: sender.name }),
    paragraphs: [
      t('mail.password_changed.hello', { name: person.name }),
      t('mail.password_changed.not_you'),
    ],
    button: {
      label: t('mail.password_changed.button'),
      href: addressOn(installation, sender.host, routes.resetRequest()),
    },
    why: t('mail.password_changed.why', { portal: sender.name }),
  })
}

/** Tells a person that they have registered, in case it was not them. */
export function registeredMail(about: Addressed): Letter | null {
  const { installation, sender, person, language } = about
  const t = words(language)
  return letter(about, 'registered', {
    subject: t('mail.registered.subject', { portal: sender.name }),
    paragraphs: [
      t('mail.registered.hello', { name: person.name, portal: sender.name }),
      t('mail.registered.not_you', { portal: sender.name }),
    ],
    button: {
      label: t('mail.registered.button'),
      href: addressOn(installation, sender.host, '/'),
    },
    why: t('mail.registered.why', { portal: sender.name }),
  })
}

/** Tells staff that a client's link or code died of wrong facts. */
export function registrationBlockedMail(
  about: Addressed & { client: { id: string; name: string } },
): Letter | null {
  const { installation, sender, person, language, client } = about
  const t = words(language)
  const values = { name: person.name, portal: sender.name, client: client.name }
  return letter(about, 'registration_blocked', {
    subject: t('mail.registration_blocked.subject', values),
    paragraphs: [
      t('mail.registration_blocked.hello', values),
      t('mail.registration_blocked.what', values),
    ],
    button: {
      label: t('mail.registration_blocked.button'),
      href: addressOn(
        installation,
        sender.host,
        routes.person({ person: show('person', client.id) }),
      ),
    },
    why: t('mail.registration_blocked.why', values),
  })
}
