import type { Instant } from '../../kit/clock.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

/** What goes on again once a suspension is lifted, in the same transaction. */
export const onSuspensionLifted = new Place<
  (op: OperationContext, portal: { built_at: Instant | null }) => Promise<void>
>()
