import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Tables } from '../../kit/db/tables.ts'
import type { Insertable } from 'kysely'
import { progressOf, type Creation, type Progress } from './creation.ts'

export async function insertPortal(tx: Tx, portal: Insertable<Tables['portals']>): Promise<void> {
  await tx.db.insertInto('portals').values(portal).execute()
}

export async function insertCreation(
  tx: Tx,
  creation: Insertable<Tables['portal_creations']>,
): Promise<void> {
  await tx.db.insertInto('portal_creations').values(creation).execute()
}

/** How far the building of a portal is; undefined for one that is not there (any more). */
export async function creationOf(tx: Tx, portal: string): Promise<Creation | undefined> {
  return tx.db
    .selectFrom('portal_creations')
    .select(['steps_done', 'attempts', 'failure', 'sealed_owner', 'started_at', 'finished_at'])
    .where('portal_id', '=', portal)
    .executeTakeFirst()
}

/** The page that says the portal is being built. */
export async function creation(tx: Tx, portal: string): Promise<Progress | undefined> {
  const creation = await creationOf(tx, portal)
  return creation && progressOf(creation)
}

export async function stepDone(
  tx: Tx,
  portal: string,
  done: number,
  finished: Instant | null,
): Promise<void> {
  await tx.db
    .updateTable('portal_creations')
    .set({ steps_done: done, failure: null, finished_at: finished })
    .where('portal_id', '=', portal)
    .execute()
}

/** @returns how often building this portal has failed. */
export async function noteFailure(tx: Tx, portal: string, failure: string): Promise<number> {
  const row = await tx.db
    .updateTable('portal_creations')
    .set({ failure, attempts: sql<number>`attempts + 1` })
    .where('portal_id', '=', portal)
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

export async function wipeSealedOwner(tx: Tx, portal: string): Promise<void> {
  await tx.db
    .updateTable('portal_creations')
    .set({ sealed_owner: null })
    .where('portal_id', '=', portal)
    .execute()
}

export async function setOwner(tx: Tx, portal: string, owner: string): Promise<void> {
  await tx.db.updateTable('portals').set({ owner_id: owner }).where('id', '=', portal).execute()
}

export async function setBuilt(tx: Tx, portal: string, at: Instant): Promise<void> {
  await tx.db.updateTable('portals').set({ built_at: at }).where('id', '=', portal).execute()
}

export async function hasCurrentHost(tx: Tx, portal: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('hosts')
    .select('host')
    .where('portal_id', '=', portal)
    .where('is_current', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertSummary(tx: Tx, portal: string): Promise<void> {
  await tx.db
    .insertInto('portal_summaries')
    .values({ portal_id: portal })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Portals whose building has begun and not ended. Needs the installation's scope. */
export async function unfinishedCreations(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('portal_creations')
    .select('portal_id')
    .where('finished_at', 'is', null)
    .execute()
  return rows.map((row) => row.portal_id)
}
