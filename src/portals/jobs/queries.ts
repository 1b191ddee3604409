import type { Tx } from '../../kit/db/database.ts'

/** What portals are called, by row id; a deleted one by its slug. Needs the installation's scope. */
export async function portalNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('portals')
    .select(['id', 'name', 'slug'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name, slug }) => [id, name || slug]))
}
