import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { TimerKind } from '../status/portal-status.ts'
import type { Look } from './second-look.ts'

export interface DueTimer {
  portal: string
  kind: TimerKind
  dueAt: Instant
  looks: unknown
}

/**
 * What is due by now, the oldest first, a batch at a time; a timer that stays due is passed once.
 * Needs the installation's scope.
 */
export async function dueTimers(
  tx: Tx,
  now: Instant,
  after: DueTimer | undefined,
  limit: number,
): Promise<DueTimer[]> {
  let query = tx.db
    .selectFrom('portal_timers')
    .select(['portal_id as portal', 'kind', 'due_at as dueAt', 'looks'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('portal_id')
    .limit(limit)
  if (after)
    query = query.where((is) =>
      is(is.refTuple('due_at', 'portal_id'), '>', is.tuple(after.dueAt, after.portal)),
    )
  return (await query.execute()) as DueTimer[]
}

/** Notes when this machine has seen a cancellation due; nothing where it no longer is the same one. */
export async function noteLook(
  tx: Tx,
  { portal, kind, dueAt }: DueTimer,
  boot: string,
  look: Look,
): Promise<void> {
  await tx.run(
    `update portal_timers set looks = looks || jsonb_build_object($4::text, $5::jsonb)
     where portal_id = $1 and kind = $2 and due_at = $3`,
    [portal, kind, dueAt, boot, JSON.stringify(look)],
  )
}
