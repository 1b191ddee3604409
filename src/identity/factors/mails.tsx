import { addressOn } from '../../kit/installation.ts'
import type { Letter } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { letter, type Addressed } from '../mails.tsx'
import { words } from './texts.ts'

export type FactorChange =
  | 'app_added'
  | 'app_removed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'codes_renewed'
  | 'factors_reset'

/** Tells a person that how they sign in has changed, in case it was not them. @param about.what a passkey's name */
export const factorChangedMail = (
  about: Addressed & { change: FactorChange; what?: string },
): Letter | null => told(about, about.change, [], about.what)

/** Tells a person that one of their recovery codes let somebody in, and how many are left. */
export const recoveryCodeUsedMail = (about: Addressed & { left: number }): Letter | null =>
  told(about, 'code_used', [words(about.language)('codes.left', { count: about.left })])

function told(
  about: Addressed,
  what: FactorChange | 'code_used',
  more: string[],
  name = '',
): Letter | null {
  const { installation, sender, person, language } = about
  const t = words(language)
  const portal = sender.name
  return letter(about, what, {
    subject: t(`mail.${what}.subject`, { portal }),
    paragraphs: [
      t('mail.hello', { name: person.name }),
      t(`mail.${what}`, { what: name }),
      ...more,
      t('mail.not_you'),
    ],
    button: {
      label: t('mail.look'),
      href: addressOn(installation, sender.host, routes.factors()),
    },
    why: t('mail.why', { portal }),
  })
}
