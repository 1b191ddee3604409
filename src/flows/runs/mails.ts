import { composeMail, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { MailKind, Values } from '../../kit/mail-kind.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { words } from './mail-texts.ts'

export const FLOW_STARTED = shipped(words, {
  kind: 'flow_started',
  needsLink: true,
  title: 'started.title',
  subject: 'started.subject',
  body: ['hello', 'started.text'],
  button: 'started.button',
  why: 'started.why',
})

export const FLOW_STUCK = shipped(words, {
  kind: 'flow_stuck',
  more: ['client'],
  needsLink: true,
  title: 'stuck.title',
  subject: 'stuck.subject',
  body: ['hello', 'stuck.text'],
  button: 'stuck.button',
  why: 'stuck.why',
})

export const mailKinds = [FLOW_STARTED, FLOW_STUCK]

interface Receiver {
  id: string
  name: string
  email: string | null
  language: string | null
}

/** Writes to a client about a flow of theirs, or to staff about a client’s; what is in it stays in the portal. */
export async function tellOfFlow(
  op: OperationContext,
  kind: MailKind,
  person: Receiver,
  run: string,
  values?: Values,
): Promise<void> {
  const sender = await mailSender(op.tx)
  const flowRun = show('flowRun', run)
  const path =
    kind === FLOW_STARTED ? routes.flow.one({ flowRun }) : routes.flowRuns.one({ flowRun })
  const link = addressOn(op.installation, sender.host, path)
  const language = isLanguage(person.language) ? person.language : sender.language
  await op.mail(composeMail(kind, { sender, person, language, link, values }))
}
