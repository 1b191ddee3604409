import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CLAIM_HOURS, proofRecord, type ProofRecord } from './proof.ts'

/**
 * Takes a host for the portal the transaction is set to; of any number at the same moment one gets it,
 * the others wait for its commit. `own` means that the portal has it already.
 */
export async function claimHost(
  tx: Tx,
  host: string,
  now: Instant,
): Promise<'claimed' | 'own' | 'taken'> {
  if (await insertHost(tx, host, now)) return 'claimed'
  const holder = await holderOf(tx, host, now)
  if (!holder) return 'taken'
  if (holder.portal === tx.portal) return 'own'
  if (!holder.released) return 'taken'
  const former = holder.portal
  await tx.within(former, () =>
    tx.db
      .deleteFrom('hosts')
      .where('host', '=', host)
      .where('quarantined_until', '<=', now)
      .execute(),
  )
  return (await insertHost(tx, host, now)) ? 'claimed' : 'taken'
}

async function insertHost(tx: Tx, host: string, now: Instant): Promise<boolean> {
  const row = await tx.db
    .insertInto('hosts')
    .values({ host, is_current: false, added_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('host')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Whose a host is, and whether the quarantine of a cancelled portal has released it; undefined for one
 * that is nobody's. Looked up across portals, for this one statement.
 */
export async function holderOf(
  tx: Tx,
  host: string,
  now: Instant,
): Promise<{ portal: string; released: boolean } | undefined> {
  const row = await tx.across(() =>
    tx.db
      .selectFrom('hosts')
      .select(['portal_id as portal', 'quarantined_until'])
      .where('host', '=', host)
      .executeTakeFirst(),
  )
  if (!row) return undefined
  const until = row.quarantined_until
  const released = until !== null && Temporal.Instant.compare(until, now) <= 0
  return { portal: row.portal, released }
}

/** Makes one of the portal's hosts the current one; the one before goes on as a redirect. */
export async function setCurrentHost(tx: Tx, host: string): Promise<boolean> {
  await tx.db
    .updateTable('hosts')
    .set({ is_current: false })
    .where('is_current', '=', true)
    .where('host', '<>', host)
    .execute()
  const row = await tx.db
    .updateTable('hosts')
    .set({ is_current: true })
    .where('host', '=', host)
    .returning('host')
    .executeTakeFirst()
  return row !== undefined
}

export async function setSlug(tx: Tx, slug: string): Promise<void> {
  await tx.db.updateTable('portals').set({ slug }).execute()
}

/** Begins to wait for the host's proof, or goes on waiting. @returns whether it has begun */
export async function insertClaim(tx: Tx, host: string, now: Instant): Promise<boolean> {
  const row = await tx.db
    .insertInto('host_claims')
    .values({ host, claimed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('host')
    .executeTakeFirst()
  return row !== undefined
}

/** How many hosts the portal has and waits for beside this one, and whether this is one of those too. */
export async function countOtherHosts(
  tx: Tx,
  host: string,
): Promise<{ has: boolean; others: number }> {
  const [row] = await tx.run<{ has: boolean; others: number }>(
    `select coalesce(bool_or(host = $2), false) as has, (count(*) filter (where host <> $2))::int as others
     from (select host from hosts where portal_id = $1 union select host from host_claims where portal_id = $1) as found`,
    [tx.portal, host],
  )
  return row!
}

/** Since when the portal waits for the host's proof; undefined where it does not. */
export async function claimedAt(tx: Tx, host: string): Promise<Instant | undefined> {
  const row = await tx.db
    .selectFrom('host_claims')
    .select('claimed_at')
    .where('host', '=', host)
    .executeTakeFirst()
  return row?.claimed_at
}

export async function dropClaim(tx: Tx, host: string): Promise<void> {
  await tx.db.deleteFrom('host_claims').where('host', '=', host).execute()
}

/** A host that waits for its proof. */
export interface HostClaim {
  host: string
  claimedAt: Instant
  /** It is given up then. */
  until: Instant
  record: ProofRecord
}

/** What the portal waits for, the oldest first. The transaction must be set to it. */
export async function hostClaims(tx: Tx): Promise<HostClaim[]> {
  const rows = await tx.db
    .selectFrom('host_claims')
    .select(['host', 'claimed_at'])
    .orderBy('claimed_at')
    .orderBy('host')
    .execute()
  return rows.map(({ host, claimed_at }) => ({
    host,
    claimedAt: claimed_at,
    until: claimed_at.add({ hours: CLAIM_HOURS }),
    record: proofRecord(tx.portal, host),
  }))
}

/** People with a passkey that was made for a host: it works nowhere else. */
export interface PasskeyHolders {
  people: number
  withoutPassword: number
}

export interface HostLine {
  host: string
  passkeys: PasskeyHolders
  current: boolean
  addedAt: Instant
  /** Set once the portal is cancelled: given to nobody until then. */
  quarantinedUntil: Instant | null
}

/** The portal's hosts, the current one first. The transaction must be set to it. */
export async function portalHosts(tx: Tx): Promise<HostLine[]> {
  const hosts = await tx.db
    .selectFrom('hosts')
    .select([
      'host',
      'is_current as current',
      'added_at as addedAt',
      'quarantined_until as quarantinedUntil',
    ])
    .orderBy('is_current', 'desc')
    .orderBy('added_at')
    .orderBy('host')
    .execute()
  const holders = await tx.run<PasskeyHolders & { host: string }>(
    `select coalesce(k.host, h.host) as host, count(distinct p.id)::int as people,
       (count(distinct p.id) filter (where p.password_hash is null))::int as "withoutPassword"
     from passkeys k
     join hosts h on h.portal_id = $1 and h.is_current
     join persons p on p.portal_id = $1 and p.id = k.person_id
     where k.portal_id = $1 group by 1`,
    [tx.portal],
    'passkey_holders',
  )
  return hosts.map((line) => {
    const { people = 0, withoutPassword = 0 } = holders.find(({ host }) => host === line.host) ?? {}
    return { ...line, passkeys: { people, withoutPassword } }
  })
}
