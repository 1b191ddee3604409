import { CONSOLE } from '../../kit/ids.ts'
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

/** What lines of the console's trail are about that say how a server ended. */
export const SERVER = 'server'

export interface NotedDeath {
  /** In ISO 8601, by the machine's clock. */
  at: string
  /** The signal or the exit code; null where nobody watched. */
  how: string | null
}

/** The servers that died last, the newest first. */
export async function lastDeaths(tx: Tx, most: number): Promise<NotedDeath[]> {
  const lines = await tx.db
    .selectFrom('audit_lines')
    .select('details')
    .where('portal_id', '=', CONSOLE)
    .where('subject', '=', SERVER)
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  return lines.map(({ details }) => details as unknown as NotedDeath)
}
