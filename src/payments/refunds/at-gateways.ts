import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Payment } from '../received/payment.ts'

/**
 * Has a gateway pay back what it took: asked for here, done and written down once the gateway has. Given by what knows
 * gateways; a refusal where it cannot be asked for.
 */
export const refundsAtGateways = new Place<
  (op: OperationContext, payment: Payment, amount: bigint) => Promise<Refusal | null>
>()
