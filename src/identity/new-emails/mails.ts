import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { exactTime } from '../../ui/time.tsx'
import { composeMail } from '../mail-texts/compose.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { words } from './texts.ts'

type Told = 'new_email' | 'email_changed' | 'user_name_changed'

const told = (kind: Told, more: readonly string[]): MailKind =>
  shipped(words, {
    kind,
    more,
    title: `mail.${kind}.title`,
    subject: `mail.${kind}.subject`,
    body: ['mail.hello', `mail.${kind}`, `mail.${kind}.not_you`],
    button: 'mail.look',
    why: 'mail.why',
  })

const NEW_EMAIL = told('new_email', ['email', 'ask'])
const EMAIL_CHANGED = told('email_changed', ['email', 'ask'])
const USER_NAME_CHANGED = told('user_name_changed', ['user_name', 'ask'])
const PROOF = shipped(words, {
  kind: 'email_proof',
  more: ['email', 'until'],
  needsLink: true,
  title: 'mail.email_proof.title',
  subject: 'mail.email_proof.subject',
  body: ['mail.hello', 'mail.email_proof', 'mail.email_proof.until'],
  button: 'mail.email_proof.button',
  why: 'mail.email_proof.why',
})

export const mailKinds = [NEW_EMAIL, EMAIL_CHANGED, USER_NAME_CHANGED, PROOF]

const on = ({ installation, sender }: Addressed, path: string) =>
  addressOn(installation, sender.host, path)
const profile = (about: Addressed) => on(about, routes.profile())

/** Whom to ask, in words. */
type MailInput = Addressed & { ask: string }

/** Tells the e-mail that somebody has of the one that is to come in its place. */
export const newEmailMail = (about: MailInput & { email: string }): OutgoingMail | null =>
  composeMail(NEW_EMAIL, {
    ...about,
    values: { email: about.email, ask: about.ask },
    link: profile(about),
  })

/** Asks whoever reads the new e-mail to prove that it is theirs. */
export function emailProofMail(
  about: Addressed & { email: string; token: string; expires: Temporal.Instant },
): OutgoingMail | null {
  const { sender, language, person, email, token, expires } = about
  return composeMail(PROOF, {
    ...about,
    person: { ...person, email },
    values: { email, until: exactTime(language, expires, sender.time_zone) },
    link: on(about, routes.emailProof({}, { token })),
  })
}

/** Tells the e-mail that somebody had of the one that signs in instead. */
export const emailChangedMail = (about: MailInput & { email: string }): OutgoingMail | null =>
  composeMail(EMAIL_CHANGED, {
    ...about,
    values: { email: about.email, ask: about.ask },
    link: profile(about),
  })

/** Tells somebody which user name they sign in with. @param about.userName null where there is none any more */
export const userNameMail = (about: MailInput & { userName: string | null }): OutgoingMail | null =>
  composeMail(USER_NAME_CHANGED, {
    ...about,
    values: {
      user_name: about.userName ?? words(about.language)('mail.no_user_name'),
      ask: about.ask,
    },
    link: profile(about),
  })
