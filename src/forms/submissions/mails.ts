import { composeMail, languageOf, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import type { FormRow } from '../form/form.ts'
import { words } from './mail-words.ts'
import { toNotify } from './queries.ts'

const COMPLETED = shipped(words, {
  kind: 'form_completed',
  more: ['from'],
  needsLink: true,
  title: 'completed.title',
  subject: 'completed.subject',
  body: ['completed.hello', 'completed.text'],
  button: 'completed.button',
  why: 'completed.why',
})

export const mailKinds = [COMPLETED]

/** Tells those whom the form names; what was sent stays in the portal. */
export async function tellOfSubmission(
  op: OperationContext,
  { notifies }: FormRow,
  { submission, from }: { submission: string; from: string },
): Promise<void> {
  if (notifies.length === 0) return
  const [sender, people] = await Promise.all([mailSender(op.tx), toNotify(op.tx, notifies)])
  const path = routes.submissions.one({ submission: show('submission', submission) })
  const link = addressOn(op.installation, sender.host, path)
  for (const person of people) {
    const language = languageOf(person, sender)
    await op.mail(composeMail(COMPLETED, { sender, person, language, values: { from }, link }))
  }
}
