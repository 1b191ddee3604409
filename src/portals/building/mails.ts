import { show } from '../../kit/ids.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { renderMail } from '../../ui/mail.tsx'
import { PLAIN } from '../portal.ts'
import type { ConsolePerson } from '../queries.ts'
import { words } from '../texts.ts'
import type { BuildStep } from './creation.ts'

/**
 * Tells an operator that a portal could not be built. Names the host and not the portal: it lies in
 * the console's outbox, which outlives the portal.
 */
export function buildFailedMail(about: {
  installation: Services
  portal: string
  host: string
  step: BuildStep
  tries: number
  to: ConsolePerson
}): OutgoingMail {
  const { installation, portal, host, step, tries, to } = about
  const t = words(to.language)
  const values = { host, step: t(`step.${step}`), tries }
  const rendered = renderMail({
    language: to.language,
    from: installation.name,
    color: PLAIN.brand_color,
    subject: t('mail.build_failed.subject', values),
    paragraphs: [t('mail.build_failed.do', values), t('mail.build_failed.tried', values)],
    button: {
      label: t('mail.build_failed.button'),
      href: addressOn(
        installation,
        installation.url.hostname,
        routes.console.portals.one({ portal: show('portal', portal) }),
      ),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.build_failed.why'),
  })
  return { kind: 'build_failed', to: to.email, fromName: installation.name, ...rendered }
}
