import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { Connected } from '../gateways/accounts/account.ts'

/** A gateway that is to be compared with, and until when it was. */
export interface Comparison {
  readonly gateway: Connected
  readonly comparedUntil: Instant
}

/** Nobody else begins it meanwhile; whoever dies has it begun again after that. */
const HELD = { minutes: 30 }

/** The gateway that is to be compared with first. */
export async function takeComparison(tx: Tx, now: Instant): Promise<Comparison | null> {
  const row = await tx.db
    .selectFrom('payment_gateways')
    .select(['gateway', 'compared_until as comparedUntil'])
    .where('compare_at', '<=', now)
    .orderBy('compare_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return null
  const gateway = row.gateway as Connected
  await putOffComparison(tx, gateway, now.add(HELD))
  return { ...row, gateway }
}

export async function putOffComparison(tx: Tx, gateway: Connected, until: Instant): Promise<void> {
  await tx.db
    .updateTable('payment_gateways')
    .set({ compare_at: until })
    .where('gateway', '=', gateway)
    .execute()
}

export async function saveComparison(
  tx: Tx,
  gateway: Connected,
  done: { until: Instant; compared: number; repaired: number; next: Instant },
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('payment_gateways')
    .set({
      compared_until: done.until,
      compared: done.compared,
      repaired: done.repaired,
      compared_at: now,
      compare_at: done.next,
    })
    .where('gateway', '=', gateway)
    .execute()
}

/** Portals with a gateway that is to be compared with. Needs the installation's scope. */
export const portalsToCompare = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('payment_gateways')
    .select('portal_id as portal')
    .distinct()
    .where('compare_at', '<=', now)
    .execute()

/** Comparisons that fall within a span. Needs the installation's scope. */
export async function comparisonsFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const { n } = await tx.db
    .selectFrom('payment_gateways')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('compare_at', '>', from)
    .where('compare_at', '<=', until)
    .executeTakeFirstOrThrow()
  return n
}
