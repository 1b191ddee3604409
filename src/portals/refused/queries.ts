import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import type { Restored } from './refused.ts'

interface Refusing {
  why: 'deleted' | 'key_missing'
  restored: Restored | null
  deleted_at: Instant | null
  found_at: Instant
}

/** @returns false where it was noted before */
export async function noteRefused(tx: Tx, refusing: Refusing): Promise<boolean> {
  const noted = await tx.db
    .insertInto('refused_portals')
    .values({ ...refusing })
    .onConflict((conflict) => conflict.doNothing())
    .returning('portal_id')
    .executeTakeFirst()
  return noted !== undefined
}

/** @returns false where there was none */
export async function dropRefused(tx: Tx, why: Refusing['why']): Promise<boolean> {
  const dropped = await tx.db
    .deleteFrom('refused_portals')
    .where('why', '=', why)
    .returning('portal_id')
    .executeTakeFirst()
  return dropped !== undefined
}

export const isRefusedAs = async (tx: Tx, why: Refusing['why']): Promise<boolean> =>
  (await tx.db
    .selectFrom('refused_portals')
    .select('portal_id')
    .where('why', '=', why)
    .executeTakeFirst()) !== undefined

/** The portal's row, locked, if it has not been cancelled. */
export async function lockUncancelled(tx: Tx) {
  const row = await tx.db
    .selectFrom('portals')
    .select(['status', 'status_since'])
    .where('status', '<>', 'cancelled')
    .forUpdate()
    .executeTakeFirst()
  return row as { status: PortalStatus; status_since: Instant } | undefined
}

export const isUncancelled = async (tx: Tx): Promise<boolean> =>
  (await tx.db
    .selectFrom('portals')
    .select('id')
    .where('status', '<>', 'cancelled')
    .executeTakeFirst()) !== undefined

export async function noteKeyDestroyed(tx: Tx, at: Instant): Promise<void> {
  await tx.db.updateTable('portal_keys').set({ wrapped: null, destroyed_at: at }).execute()
}

export async function setWord(tx: Tx, word: string): Promise<void> {
  await tx.db.updateTable('portal_deletions').set({ on_whose_word: word }).execute()
}

/** A portal that cannot be opened, as the operator is shown it. */
export interface RefusedPortal {
  id: string
  name: string
  slug: string
  why: Refusing['why']
  restored: Restored | null
  deletedAt: Instant | null
  foundAt: Instant
}

/** The newest of them. Needs the installation's scope. */
export async function refusedPortals(tx: Tx, limit = 200): Promise<RefusedPortal[]> {
  const rows = await tx.db
    .selectFrom('refused_portals')
    .innerJoin('portals', 'portals.id', 'refused_portals.portal_id')
    .select(['id', 'name', 'slug', 'why', 'restored', 'deleted_at', 'found_at'])
    .orderBy('found_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ deleted_at, found_at, ...row }) => ({
    ...(row as Pick<RefusedPortal, 'id' | 'name' | 'slug' | 'why' | 'restored'>),
    deletedAt: deleted_at,
    foundAt: found_at,
  }))
}

/** Which portals there are, and which the database itself knows to be deleted. Needs the installation's scope. */
export async function portalsByDeletion(
  tx: Tx,
): Promise<{ id: string; cancelled: boolean; deletedAt: Instant | null }[]> {
  const rows = await tx.db
    .selectFrom('portals')
    .leftJoin('portal_deletions', 'portal_deletions.portal_id', 'portals.id')
    .select(['portals.id', 'portals.status', 'portal_deletions.finished_at'])
    .execute()
  return rows.map(({ id, status, finished_at }) => ({
    id,
    cancelled: status === 'cancelled',
    deletedAt: finished_at,
  }))
}
