import { createHmac, hkdfSync } from 'node:crypto'
import { open, seal } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Keys } from '../../kit/keys.ts'
import { SINGLE, type Fact } from './fact.ts'

/** Whose fact. The transaction is set to the portal. */
interface About {
  portal: string
  person: string
  fact: Fact
}

/**
 * Keyed, so that ten thousand possible digits cannot be tried on a stolen table; bound to the person, so
 * that two with the same digits are not seen to have them.
 */
function hashFact(key: Buffer, { person, fact }: About, value: string): Buffer {
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

/** Keeps a fact, in the spelling of `statedAs`; in the place of the earlier one where there is only one. */
export async function keepFact(tx: Tx, keys: Keys, about: About, value: string): Promise<void> {
  const key = await keys.of(tx, about.portal)
  if (SINGLE.has(about.fact)) await dropFact(tx, about)
  await tx.db
    .insertInto('registration_facts')
    .values({
      portal_id: about.portal,
      person_id: about.person,
      fact: about.fact,
      hash: hashFact(key, about, value),
      sealed: seal(key, place(about), value),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Forgets a fact: all of that kind, or the one with this value. */
export async function dropFact(
  tx: Tx,
  about: About,
  one?: { keys: Keys; value: string },
): Promise<void> {
  let dropping = tx.db
    .deleteFrom('registration_facts')
    .where('portal_id', '=', about.portal)
    .where('person_id', '=', about.person)
    .where('fact', '=', about.fact)
  if (one) {
    const key = await one.keys.of(tx, about.portal)
    dropping = dropping.where('hash', '=', hashFact(key, about, one.value))
  }
  await dropping.execute()
}

/** Which fact the portal's clients state. */
export async function factOf(tx: Tx, portal: string): Promise<Fact> {
  const row = await tx.db
    .selectFrom('portals')
    .select('registration_fact')
    .where('id', '=', portal)
    .executeTakeFirstOrThrow()
  return row.registration_fact as Fact
}

/** Has the person such a fact at all? */
export async function hasFact(tx: Tx, { portal, person, fact }: About): Promise<boolean> {
  const row = await tx.db
    .selectFrom('registration_facts')
    .select('fact')
    .where('portal_id', '=', portal)
    .where('person_id', '=', person)
    .where('fact', '=', fact)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Is this what is known of the person? @param value in the spelling of `statedAs` */
export async function isFact(tx: Tx, keys: Keys, about: About, value: string): Promise<boolean> {
  const hash = hashFact(await keys.of(tx, about.portal), about, value)
  const row = await tx.db
    .selectFrom('registration_facts')
    .select('fact')
    .where('portal_id', '=', about.portal)
    .where('person_id', '=', about.person)
    .where('fact', '=', about.fact)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** Carries one person's facts over to another, hashed anew, for a merge of duplicates; digits and date of birth only where the other has none. */
export async function carryFacts(
  tx: Tx,
  keys: Keys,
  { portal, from, to }: { portal: string; from: string; to: string },
): Promise<void> {
  const key = await keys.of(tx, portal)
  const rows = await tx.db
    .selectFrom('registration_facts')
    .select(['fact', 'sealed'])
    .where('portal_id', '=', portal)
    .where('person_id', '=', from)
    .execute()
  for (const { fact, sealed } of rows as { fact: Fact; sealed: Buffer }[]) {
    const about = { portal, person: to, fact }
    if (SINGLE.has(fact) && (await hasFact(tx, about))) continue
    const value = open(key, place({ portal, person: from, fact }), sealed).toString()
    await keepFact(tx, keys, about, value)
  }
}
