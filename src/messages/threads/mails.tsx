import { composeMail, type MailSender } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { words } from '../texts.ts'

const NEW_MESSAGE: MailKind = {
  kind: 'new_message',
  placeholders: ['name', 'portal', 'from'],
  needsLink: true,
  title: (language) => words(language)('mail.title'),
  standard: (language) => {
    const t = words(language)
    const hello = t('mail.hello', { name: '{name}', portal: '{portal}' })
    return {
      subject: t('mail.subject', { from: '{from}' }),
      body: [hello, t('mail.private'), '{link}'].join('\n\n'),
    }
  },
  button: (language) => words(language)('mail.button'),
  why: (language, values) => words(language)('mail.why', values),
}

export const mailKinds = [NEW_MESSAGE]

interface NewMessage {
  installation: Services
  sender: MailSender
  person: { id: string; name: string; email: string | null }
  /** Who wrote. */
  from: string
  thread: string
  language: Language
}

/** Tells that a message is there. It is given nothing of what was written, so it can give nothing away. */
export function newMessageMail(about: NewMessage): OutgoingMail | null {
  const { installation, sender, from, thread } = about
  const path = routes.messages.one({ thread: show('thread', thread) })
  return composeMail(NEW_MESSAGE, {
    ...about,
    values: { from },
    link: addressOn(installation, sender.host, path),
  })
}
