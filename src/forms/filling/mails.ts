import { composeMail, shipped, type MailSender } from '../../identity/index.ts'
import { addressOn, type Services } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { exactTime } from '../../ui/index.ts'
import type { FormRow } from '../form/form.ts'
import type { Draft } from './draft.ts'
import { words } from './texts.ts'

const DRAFT = shipped(words, {
  kind: 'form_draft',
  more: ['until'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.until'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [DRAFT]

interface DraftMail {
  installation: Services
  sender: MailSender
  language: Language
  form: FormRow
  to: Pick<Draft, 'email' | 'firstName'>
  token: string
  expires: Temporal.Instant
}

/** Brings back to a form that was begun; to whoever typed the address, who may be nobody that is known. */
export function draftMail(about: DraftMail): OutgoingMail | null {
  const { installation, sender, language, form, to, token, expires } = about
  const path = routes.f.one({ link: form.link }, { draft: token })
  const mail = composeMail(DRAFT, {
    sender,
    language,
    // What was typed as a name is nothing to write to a stranger in.
    person: { id: '', name: to.email, email: to.email },
    values: { until: exactTime(language, expires, sender.time_zone) },
    link: addressOn(installation, sender.host, path),
  })
  return mail && { ...mail, person: undefined }
}
