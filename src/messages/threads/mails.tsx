import { composeMail, shipped, type MailSender } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { words } from '../texts.ts'

const NEW_MESSAGE = shipped(words, {
  kind: 'new_message',
  more: ['from'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.private'],
  button: 'mail.button',
  why: 'mail.why',
})

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
