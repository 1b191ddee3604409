import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

export interface Renaming {
  kind: 'type' | 'stage'
  from: string
  to: string
}

/** What is done where a type or stage is named by its words, in the transaction that renames it. */
export const onLabelRenamed = new Place<
  (op: OperationContext, renaming: Renaming) => Promise<void>
>()
