import type { OperationContext } from '../../kit/operation.ts'
import type { GatewayPayment } from '../gateways/gateway.ts'
import type { Attempt } from './attempt.ts'
import { upsertMethod } from './method-queries.ts'

/** Keeps the method that a payment has left, where it was to be kept and the payment is made or on its way. */
export async function keepMethod(
  { tx, now }: OperationContext,
  { saves, personId, gateway, customer }: Attempt,
  told: GatewayPayment,
): Promise<null> {
  const isLeft = told.state === 'succeeded' || told.state === 'processing'
  if (saves && isLeft && told.method && customer !== null)
    await upsertMethod(tx, { personId, gateway, customer, ...told.method }, now)
  return null
}
