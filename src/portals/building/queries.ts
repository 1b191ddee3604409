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
export async function creationOf(tx: Tx): Promise<Creation | undefined> {
  return tx.db
    .selectFrom('portal_creations')
    .select(['steps_done', 'attempts', 'failure', 'sealed_owner', 'started_at', 'finished_at'])
    .executeTakeFirst()
}

/** The page that says the portal is being built. */
export async function creation(tx: Tx): Promise<Progress | undefined> {
  const creation = await creationOf(tx)
  return creation && progressOf(creation)
}

export async function stepDone(tx: Tx, done: number, finished: Instant | null): Promise<void> {
  await tx.db
    .updateTable('portal_creations')
    .set({ steps_done: done, failure: null, finished_at: finished })
    .execute()
}

/** @returns how often building this portal has failed. */
export async function noteFailure(tx: Tx, failure: string): Promise<number> {
  const row = await tx.db
    .updateTable('portal_creations')
    .set({ failure, attempts: sql<number>`attempts + 1` })
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

export async function wipeSealedOwner(tx: Tx): Promise<void> {
  await tx.db.updateTable('portal_creations').set({ sealed_owner: null }).execute()
}

export async function setOwner(tx: Tx, owner: string): Promise<void> {
  await tx.db.updateTable('portals').set({ owner_id: owner }).execute()
}

export async function setBuilt(tx: Tx, at: Instant): Promise<void> {
  await tx.db.updateTable('portals').set({ built_at: at }).execute()
}

export async function hasCurrentHost(tx: Tx): Promise<boolean> {
  const row = await tx.db
    .selectFrom('hosts')
    .select('host')
    .where('is_current', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertSummary(tx: Tx): Promise<void> {
  await tx.db
    .insertInto('portal_summaries')
    .values({})
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
