import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { newId } from '../../kit/ids.ts'
import type { Connected } from '../gateways/accounts/account.ts'
import type { MethodKind, SavedMethod } from '../gateways/gateway.ts'

/** A means of payment of somebody that the gateway keeps for what is charged later. */
export interface KeptMethod extends SavedMethod {
  readonly id: string
  readonly personId: string
  readonly gateway: Connected
  readonly customer: string
  readonly addedAt: Instant
}

/** Keeps a method, or what is new of one that is kept. @returns its row id */
export async function upsertMethod(
  tx: Tx,
  method: SavedMethod & { personId: string; gateway: Connected; customer: string },
  now: Instant,
): Promise<string> {
  const { brand, last4, expires, usable } = method
  const { id } = await tx.db
    .insertInto('saved_methods')
    .values({
      id: newId(),
      person_id: method.personId,
      gateway: method.gateway,
      customer: method.customer,
      reference: method.reference,
      kind: method.kind,
      brand,
      last4,
      expires,
      usable,
      added_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['portal_id', 'gateway', 'reference'])
        .doUpdateSet({ brand, last4, expires, usable }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const methodsIn = (tx: Tx) =>
  tx.db
    .selectFrom('saved_methods')
    .select([
      'id',
      'person_id as personId',
      'gateway',
      'customer',
      'reference',
      'kind',
      'brand',
      'last4',
    ])
    .select(['expires', 'usable', 'added_at as addedAt'])
    .where('removed_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof methodsIn>['execute']>>[number]
const asMethod = (row: Row): KeptMethod => ({
  ...row,
  gateway: row.gateway as Connected,
  kind: row.kind as MethodKind,
})

/** What somebody has left to be charged later, the newest first. */
export const methodsOf = async (tx: Tx, person: string): Promise<KeptMethod[]> =>
  (await methodsIn(tx).where('person_id', '=', person).orderBy('id', 'desc').execute()).map(
    asMethod,
  )

export async function methodById(tx: Tx, id: string): Promise<KeptMethod | null> {
  const row = await methodsIn(tx).where('id', '=', id).executeTakeFirst()
  return row ? asMethod(row) : null
}

/** Takes out of use what a gateway says cannot be charged any more. @returns whose it was; null of one that is not kept */
export async function disableMethod(
  tx: Tx,
  gateway: Connected,
  reference: string,
): Promise<{ id: string; personId: string } | null> {
  const row = await tx.db
    .updateTable('saved_methods')
    .set({ usable: false })
    .where('gateway', '=', gateway)
    .where('reference', '=', reference)
    .where('usable', '=', true)
    .returning(['id', 'person_id as personId'])
    .executeTakeFirst()
  return row ?? null
}

export async function removeMethod(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.db
    .updateTable('saved_methods')
    .set({ removed_at: now, usable: false })
    .where('id', '=', id)
    .execute()
}
