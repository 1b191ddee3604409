import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { composeMail } from '../mail-texts/compose.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { words } from './texts.ts'

const CHANGES = [
  'app_added',
  'app_removed',
  'passkey_added',
  'passkey_removed',
  'codes_renewed',
  'factors_reset',
  'account_connected',
  'account_disconnected',
] as const
export type FactorChange = (typeof CHANGES)[number]
type Told = FactorChange | 'code_used'

const kind = (told: Told, more: readonly string[] = []): MailKind =>
  shipped(words, {
    kind: told,
    more,
    title: `mail.${told}.title`,
    subject: `mail.${told}.subject`,
    body: ['mail.hello', `mail.${told}`, 'mail.not_you'],
    button: 'mail.look',
    why: 'mail.why',
  })

const KINDS: Record<Told, MailKind> = {
  app_added: kind('app_added'),
  app_removed: kind('app_removed'),
  passkey_added: kind('passkey_added', ['what']),
  passkey_removed: kind('passkey_removed', ['what']),
  codes_renewed: kind('codes_renewed'),
  code_used: kind('code_used', ['left']),
  factors_reset: kind('factors_reset'),
  account_connected: kind('account_connected', ['what']),
  account_disconnected: kind('account_disconnected'),
}

export const mailKinds = Object.values(KINDS)

const told = (about: Addressed, what: Told, values: Record<string, string>): OutgoingMail | null =>
  composeMail(KINDS[what], {
    ...about,
    values,
    link: addressOn(about.installation, about.sender.host, routes.profile.factors()),
  })

/** Tells a person that how they sign in has changed, in case it was not them. @param about.what a passkey's name, or a provider's */
export const factorChangedMail = (
  about: Addressed & { change: FactorChange; what?: string },
): OutgoingMail | null => told(about, about.change, { what: about.what ?? '' })

/** Tells a person that one of their recovery codes let somebody in, and how many are left. */
export const recoveryCodeUsedMail = (about: Addressed & { left: number }): OutgoingMail | null =>
  told(about, 'code_used', { left: words(about.language)('codes.left', { count: about.left }) })
