import { sql } from 'kysely'
import type { Tx } from '../../kit/db/database.ts'

/** Somebody who is written to about a request. */
export interface Correspondent {
  id: string
  name: string
  email: string | null
  language: string | null
  isDisabled: boolean
}

/** Several of them, by name. */
export const correspondents = (tx: Tx, ids: readonly string[]): Promise<Correspondent[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom('persons')
        .select(['id', 'name', 'email', 'language'])
        .select(sql<boolean>`disabled_at is not null`.as('isDisabled'))
        .where('id', 'in', ids)
        .orderBy('name')
        .orderBy('id')
        .execute()

export const correspondent = async (tx: Tx, id: string): Promise<Correspondent | undefined> =>
  (await correspondents(tx, [id]))[0]
