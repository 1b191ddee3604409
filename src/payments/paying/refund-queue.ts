import { dueQueue } from '../../kit/due/queue.ts'
import { newId } from '../../kit/ids.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { refuse } from '../refusals.ts'
import { most } from '../received/received.ts'
import { refundsAtGateways } from '../refunds/at-gateways.ts'
import { attemptOfPayment } from './queries.ts'
import type { Attempt } from './attempt.ts'
import { insertAskedRefund, portalsToRefund, waitingRefunds } from './refund-queries.ts'

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

/** What staff pay back of a gateway's payment: no more than is left of it, with what is asked for already. */
export const refundAtGateway = refundsAtGateways.with(async (op, payment, amount) => {
  const attempt = await attemptOfPayment(op.tx, payment.id)
  if (!attempt) return refuse('by_gateway')
  const left = payment.applied - payment.refunded - (await waitingRefunds(op.tx, attempt.id))
  if (amount > left)
    return refuse('more_than_left', { field: 'amount', values: most(left, payment.currency) })
  await askForRefund(op, attempt, amount, 'asked')
  return null
})
