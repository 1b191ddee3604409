import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { renderMail } from '../../ui/mail.tsx'
import { exactTime } from '../../ui/time.tsx'
import { PLAIN } from '../portal.ts'
import { TRY_MAIL } from './queries.ts'
import { words } from './texts.ts'
import type { Wish } from './trial-request.ts'

/**
 * Proves an e-mail. Nothing in it was typed by a visitor, who may be anybody: else this form would send
 * strangers whatever somebody wrote into its fields, in our name.
 */
export function confirmationMail(about: {
  installation: Services
  /** The partner whose page it was, or Gatehouse. */
  from: string
  wish: Wish
  token: string
  expires: Temporal.Instant
}): OutgoingMail {
  const { installation, from, wish, token, expires } = about
  const { language } = wish
  const t = words(language)
  const { hostname } = installation.url
  const rendered = renderMail({
    language,
    from,
    color: PLAIN.brand_color,
    subject: t('mail.subject'),
    paragraphs: [
      t('mail.do'),
      t('mail.until', { until: exactTime(language, expires, wish.timeZone) }),
    ],
    button: {
      label: t('mail.button'),
      href: addressOn(installation, hostname, routes.console.try.link({}, { token })),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.why', { host: hostname }),
  })
  return { kind: TRY_MAIL, to: wish.email, fromName: from, ...rendered }
}
