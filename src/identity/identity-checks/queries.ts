import { createHmac, hkdfSync } from 'node:crypto'
import { open, seal } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Keys } from '../../kit/keys.ts'
import { SINGLE, type IdentityCheck } from './identity-check.ts'

/** Whose identity check. The transaction is set to the portal. */
interface About {
  portal: string
  person: string
  fact: IdentityCheck
}

/**
 * Keyed, so that ten thousand possible digits cannot be tried on a stolen table; bound to the person, so
 * that two with the same digits are not seen to have them.
 */
function hashIdentityCheck(key: Buffer, { person, fact }: About, value: string): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'registration_facts', 32))
  return createHmac('sha256', own)
    .update(JSON.stringify([person, fact, value]))
    .digest()
}

const place = ({ portal, person, fact }: About) => ({
  portal,
  table: 'registration_facts',
  row: person,
  column: fact,
})

/**
 * Keeps an identity check, in the spelling of `identityCheckSchemas`; in the place of the earlier one where
 * there is only one.
 */
export async function keepIdentityCheck(
  tx: Tx,
  keys: Keys,
  about: About,
  value: string,
): Promise<void> {
  const key = await keys.of(tx, about.portal)
  if (SINGLE.has(about.fact)) await dropIdentityCheck(tx, about)
  await tx.db
    .insertInto('registration_facts')
    .values({
      person_id: about.person,
      fact: about.fact,
      hash: hashIdentityCheck(key, about, value),
      sealed: seal(key, place(about), value),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Forgets an identity check: all of that kind, or the one with this value. */
export async function dropIdentityCheck(
  tx: Tx,
  about: About,
  one?: { keys: Keys; value: string },
): Promise<void> {
  let dropping = tx.db
    .deleteFrom('registration_facts')
    .where('person_id', '=', about.person)
    .where('fact', '=', about.fact)
  if (one) {
    const key = await one.keys.of(tx, about.portal)
    dropping = dropping.where('hash', '=', hashIdentityCheck(key, about, one.value))
  }
  await dropping.execute()
}

/** Which identity check the portal's clients state. */
export async function identityCheckOf(tx: Tx): Promise<IdentityCheck> {
  const row = await tx.db
    .selectFrom('portals')
    .select('registration_fact')
    .executeTakeFirstOrThrow()
  return row.registration_fact as IdentityCheck
}

/** Has the person such an identity check at all? */
export async function hasIdentityCheck(tx: Tx, { person, fact }: About): Promise<boolean> {
  const row = await tx.db
    .selectFrom('registration_facts')
    .select('fact')
    .where('person_id', '=', person)
    .where('fact', '=', fact)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Is this what is known of the person? @param value in the spelling of `identityCheckSchemas` */
export async function matchesIdentityCheck(
  tx: Tx,
  keys: Keys,
  about: About,
  value: string,
): Promise<boolean> {
  const hash = hashIdentityCheck(await keys.of(tx, about.portal), about, value)
  const row = await tx.db
    .selectFrom('registration_facts')
    .select('fact')
    .where('person_id', '=', about.person)
    .where('fact', '=', about.fact)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Carries one person's identity checks over to another, hashed anew, for a merge of duplicates; digits and date
 * of birth only where the other has none.
 */
export async function carryIdentityChecks(
  tx: Tx,
  keys: Keys,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const key = await keys.of(tx, tx.portal)
  const rows = await tx.db
    .selectFrom('registration_facts')
    .select(['fact', 'sealed'])
    .where('person_id', '=', from)
    .execute()
  for (const { fact, sealed } of rows as { fact: IdentityCheck; sealed: Buffer }[]) {
    const about = { portal: tx.portal, person: to, fact }
    if (SINGLE.has(fact) && (await hasIdentityCheck(tx, about))) continue
    const value = open(key, place({ portal: tx.portal, person: from, fact }), sealed).toString()
    await keepIdentityCheck(tx, keys, about, value)
  }
}
