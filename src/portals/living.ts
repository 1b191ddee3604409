import type { OperationContext } from '../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../kit/refusal.ts'
import type { Portal } from './portal.ts'
import { findPortal } from './queries.ts'
import { refuse } from './refusals.ts'

/** Finds and locks a portal that can still be changed. */
export async function lockLiving(op: OperationContext, id: string): Promise<Portal | Refusal> {
  const portal = await findPortal(op.tx, id, op.caller, { lock: true })
  if (!portal) return kitRefuse('not_found')
  if (portal.status === 'cancelled') return refuse('cancelled')
  return op.basedOn(portal.version) ?? portal
}

/** Values that operations work with have no `ok`; what they answer with has. */
export const isRefusal = <T extends object>(result: T | Refusal): result is Refusal =>
  'ok' in result
