import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { within } from '../../kit/operation.ts'

/**
 * Takes a host for the portal the transaction is set to; of any number at the same moment one gets it,
 * the others wait for its commit. `own` means that the portal has it already.
 */
export async function claimHost(
  tx: Tx,
  portal: string,
  host: string,
  now: Instant,
): Promise<'claimed' | 'own' | 'taken'> {
  if (await insertHost(tx, portal, host, now)) return 'claimed'
  const own = await tx.db
    .selectFrom('hosts')
    .select('host')
    .where('portal_id', '=', portal)
    .where('host', '=', host)
    .executeTakeFirst()
  if (own) return 'own'
  const former = await outOfQuarantine(tx, host, now)
  if (!former) return 'taken'
  await within(tx, former, portal, () =>
    tx.db
      .deleteFrom('hosts')
      .where('portal_id', '=', former)
      .where('host', '=', host)
      .where('quarantined_until', '<=', now)
      .execute(),
  )
  return (await insertHost(tx, portal, host, now)) ? 'claimed' : 'taken'
}

async function insertHost(tx: Tx, portal: string, host: string, now: Instant): Promise<boolean> {
  const row = await tx.db
    .insertInto('hosts')
    .values({ host, portal_id: portal, is_current: false, added_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('host')
    .executeTakeFirst()
  return row !== undefined
}

/** The cancelled portal whose quarantine of this host is over; looked up across portals, for one statement. */
async function outOfQuarantine(tx: Tx, host: string, now: Instant): Promise<string | undefined> {
  await sql`select set_config('app.scope', 'installation', true)`.execute(tx.db)
  const row = await tx.db
    .selectFrom('hosts')
    .select('portal_id')
    .where('host', '=', host)
    .where('quarantined_until', '<=', now)
    .executeTakeFirst()
  await sql`select set_config('app.scope', '', true)`.execute(tx.db)
  return row?.portal_id
}

/** Makes one of the portal's hosts the current one; the one before goes on as a redirect. */
export async function setCurrentHost(tx: Tx, portal: string, host: string): Promise<boolean> {
  await tx.db
    .updateTable('hosts')
    .set({ is_current: false })
    .where('portal_id', '=', portal)
    .where('is_current', '=', true)
    .where('host', '<>', host)
    .execute()
  const row = await tx.db
    .updateTable('hosts')
    .set({ is_current: true })
    .where('portal_id', '=', portal)
    .where('host', '=', host)
    .returning('host')
    .executeTakeFirst()
  return row !== undefined
}

export async function setSlug(tx: Tx, portal: string, slug: string): Promise<void> {
  await tx.db.updateTable('portals').set({ slug }).where('id', '=', portal).execute()
}
