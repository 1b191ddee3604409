import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

/** Two cards by row id: the one that is left, and the one that goes. */
export interface Pair {
  kept: string
  other: string
}

/** What features above do with their rows of the card that goes, in the transaction that merges two. */
export const onMerge = new Place<(op: OperationContext, pair: Pair) => Promise<void>>()
