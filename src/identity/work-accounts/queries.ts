import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Proof, Provider } from './provider.ts'

export const providerOf = (tx: Tx): Promise<Provider | undefined> =>
  tx.db
    .selectFrom('oidc_providers')
    .select([
      'issuer',
      'client_id',
      'sealed_secret',
      'label',
      'joins_by_email',
      'counts_as_two',
      'version',
    ])
    .executeTakeFirst()

export const labelOf = async (tx: Tx): Promise<string | null> =>
  (await tx.db.selectFrom('oidc_providers').select('label').executeTakeFirst())?.label ?? null

export async function keepProvider(tx: Tx, provider: Omit<Provider, 'version'>): Promise<void> {
  await tx.db
    .insertInto('oidc_providers')
    .values({ ...provider })
    .onConflict((conflict) =>
      conflict.column('portal_id').doUpdateSet({
        ...provider,
        version: sql`oidc_providers.version + 1`,
      }),
    )
    .execute()
}

/** @returns whether there was one */
export async function dropProvider(tx: Tx): Promise<boolean> {
  const { numDeletedRows } = await tx.db.deleteFrom('oidc_providers').executeTakeFirst()
  return numDeletedRows > 0n
}

/** Keeps a round, and takes away those that nobody came back from. */
export async function insertRound(
  tx: Tx,
  round: {
    portal_id: string
    hash: Buffer
    sealed: Buffer
    person_id: string | null
    expires_at: Instant
  },
  now: Instant,
): Promise<void> {
  await tx.db.deleteFrom('oidc_rounds').where('expires_at', '<', now).execute()
  await tx.db.insertInto('oidc_rounds').values(round).execute()
}

/** Of any number who come back at once, one gets it. */
export const takeRoundOf = (tx: Tx, hash: Buffer) =>
  tx.db
    .deleteFrom('oidc_rounds')
    .where('hash', '=', hash)
    .returning(['sealed', 'person_id', 'expires_at'])
    .executeTakeFirst()

/** Whose account this is, by issuer and subject and nothing else. */
export const personOfAccount = async (
  tx: Tx,
  { issuer, subject }: Proof,
): Promise<string | undefined> =>
  (
    await tx.db
      .selectFrom('oidc_identities')
      .select('person_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
  )?.person_id

export const accountsOf = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('oidc_identities')
    .select(['issuer', 'connected_at'])
    .where('person_id', '=', person)
    .orderBy('connected_at', 'desc')
    .orderBy('issuer')
    .execute()

/** @returns false where the account is somebody's already */
export async function insertAccount(
  tx: Tx,
  { person, proof, now }: { person: string; proof: Proof; now: Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('oidc_identities')
    .values({
      issuer: proof.issuer,
      subject: proof.subject,
      person_id: person,
      connected_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function dropAccounts(
  tx: Tx,
  { person, issuer }: { person: string; issuer?: string },
): Promise<number> {
  let dropping = tx.db.deleteFrom('oidc_identities').where('person_id', '=', person)
  if (issuer !== undefined) dropping = dropping.where('issuer', '=', issuer)
  return Number((await dropping.executeTakeFirst()).numDeletedRows)
}

/** Staff with this e-mail who have registered, disabled or not. */
export const staffByEmail = (tx: Tx, email: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'disabled_at'])
    .where('email', '=', email.toLowerCase())
    .where('kind', '=', 'staff')
    .where('activated_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()

/** Staff, disabled or not, locked; work accounts are theirs alone. */
export const staffById = (tx: Tx, person: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'disabled_at'])
    .where('id', '=', person)
    .where('kind', '=', 'staff')
    .forUpdate()
    .executeTakeFirst()
