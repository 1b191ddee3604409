import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { TrialRequest } from './trial-request.ts'

// Every query here needs the transaction to be set to the console.

const COLUMNS = [
  'id',
  'email_hash',
  'sealed',
  'partner_id',
  'expires_at',
  'retired_at',
  'begun_at',
  'built_portal',
] as const

/** Writes a request down, once per form. @returns false where that form was sent before */
export async function insertRequest(
  tx: Tx,
  request: {
    id: string
    challenge: Buffer
    email_hash: Buffer
    sealed: Buffer
    partner_id: string | null
    token_hash: Buffer
    asked_at: Instant
    expires_at: Instant
  },
): Promise<boolean> {
  const row = await tx.db
    .insertInto('trial_requests')
    .values({ ...request })
    .onConflict((conflict) => conflict.columns(['portal_id', 'challenge']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const requestOfForm = (tx: Tx, challenge: Buffer): Promise<TrialRequest> =>
  tx.db
    .selectFrom('trial_requests')
    .select(COLUMNS)
    .where('challenge', '=', challenge)
    .executeTakeFirstOrThrow()

export const requestOfLink = (tx: Tx, tokenHash: Buffer): Promise<TrialRequest | undefined> =>
  tx.db
    .selectFrom('trial_requests')
    .select(COLUMNS)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()

/**
 * Locks what somebody waits for, all of it in one order: of the links in several mails, and of any number
 * of uses of one, only the first to be used finds it live.
 */
export async function lockWaiting(tx: Tx, request: TrialRequest): Promise<void> {
  await tx.db
    .selectFrom('trial_requests')
    .select('id')
    .where('email_hash', '=', request.email_hash)
    .where('begun_at', 'is', null)
    .where('retired_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Ties the portal to its request and forgets what was typed; the person's other links are retired. */
export async function noteBegun(
  tx: Tx,
  { id, email_hash }: TrialRequest,
  portal: string,
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('trial_requests')
    .set({ begun_at: now, built_portal: portal, sealed: null })
    .where('id', '=', id)
    .execute()
  await tx.db
    .updateTable('trial_requests')
    .set({ retired_at: now, sealed: null })
    .where('email_hash', '=', email_hash)
    .where('begun_at', 'is', null)
    .where('retired_at', 'is', null)
    .execute()
}

/** Whether the owner has chosen a password. The transaction must be set to the portal. */
export async function ownerIsIn(tx: Tx): Promise<boolean> {
  const owner = await tx.db
    .selectFrom('portals')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.portal_id', '=', 'portals.id')
        .onRef('persons.id', '=', 'portals.owner_id'),
    )
    .select('persons.activated_at')
    .executeTakeFirst()
  return owner?.activated_at != null
}

/** Takes away requests and their mails of before. */
export async function deleteBefore(tx: Tx, before: Instant): Promise<void> {
  await tx.db.deleteFrom('trial_requests').where('asked_at', '<=', before).execute()
  await tx.db
    .deleteFrom('mails')
    .where('kind', '=', TRY_MAIL)
    .where('queued_at', '<=', before)
    .execute()
}

/** The kind of the mail with the link. */
export const TRY_MAIL = 'try_it_now'
