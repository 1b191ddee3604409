import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { GatewayPayment } from '../gateways/gateway.ts'
import type { Attempt } from './attempt.ts'
import { upsertMethod } from '../methods/queries.ts'

/** What charges somebody later, and so has the method kept by which an invoice is paid. */
export const chargesLater = new Place<(tx: Tx, invoice: string) => Promise<boolean>>()

/** Whether the method is kept by which an invoice is paid. */
export async function isKept(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  invoice: string,
): Promise<boolean> {
  for (const charges of chargesLater.of(installation)) if (await charges(tx, invoice)) return true
  return false
}

/** Keeps the method that a payment has left, where it was to be kept and the payment is made or on its way: its row id. */
export async function keepMethod(
  { tx, now }: OperationContext,
  { saves, personId, gateway, customer }: Attempt,
  told: GatewayPayment,
): Promise<string | null> {
  const isLeft = told.state === 'succeeded' || told.state === 'processing'
  if (!saves || !isLeft || !told.method || customer === null) return null
  return upsertMethod(tx, { personId, gateway, customer, ...told.method }, now)
}
