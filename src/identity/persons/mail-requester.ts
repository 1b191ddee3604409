import type { OutgoingMail } from '../../kit/mail.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { personById, type MailSender } from './queries.ts'

/**
 * Of a mail that somebody has sent to another: who is told if it is refused, and gets the reply. No reply
 * leads to whoever opened a trial, which is open to anybody.
 */
export async function mailRequester(
  { tx, caller }: OperationContext,
  sender: MailSender,
): Promise<Pick<OutgoingMail, 'askedBy' | 'replyTo'>> {
  if (caller.person === undefined) return {}
  const asker = sender.isVouchedFor ? await personById(tx, caller.person) : undefined
  const replyTo = asker?.kind === 'staff' && asker.email ? asker.email : undefined
  return { askedBy: caller.person, ...(replyTo && { replyTo }) }
}
