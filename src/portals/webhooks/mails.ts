import { show } from '../../kit/ids.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { renderMail } from '../../ui/mail.tsx'
import { words as shared } from '../texts.ts'
import { addressOf } from './addresses.ts'
import type { Endpoint } from './queries.ts'
import type { Told } from './telling.ts'
import { words } from './texts.ts'
import type { Owner } from '../../identity/index.ts'
import { plainUrl } from './webhook.ts'

/** Says that nothing is sent to an endpoint any more, why, and how to begin again. */
export function disabledMail(
  installation: Services,
  owner: Owner,
  { id, url }: Endpoint,
  why: 'failing' | 'gone',
  to: Told,
): OutgoingMail {
  const t = words(to.language)
  const { host } = new URL(url)
  const rendered = renderMail({
    language: to.language,
    from: to.from.name,
    color: to.from.color,
    subject: t('mail.subject', { host }),
    paragraphs: [t(`mail.${why}`, { url: plainUrl(url) }), t('mail.do')],
    button: {
      label: t('mail.button'),
      href: addressOn(
        installation,
        to.from.host,
        addressOf(owner, 'one', { webhook: show('webhook', id) }),
      ),
    },
    copyHint: shared(to.language)('mail.copy_hint'),
    why: t('mail.why'),
  })
  return {
    kind: 'webhook_disabled',
    to: to.email,
    person: to.person,
    fromName: to.from.name,
    ...rendered,
  }
}
