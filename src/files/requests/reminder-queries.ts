import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'

/** Nobody comes into these to answer. */
const SHUT = ['suspended', 'cancelled'] as const

/** They cannot sign in, or no mail comes to them; or the mail by which it is asked for has still to leave. */
const NOT_NOW = sql<boolean>`(p.disabled_at is not null or p.activated_at is null or p.email is null
  or exists (select from file_tellings t where t.portal_id = r.portal_id and t.person_id = r.person_id
    and t.what = 'requested' and r.id = any(t.waiting)))`

/** The reminder that has been due for longest and nobody is at; whether it is passed over. */
export async function nextReminder(tx: Tx, now: Instant) {
  const row = await tx.db
    .selectFrom('file_requests as r')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'r.person_id'))
    .innerJoin('portals as o', (join) => join.onRef('o.id', '=', 'r.portal_id'))
    .select(['r.id', 'r.due_on as dueOn', 'r.reminders'])
    .select(NOT_NOW.as('isPassed'))
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

/** Of several requests those whose reminder is due and nobody is at, locked. */
export const lockDueOf = (
  tx: Tx,
  ids: readonly string[],
  now: Instant,
): Promise<{ id: string; dueOn: string | null; reminders: number }[]> =>
  tx.db
    .selectFrom('file_requests as r')
    .select(['r.id', 'r.due_on as dueOn', 'r.reminders'])
    .where('r.id', 'in', ids)
    .where('r.remind_at', '<=', now)
    .orderBy('r.id')
    .forUpdate('r')
    .skipLocked()
    .execute()

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
