import { dueQueue } from '../../kit/due/queue.ts'
import { newId } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Attempt } from './attempt.ts'
import { insertAskedRefund, portalsToRefund } from './refund-queries.ts'

/** What is to be paid back at gateways, portal by portal. */
export const refundQueue = dueQueue<{ portal: string }>({
  names: { wake: 'gateway_refund', sweep: 'sweep_gateway_refunds' },
  key: ({ portal }) => portal,
  atOnce: 4,
  due: portalsToRefund,
  falls: null,
})

/** Has a payment paid back by its gateway, as soon as this is committed. Whether it may be, the caller has looked at. */
export async function askForRefund(
  op: OperationContext,
  attempt: Pick<Attempt, 'id'>,
  amount: bigint,
  why: 'asked' | 'late',
): Promise<void> {
  const by = op.caller.person ?? null
  await insertAskedRefund(op.tx, { id: newId(), attempt: attempt.id, amount, why, by }, op.now)
  await op.enqueue(refundQueue.wake, { portal: op.portal })
}
