import type { Tx } from '../../kit/db/database.ts'

export async function partnerExists(tx: Tx, partner: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', partner)
    .executeTakeFirst()
  return row !== undefined
}
