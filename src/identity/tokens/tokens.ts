import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'

/**
 * `activation` is an invitation's link, `code` one read out over the phone: both let somebody register. `email`
 * proves a new e-mail.
 */
export type Purpose = 'activation' | 'reset' | 'code' | 'email'

/** Where a token stands; the page for all but `live` is one and the same. */
export type TokenState = 'live' | 'expired' | 'used' | 'retired'

/** Failed identity checks after which a link or code is dead. */
export const ATTEMPTS = 5

export interface Token {
  person_id: string
  expires_at: Instant
  used_at: Instant | null
  retired_at: Instant | null
  opened_at?: Instant | null
}

/** Valid up to its last second and refused at the next. */
export function tokenState(token: Token, now: Instant): TokenState {
  if (token.used_at) return 'used'
  if (token.retired_at) return 'retired'
  return Temporal.Instant.compare(now, token.expires_at) < 0 ? 'live' : 'expired'
}

/**
 * Issues a token, which retires the person's earlier one for the same purpose.
 * @param about.secret of 256 bits, where it must be one that is known already
 * @returns the secret for the mail
 */
export async function issueToken(
  tx: Tx,
  about: {
    portal: string
    person: string
    purpose: Purpose
    now: Instant
    expires: Instant
    secret?: string
  },
): Promise<string> {
  const token = about.secret ?? newToken().token
  await insertToken(tx, about, hashToken(token))
  return token
}

/** Keeps a token by its hash, which retires the person's earlier one for the same purpose. */
export async function insertToken(
  tx: Tx,
  about: { portal: string; person: string; purpose: Purpose; now: Instant; expires: Instant },
  hash: Buffer,
): Promise<void> {
  await retireTokens(tx, about)
  await tx.db
    .insertInto('tokens')
    .values({
      portal_id: about.portal,
      hash,
      purpose: about.purpose,
      person_id: about.person,
      issued_at: about.now,
      expires_at: about.expires,
    })
    .execute()
  if (about.purpose === 'activation')
    await tx.db
      .updateTable('persons')
      .set({ invited_at: about.now })
      .where('portal_id', '=', about.portal)
      .where('id', '=', about.person)
      .execute()
}

/** Retires a person's live tokens: all, or those for one purpose. */
export async function retireTokens(
  tx: Tx,
  about: { portal: string; person: string; purpose?: Purpose; now: Instant },
): Promise<void> {
  let update = tx.db
    .updateTable('tokens')
    .set({ retired_at: about.now })
    .where('portal_id', '=', about.portal)
    .where('person_id', '=', about.person)
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
  if (about.purpose) update = update.where('purpose', '=', about.purpose)
  await update.execute()
}

/** Finds a token by its secret, locked when it is about to be spent: one of any number of uses gets it live. */
export async function findToken(
  tx: Tx,
  {
    portal,
    token,
    purpose,
    lock,
  }: { portal: string; token: string; purpose: Purpose; lock: boolean },
): Promise<(Token & { hash: Buffer }) | undefined> {
  let query = tx.db
    .selectFrom('tokens')
    .select(['hash', 'person_id', 'expires_at', 'used_at', 'retired_at', 'opened_at'])
    .where('portal_id', '=', portal)
    .where('hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
  if (lock) query = query.forUpdate()
  return query.executeTakeFirst()
}

/** Whose invitation this was, dead or alive. */
export const personOfToken = (tx: Tx, portal: string, hash: Buffer) =>
  tx.db
    .selectFrom('tokens')
    .select('person_id')
    .where('portal_id', '=', portal)
    .where('hash', '=', hash)
    .where('purpose', '=', 'activation')
    .executeTakeFirst()

/** The code that a person may use, locked: what counts is counted on it, whatever was typed. */
export const lockCode = (tx: Tx, portal: string, person: string) =>
  tx.db
    .selectFrom('tokens')
    .select(['hash', 'person_id', 'expires_at', 'used_at', 'retired_at'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('purpose', '=', 'code')
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/**
 * Counts a failed identity check on a locked token; the last one kills it.
 * @returns how many there were, 0 without a token
 */
export async function countWrong(
  tx: Tx,
  portal: string,
  hash: Buffer,
  now: Instant,
): Promise<number> {
  const row = await tx.db
    .updateTable('tokens')
    .set({
      attempts: sql`attempts + 1`,
      opened_at: sql`coalesce(opened_at, ${now.toString()}::timestamptz)`,
      retired_at: sql`case when attempts + 1 >= ${ATTEMPTS} then ${now.toString()}::timestamptz end`,
    })
    .where('portal_id', '=', portal)
    .where('hash', '=', hash)
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

/** Notes the first sign of a person on a link's page. */
export async function markOpened(
  tx: Tx,
  { portal, person, hash, now }: { portal: string; person: string; hash: Buffer; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('tokens')
    .set({ opened_at: now })
    .where('portal_id', '=', portal)
    .where('hash', '=', hash)
    .where('opened_at', 'is', null)
    .execute()
  await tx.db
    .updateTable('persons')
    .set({ opened_at: now })
    .where('portal_id', '=', portal)
    .where('id', '=', person)
    .where('opened_at', 'is', null)
    .execute()
}

/** Marks a locked token as used. */
export async function spendToken(
  tx: Tx,
  portal: string,
  hash: Buffer,
  now: Instant,
): Promise<void> {
  await tx.db
    .updateTable('tokens')
    .set({ used_at: now })
    .where('portal_id', '=', portal)
    .where('hash', '=', hash)
    .execute()
}

/** The invitation that is out, run out or not; undefined where it was used, retired or never sent. */
export const invitationOf = (tx: Tx, portal: string, person: string) =>
  tx.db
    .selectFrom('tokens')
    .select(['issued_at', 'expires_at'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('purpose', '=', 'activation')
    .where('used_at', 'is', null)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
