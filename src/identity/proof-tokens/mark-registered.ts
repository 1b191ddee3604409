import type { OperationContext } from '../../kit/operation.ts'
import { registeredMail } from '../mails.tsx'
import { languageOf } from '../persons/person.ts'
import { mailSender, markActivated } from '../persons/queries.ts'
import { retireTokens, spendToken } from '../tokens/queries.ts'

/**
 * Ends registering, by whatever is shown from now on: the link is used up, every other one is dead, and the
 * person is told, in case it was not them. Part of an operation that has locked both.
 */
export async function markRegistered(
  op: OperationContext,
  person: { id: string; name: string; email: string | null; language: string | null },
  token: { hash: Buffer },
): Promise<void> {
  const { tx, now, installation } = op
  await spendToken(tx, token.hash, now)
  await retireTokens(tx, { person: person.id, now })
  await markActivated(tx, { person: person.id, now })
  const sender = await mailSender(tx)
  const language = languageOf(person, sender)
  await op.mail(registeredMail({ installation, sender, person, language }))
}
