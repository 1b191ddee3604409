import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'

/** Nobody comes into these to answer. */
const SHUT = ['suspended', 'cancelled'] as const

/** They cannot sign in, or no mail comes to them. */
const OUT_OF_REACH = sql<boolean>`(p.disabled_at is not null or p.activated_at is null or p.email is null)`

/** The reminder that has been due for longest and nobody is at; whether it would reach somebody. */
export async function nextReminder(tx: Tx, now: Instant) {
  const row = await tx.db
    .selectFrom('file_requests as r')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'r.person_id'))
    .innerJoin('portals as o', (join) => join.onRef('o.id', '=', 'r.portal_id'))
    .select(['r.id', 'r.due_on as dueOn', 'r.reminders'])
    .select(OUT_OF_REACH.as('isOutOfReach'))
    .where('r.remind_at', '<=', now)
    .where('o.status', 'not in', SHUT)
    .orderBy('r.remind_at')
    .orderBy('r.id')
    .limit(1)
    .forUpdate('r')
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** When they are reminded next. @param isSent whether they were now */
export async function setReminder(
  tx: Tx,
  id: string,
  { remindAt, isSent }: { remindAt: Instant | null; isSent: boolean },
): Promise<void> {
  await tx.db
    .updateTable('file_requests')
    .set((of) => ({
      remind_at: remindAt,
      ...(isSent && { reminders: of('reminders', '+', 1) }),
    }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}

/** Portals in which somebody is to be reminded. Needs the installation's scope. */
export const portalsToRemind = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('file_requests as r')
    .innerJoin('portals as o', 'o.id', 'r.portal_id')
    .select('r.portal_id as portal')
    .distinct()
    .where('r.remind_at', '<=', now)
    .where('o.status', 'not in', SHUT)
    .execute()

/**
 * How many reminders fall due within a span, with those of people who are then passed over: who they are is no
 * business of the installation's. Needs its scope.
 */
export async function remindersFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('file_requests as r')
    .innerJoin('portals as o', 'o.id', 'r.portal_id')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('r.remind_at', '>', from)
    .where('r.remind_at', '<=', until)
    .where('o.status', 'not in', SHUT)
    .executeTakeFirstOrThrow()
  return row.n
}
