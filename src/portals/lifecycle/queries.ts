import { sql, type NotNull } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import type { PortalStatus, Timer, TimerKind } from '../status/portal-status.ts'

/** One line of a portal's history. */
export interface StatusChange {
  from: PortalStatus | null
  to: PortalStatus
  at: Instant
  actor: string
  through: string
  cause: string | null
  note: string | null
}

/** Adds to the history; its numbers have no gaps, since the portal's row is locked by who writes it. */
export async function appendStatusChange(tx: Tx, change: StatusChange): Promise<void> {
  await tx.run(
    `insert into portal_status_changes
       (portal_id, seq, from_status, to_status, at, actor, through, cause, note)
     select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8
     from portal_status_changes where portal_id = $1`,
    [
      tx.portal,
      change.from,
      change.to,
      change.at,
      change.actor,
      change.through,
      change.cause,
      change.note,
    ],
  )
}

export async function setStatus(
  tx: Tx,
  status: {
    status: PortalStatus
    status_since: Instant
    suspended_from: PortalStatus | null
    suspension_cause: string | null
    suspension_note: string | null
  },
): Promise<void> {
  await tx.db
    .updateTable('portals')
    .set({ ...status, deletion_postponed_to: null })
    .execute()
}

export async function postponeDeletion(tx: Tx, to: Instant): Promise<void> {
  await tx.db.updateTable('portals').set({ deletion_postponed_to: to }).execute()
}

/** Whatever was to fall due no longer does; these do instead. */
export async function replaceTimers(tx: Tx, timers: readonly Timer[]): Promise<void> {
  await tx.db.deleteFrom('portal_timers').execute()
  if (timers.length === 0) return
  await tx.db
    .insertInto('portal_timers')
    .values(timers.map(({ kind, dueAt }) => ({ kind, due_at: dueAt })))
    .execute()
}

export interface StoredTimer extends Timer {
  /** When each machine, by its boot, has seen it due; see second-look.ts. */
  looks: unknown
}

/** What has fallen due for a portal, the oldest first. */
export async function dueTimersOf(tx: Tx, now: Instant): Promise<StoredTimer[]> {
  const rows = await tx.db
    .selectFrom('portal_timers')
    .select(['kind', 'due_at', 'looks'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute()
  return rows.map(({ kind, due_at, looks }) => ({ kind: kind as TimerKind, dueAt: due_at, looks }))
}

export async function dropTimers(tx: Tx, kinds: readonly TimerKind[]): Promise<void> {
  await tx.db.deleteFrom('portal_timers').where('kind', 'in', kinds).execute()
}

/** Whom a portal's warnings go to first; null while nobody has been invited yet. */
export async function ownerOf(tx: Tx): Promise<{
  id: string
  name: string
  email: string
  language: Language | null
  time_zone: string | null
} | null> {
  const row = await tx.db
    .selectFrom('persons')
    .innerJoin('portals', (join) =>
      join
        .onRef('portals.id', '=', 'persons.portal_id')
        .onRef('portals.owner_id', '=', 'persons.id'),
    )
    .select([
      'persons.id',
      'persons.name',
      'persons.email',
      'persons.language',
      'persons.time_zone',
    ])
    .$narrowType<{ email: NotNull }>()
    .executeTakeFirst()
  return row ? { ...row, language: isLanguage(row.language) ? row.language : null } : null
}

/** Has an event of that name happened in the portal, since then? */
export async function happenedSince(tx: Tx, name: string, since: Instant): Promise<boolean> {
  const row = await tx.db
    .selectFrom('events')
    .select(sql<number>`1`.as('one'))
    .where('name', '=', name)
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
