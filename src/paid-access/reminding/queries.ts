import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { Reminder } from './reminder.ts'

/** Row id of the invoice of which somebody is to be reminded first. */
export async function firstReminder(tx: Tx, now: Instant): Promise<{ invoice: string } | null> {
  const row = await tx.db
    .selectFrom('entitlements')
    .select('invoice_id as invoice')
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** How they are reminded, and when next. */
export async function reminderOf(
  tx: Tx,
  invoice: string,
): Promise<(Reminder & { remindAt: Instant | null }) | null> {
  const row = await tx.db
    .selectFrom('entitlements')
    .select(['created_at', 'remind_days', 'reminded', 'remind_at'])
    .where('invoice_id', '=', invoice)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    createdAt: row.created_at,
    remindDays: row.remind_days,
    reminded: row.reminded,
    remindAt: row.remind_at,
  }
}

export async function saveReminder(
  tx: Tx,
  entitlement: string,
  change: { reminded: number; remind_at: Instant | null },
): Promise<void> {
  await tx.db.updateTable('entitlements').set(change).where('id', '=', entitlement).execute()
}

export async function putOffReminder(tx: Tx, invoice: string, until: Instant): Promise<void> {
  await tx.db
    .updateTable('entitlements')
    .set({ remind_at: until })
    .where('invoice_id', '=', invoice)
    .execute()
}

/** Portals in which somebody is to be reminded. Needs the installation's scope. */
export const portalsToRemind = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('entitlements')
    .select('portal_id as portal')
    .distinct()
    .where('remind_at', '<=', now)
    .execute()

/** Reminders that fall within a span. Needs the installation's scope. */
export async function remindersFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const { n } = await tx.db
    .selectFrom('entitlements')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('remind_at', '>', from)
    .where('remind_at', '<=', until)
    .executeTakeFirstOrThrow()
  return n
}
