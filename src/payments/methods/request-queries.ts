import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Connected } from '../gateways/accounts/account.ts'

/** Somebody who is at a gateway’s page to leave a means of payment. Row ids. */
export interface MethodRequest {
  readonly id: string
  readonly personId: string
  readonly gateway: Connected
  readonly reference: string | null
}

export async function insertRequest(
  tx: Tx,
  request: Pick<MethodRequest, 'id' | 'personId' | 'gateway'>,
  now: Instant,
): Promise<void> {
  await tx.db
    .insertInto('method_requests')
    .values({
      id: request.id,
      person_id: request.personId,
      gateway: request.gateway,
      started_at: now,
    })
    .execute()
}

export async function saveRequest(
  tx: Tx,
  id: string,
  changes: {
    reference?: string
    customer?: string | null
    expires_at?: Instant
    method_id?: string
  },
): Promise<void> {
  await tx.db.updateTable('method_requests').set(changes).where('id', '=', id).execute()
}

const openIn = (tx: Tx) =>
  tx.db
    .selectFrom('method_requests')
    .select(['id', 'person_id as personId', 'gateway', 'reference'])
    .where('method_id', 'is', null)
    .where('reference', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)

const asRequest = (row: {
  id: string
  personId: string
  gateway: string
  reference: string | null
}) => ({
  ...row,
  gateway: row.gateway as Connected,
})

/** The newest that a gateway has not told the outcome of, by whose it is there. */
export async function openRequestOf(
  tx: Tx,
  gateway: Connected,
  customer: string,
): Promise<MethodRequest | null> {
  const row = await openIn(tx)
    .where('gateway', '=', gateway)
    .where('customer', '=', customer)
    .forUpdate()
    .executeTakeFirst()
  return row ? asRequest(row) : null
}

/** The same, by the checkout. */
export async function openRequestAt(
  tx: Tx,
  gateway: Connected,
  reference: string,
): Promise<MethodRequest | null> {
  const row = await openIn(tx)
    .where('gateway', '=', gateway)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row ? asRequest(row) : null
}

/** What somebody may have left, as long as the page at the gateway was open a moment ago. */
export async function openRequestBy(
  tx: Tx,
  person: string,
  now: Instant,
): Promise<MethodRequest | null> {
  const row = await openIn(tx)
    .where('person_id', '=', person)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? asRequest(row) : null
}
