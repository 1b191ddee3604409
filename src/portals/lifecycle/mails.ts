import { show } from '../../kit/ids.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { renderMail } from '../../ui/mail.tsx'
import { dateOf } from '../../ui/time.tsx'
import type { Portal } from '../portal.ts'
import type { ConsolePerson } from '../queries.ts'
import { words } from '../texts.ts'
import { deletionOf, postponedFrom } from '../status/portal-status.ts'

/** Says when the portal will be deleted and how to keep what is in it. */
export function warningMail(about: {
  installation: Services
  portal: Portal
  host: string
  token: string
  days: number
  as: 'owner' | 'partner'
  to: { name: string; email: string }
  person?: string
  language: Language
  timeZone: string
}): OutgoingMail {
  const { installation, portal, host, token, days, as, to, person, language, timeZone } = about
  const t = words(language)
  const was = postponedFrom(portal)
  const values = {
    portal: portal.name,
    date: dateOf(language, deletionOf(portal), timeZone),
    since: dateOf(language, portal.status_since, timeZone),
  }
  const rendered = renderMail({
    language,
    from: portal.name,
    color: portal.brand_color,
    subject: t('mail.warning.subject', values),
    paragraphs: [
      t('mail.warning.do', values),
      ...(was
        ? [t('mail.warning.postponed', { ...values, was: dateOf(language, was, timeZone) })]
        : []),
      t('mail.warning.since', values),
    ],
    button: {
      label: t('mail.warning.button'),
      href: addressOn(installation, host, routes.exportRequest({}, { token })),
    },
    copyHint: t('mail.copy_hint'),
    why: t(as === 'owner' ? 'mail.warning.why_owner' : 'mail.warning.why_partner', values),
  })
  return {
    kind: `warning_${days}`,
    to: to.email,
    person,
    fromName: portal.name,
    whileSuspended: true,
    ...rendered,
  }
}

/** Tells an operator that a suspended portal's owner would like to have what is in it. */
export function exportWantedMail(about: {
  installation: Services
  portal: Portal
  to: ConsolePerson
}): OutgoingMail {
  const { installation, portal, to } = about
  const t = words(to.language)
  const values = { portal: portal.name, date: dateOf(to.language, deletionOf(portal), to.timeZone) }
  const rendered = renderMail({
    language: to.language,
    from: portal.name,
    color: portal.brand_color,
    subject: t('mail.export_wanted.subject', values),
    paragraphs: [t('mail.export_wanted.do', values)],
    button: {
      label: t('mail.export_wanted.button'),
      href: addressOn(
        installation,
        installation.url.hostname,
        routes.console.portals.one({ portal: show('portal', portal.id) }),
      ),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.export_wanted.why'),
  })
  return {
    kind: 'export_wanted',
    to: to.email,
    fromName: portal.name,
    whileSuspended: true,
    ...rendered,
  }
}
