import type { Instant } from '../src/kit/clock.ts'
import type { Tx } from '../src/kit/db/database.ts'
import { prepareAppRole } from '../src/kit/db/migrate.ts'
import { newId } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { MasterKey } from '../src/kit/keys.ts'
import { hashToken, newToken } from '../src/kit/tokens.ts'

/**
 * A portal with one signed-in person and nothing else, written straight into the tables.
 * @param known its host and the session's token, where whoever asks has to know them before
 */
export async function seed(
  { db, keys, clock }: Installation,
  { ownerUrl, masterKey }: { ownerUrl: string; masterKey: Buffer },
  known?: { host: string; session: string },
): Promise<{ portal: string; host: string; session: string; appUrl: string }> {
  const portal = newId()
  const person = newId()
  // Several benches have one each, in the same database.
  const host = known?.host ?? `bench-${portal.slice(-8)}.localhost`
  const token = known?.session ?? newToken().token
  await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    await tx.db
      .insertInto('portals')
      .values({
        id: portal,
        name: 'Bench & Partners',
        slug: 'bench',
        time_zone: 'Europe/Madrid',
        language: 'en',
        status: 'certified_secure',
        status_since: now,
        trial_ends_at: now.add({ hours: 720 }),
        built_at: now,
        brand_color: '#1f4e79',
        accent_color: '#b45309',
        after_trial: [],
        created_at: now,
      })
      .execute()
    await tx.db
      .insertInto('hosts')
      .values({ host, portal_id: portal, is_current: true, added_at: now })
      .execute()
    await tx.db.insertInto('portal_summaries').values({ portal_id: portal }).execute()
    await keys.create(tx, portal, now)
    await seedSignedIn(
      tx,
      { person, portal, token, now },
      { name: 'Ada Bench', email: 'ada@bench.example' },
    )
  })
  const appUrl = await prepareAppRole(ownerUrl, masterKey, new MasterKey(masterKey).check())
  return { portal, host, session: token, appUrl }
}

/** More people of a portal, signed in. @returns the tokens of their sessions */
export async function seedCrowd(
  { db, clock }: Installation,
  portal: string,
  people: number,
): Promise<string[]> {
  return db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const tokens: string[] = []
    for (let n = 0; n < people; n++) {
      const person = newId()
      const { token } = newToken()
      tokens.push(token)
      await seedSignedIn(
        tx,
        { person, portal, token, now },
        { name: `Person ${n}`, email: `${n}@crowd.example` },
      )
    }
    return tokens
  })
}

interface SignedIn {
  portal: string
  person: string
  token: string
  now: Instant
}

/** One of the staff, with a session. */
async function seedSignedIn(
  tx: Tx,
  { portal, person, token, now }: SignedIn,
  who: { name: string; email: string },
): Promise<void> {
  await tx.db
    .insertInto('persons')
    .values({
      portal_id: portal,
      id: person,
      kind: 'staff',
      seat: 'pro',
      activated_at: now,
      created_at: now,
      ...who,
    })
    .execute()
  await tx.db
    .insertInto('sessions')
    .values({
      portal_id: portal,
      hash: hashToken(token),
      id: newId(),
      person_id: person,
      started_at: now,
      seen_at: now,
      expires_at: now.add({ hours: 24 }),
    })
    .execute()
}
