import type { MailSender } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import type { Letter } from '../../kit/mail.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { renderLetter } from '../../ui/letter.tsx'
import { words } from '../texts.ts'

interface NewMessage {
  installation: Installation
  sender: MailSender
  person: { id: string; name: string; email: string | null }
  /** Who wrote. */
  from: string
  thread: string
  language: Language
}

/** Tells that a message is there. It is given nothing of what was written, so it can give nothing away. */
export function newMessageMail(about: NewMessage): Letter | null {
  const { installation, sender, person, from, thread, language } = about
  if (person.email === null) return null
  const t = words(language)
  const portal = sender.name
  const rendered = renderLetter({
    language,
    from: portal,
    color: sender.brand_color,
    subject: t('mail.subject', { from }),
    paragraphs: [t('mail.hello', { name: person.name, portal }), t('mail.private')],
    button: {
      label: t('mail.button'),
      href: addressOn(installation, sender.host, routes.thread({ thread: show('thread', thread) })),
    },
    copyHint: t('mail.copy_hint'),
    why: t('mail.why', { from, portal }),
  })
  return {
    kind: 'new_message',
    to: person.email,
    person: person.id,
    fromName: portal,
    ...rendered,
  }
}
