import type { Tx } from '../../kit/db/database.ts'
import { byLogin } from '../persons/queries.ts'

/** Whether this device has signed in as the person who goes by this e-mail or user name. */
export async function deviceOf(tx: Tx, hash: Buffer, login: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('devices')
    .innerJoin('persons', (join) => join.onRef('persons.id', '=', 'devices.person_id'))
    .select('devices.hash')
    .where('devices.hash', '=', hash)
    .where(`persons.${byLogin(login)}`, '=', login)
    .executeTakeFirst()
  return row !== undefined
}
