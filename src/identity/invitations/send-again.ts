import { show } from '../../kit/ids.ts'
import { done, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { countInvitation } from '../mail-limits/mail-limits.ts'
import { lockPerson } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { inviteByMail } from './new-person.ts'
import { whyNotNow } from './why-not-now.ts'

/** Mails one of the transaction's portal a new invitation; part of an operation. */
export async function sendAgain(
  op: OperationContext,
  { person }: { person: string },
): Promise<Done<{ person: string }> | Refusal> {
  const row = await lockPerson(op.tx, person)
  if (!row) return kitRefuse('not_found')
  const why = await whyNotNow(op, row)
  if (why) return refuse(why)
  const often = row.email === null ? null : await countInvitation(op, row.email)
  if (often) return often
  await inviteByMail(op, row)
  op.note({ subject: show('person', person) })
  return done({ person })
}
