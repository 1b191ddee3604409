import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { performPart, type OperationContext } from '../../kit/operation.ts'
import { amongWhom } from '../sharing/among.ts'
import { sharedWithOne, stillShared } from '../sharing/queries.ts'
import { sentBy } from './answer-queries.ts'
import { outstandingFor } from './queries.ts'
import { withdrawRequest } from './requests.ts'

/** Somebody who has to do no more with something that has files, such as a case. */
interface Leaving {
  kind: string
  holder: string
  person: string
}

/** More are not counted. */
const COUNTED = 1000

/**
 * What somebody would see no more, and would be asked for no more, if they left: files that are shared with everybody
 * of it, and with them in no other way; and requests that are outstanding there.
 */
export async function leavingCosts(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  { kind, holder, person, now }: Leaving & { now: Instant },
): Promise<{ files: number; requests: number }> {
  const requests = await outstandingFor(tx, { kind, holder, person })
  const files = await sharedWithOne(tx, { kind, id: holder }, { now, limit: COUNTED })
  if (files.length === 0) return { files: 0, requests: requests.length }
  const among = await amongWhom(tx, installation, person)
  const others = among.map((one) =>
    one.kind === kind ? { ...one, ids: one.ids.filter((id) => id !== holder) } : one,
  )
  const kept = new Set([
    ...(await stillShared(tx, others, { files, now })),
    ...(await sentBy(tx, files, person)),
  ])
  return { files: files.filter((id) => !kept.has(id)).length, requests: requests.length }
}

/**
 * Withdraws what somebody is asked for about something that they leave, each as by its button, so that nothing more
 * of theirs comes in there; part of another operation, which holds what they leave.
 * @returns how many
 */
export async function endRequestsOf(op: OperationContext, leaving: Leaving): Promise<number> {
  const requests = await outstandingFor(op.tx, leaving)
  let ended = 0
  for (const id of requests)
    if ((await performPart(op, withdrawRequest, { request: show('request', id) })).ok) ended++
  return ended
}
