import type { Tx } from '../../kit/db/database.ts'

/** How many of the team a question reaches. */
const ASKED = 3

/** Row ids of those whom questions about invoices reach: those who have been there longest. */
export async function staffToAsk(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('persons')
    .select('id')
    .where('kind', '=', 'staff')
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .limit(ASKED)
    .execute()
  return rows.map(({ id }) => id)
}
