import type { Instant } from '../../kit/clock.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { renderMail } from '../../ui/mail.tsx'
import { dateOf } from '../../ui/time.tsx'
import { PLAIN } from '../portal.ts'
import type { ConsolePerson } from '../queries.ts'
import { words as shared } from '../texts.ts'
import type { Restored } from './refused.ts'
import { words } from './texts.ts'

/*
 * To the operators, in the console's outbox, which outlives the portal: they name its host alone.
 */

/** Says that a deleted portal is there again, through what, and what can be done about it. */
export function returnedMail(about: {
  installation: Services
  host: string
  restored: Restored
  deletedAt: Instant
  to: ConsolePerson
}): OutgoingMail {
  const { installation, host, restored, deletedAt, to } = about
  const t = words(to.language)
  const values = { host, date: dateOf(to.language, deletedAt, to.timeZone) }
  return statusMail(installation, to, 'portal_returned', {
    subject: t('mail.returned.subject', values),
    paragraphs: [t(`mail.returned.${restored}`, values), t('mail.returned.do')],
  })
}

/** Says that a portal cannot be opened, and where its key has to be. */
export function keyMissingMail(about: {
  installation: Services
  host: string
  place: string
  to: ConsolePerson
}): OutgoingMail {
  const { installation, host, place, to } = about
  const t = words(to.language)
  return statusMail(installation, to, 'key_missing', {
    subject: t('mail.missing.subject', { host }),
    paragraphs: [t('mail.missing.is', { host, place }), t('mail.missing.do')],
  })
}

function statusMail(
  installation: Services,
  to: ConsolePerson,
  kind: string,
  said: { subject: string; paragraphs: string[] },
): OutgoingMail {
  const t = words(to.language)
  const rendered = renderMail({
    language: to.language,
    from: installation.name,
    color: PLAIN.brand_color,
    ...said,
    button: {
      label: t('mail.button'),
      href: addressOn(installation, installation.url.hostname, routes.console.jobs()),
    },
    copyHint: shared(to.language)('mail.copy_hint'),
    why: t('mail.why'),
  })
  return { kind, to: to.email, fromName: installation.name, ...rendered }
}
