import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

/** Whoever asks, by row id, and where a mail reaches them. */
export interface Troubled {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly language: string | null
}

/**
 * What rooms that stand higher mail to somebody who has trouble getting in, such as how access that has ended is begun
 * anew: beside the link for a new password, and as seldom. In the transaction that mails that.
 */
export const onTrouble = new Place<(op: OperationContext, person: Troubled) => Promise<void>>()
