import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'

interface PartnerRow {
  id: string
  name: string
  reference: string | null
  created_at: Instant
}

export interface Partner {
  /** Shown id. */
  id: string
  name: string
  reference: string | null
  createdAt: Instant
}

export async function insertPartner(tx: Tx, partner: PartnerRow): Promise<void> {
  await tx.db.insertInto('partners').values(partner).execute()
}

export async function partnerExists(tx: Tx, partner: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', partner)
    .executeTakeFirst()
  return row !== undefined
}

/** The partners that exist for the caller, by name: for a partner's people, their own. */
export async function listPartners(
  tx: Tx,
  caller: Pick<Caller, 'partner'>,
  limit = 500,
): Promise<Partner[]> {
  let query = tx.db.selectFrom('partners').selectAll().orderBy('name').orderBy('id').limit(limit)
  if (caller.partner !== undefined) query = query.where('id', '=', caller.partner)
  return (await query.execute()).map(({ id, name, reference, created_at }) => ({
    id: show('partner', id),
    name,
    reference,
    createdAt: created_at,
  }))
}

/** A partner's row id and name. */
export interface PartnerName {
  id: string
  name: string
}

export const partnerById = (tx: Tx, id: string): Promise<PartnerName | undefined> =>
  tx.db.selectFrom('partners').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
