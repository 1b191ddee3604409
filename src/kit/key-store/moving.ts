import { APPLICATION_BEFORE, type Database } from '../db/database.ts'
import { CONSOLE } from '../ids.ts'
import type { Installation } from '../installation.ts'
import type { Keys } from '../keys.ts'

type Moving = Pick<Installation, 'db' | 'keys' | 'clock' | 'log'>

/**
 * Brings the keys of an installation that kept them in its database into the key store. Each is copied, read
 * back, and only then taken out. May be cut off anywhere and called again, also by several servers at once;
 * until it is through, a key is found in either place. With nothing to move it costs one statement.
 * @returns `waiting` while a server of the version before is connected, which would find no key any more
 * @throws KeyStoreUnavailable
 * @throws Error where the store holds another key of a portal than the database
 */
export async function moveKeys({ db, keys, clock, log }: Moving): Promise<'apart' | 'waiting'> {
  const [row] = await db.ask<{ apart: boolean }>(
    'select keys_apart_at is not null as apart from installation',
  )
  if (row?.apart) return 'apart'
  for (const portal of await everyPortal(db)) await move(db, keys, portal, 'copy')
  if (await isVersionBeforeThere(db)) {
    log.warn('keys stay in the database too until the last server of the version before has ended')
    return 'waiting'
  }
  const moved = new Set<string>()
  const moveNew = async () => {
    for (const portal of await everyPortal(db)) {
      if (moved.has(portal)) continue
      await move(db, keys, portal, 'take out')
      moved.add(portal)
    }
  }
  await moveNew()
  await db.write({ portal: CONSOLE }, async (tx) => {
    // Whoever begins a portal holds this row while its key may still go into the database.
    await tx.run('select from installation for update')
    await moveNew()
    await tx.run('update installation set keys_apart_at = $1', [await clock.now(tx)])
  })
  return 'apart'
}

const everyPortal = (db: Database): Promise<string[]> =>
  db.read('installation', async (tx) =>
    (await tx.db.selectFrom('portals').select('id').orderBy('id').execute()).map(({ id }) => id),
  )

async function isVersionBeforeThere(db: Database): Promise<boolean> {
  const [row] = await db.ask<{ there: boolean }>(
    `select exists (select from pg_stat_activity where datname = current_database()
       and usename = current_user and application_name = $1) as there`,
    [APPLICATION_BEFORE],
  )
  return row!.there
}

/** The row is locked throughout, so that it is moved by one server, and not while it is destroyed. */
function move(db: Database, keys: Keys, portal: string, how: 'copy' | 'take out'): Promise<void> {
  return db.write({ portal }, async (tx) => {
    const row = await tx.db
      .selectFrom('portal_keys')
      .select(['wrapped', 'destroyed_at'])
      .where('portal_id', '=', portal)
      .forUpdate()
      .executeTakeFirst()
    // Deleted by the version before, which leaves no other trace of it outside of the database.
    if (row?.destroyed_at) return keys.bury({ portal, at: row.destroyed_at })
    if (!row?.wrapped) return
    // One that came back with a backup from before the move is not to get its key again.
    if (!(await keys.witness(portal))) {
      const kept = await keys.store.putIfAbsent(portal, row.wrapped)
      if (!keys.unwrap(portal, kept).equals(keys.unwrap(portal, row.wrapped)))
        throw new Error(
          `${keys.store.place} holds another key of portal ${portal} than the database`,
        )
    }
    if (how === 'take out')
      await tx.db
        .updateTable('portal_keys')
        .set({ wrapped: null })
        .where('portal_id', '=', portal)
        .execute()
  })
}
