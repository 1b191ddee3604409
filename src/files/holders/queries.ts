import { containing } from '../../kit/db/containing.ts'
import type { Tx } from '../../kit/db/database.ts'

/** What a row is called, for `Holder`. */
export const nameIn =
  (table: 'companies' | 'cases', column: 'name' | 'title' = 'name') =>
  async (tx: Tx, id: string, hold?: 'hold'): Promise<string | null> => {
    const [row] = await tx.run<{ name: string }>(
      `select ${column} as name from ${table} where portal_id = $1 and id = $2
       ${hold ? 'for key share' : ''}`,
      [tx.portal, id],
    )
    return row?.name ?? null
  }

/** Rows whose columns hold a text, for `Holder`; called by the first of them. */
export const searchIn =
  (table: 'companies' | 'cases', [name, ...more]: readonly [string, ...string[]]) =>
  (tx: Tx, text: string, limit: number): Promise<{ id: string; name: string }[]> =>
    tx.run(
      `select id, ${name} as name from ${table} where portal_id = $1
       and (${[name, ...more].map((column) => `${column} ilike $2`).join(' or ')})
       order by ${name}, id limit $3`,
      [tx.portal, containing(text), limit],
    )
