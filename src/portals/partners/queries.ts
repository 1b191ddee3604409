import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { containing } from '../../kit/db/containing.ts'
import { show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import type { Partner, Price } from './partner.ts'

type Reader = Pick<Caller, 'partner'>

interface PartnerRow {
  id: string
  name: string
  reference: string | null
  billing_name: string | null
  billing_email: string | null
  time_zone: string
  language: string
  created_at: Instant
}

export type PartnerChanges = Partial<Omit<PartnerRow, 'id' | 'created_at'>>

type FoundRow = PartnerRow & { version: number; next_month: string | null }

export async function insertPartner(tx: Tx, partner: PartnerRow): Promise<void> {
  await tx.db.insertInto('partners').values(partner).execute()
}

/** Those that exist for the caller: for a partner's people, their own. */
const partnersFor = (tx: Tx, { partner }: Reader) => {
  const query = tx.db
    .selectFrom('partners')
    .innerJoin('partner_billing', 'partner_billing.partner_id', 'partners.id')
    .selectAll('partners')
    .select('next_month')
  return partner === undefined ? query : query.where('id', '=', partner)
}

const shown = (row: FoundRow): Partner => ({
  id: show('partner', row.id),
  name: row.name,
  reference: row.reference,
  billingName: row.billing_name,
  billingEmail: row.billing_email,
  timeZone: row.time_zone,
  language: row.language as Language,
  createdAt: row.created_at,
  nextMonth: row.next_month,
  version: row.version,
})

export async function findPartner(
  tx: Tx,
  caller: Reader,
  partner: string,
): Promise<Partner | undefined> {
  const row = await partnersFor(tx, caller).where('id', '=', partner).executeTakeFirst()
  return row && shown(row)
}

export const lockPartner = (tx: Tx, caller: Reader, partner: string) =>
  partnersFor(tx, caller).where('id', '=', partner).forUpdate('partners').executeTakeFirst()

/** Writes a locked partner's changes. @returns its new version */
export async function changePartner(
  tx: Tx,
  partner: string,
  changes: PartnerChanges,
): Promise<number> {
  const row = await tx.db
    .updateTable('partners')
    .set({ ...changes, version: sql<number>`version + 1` })
    .where('id', '=', partner)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** A list of partners as it is asked for. */
export interface PartnersQuery {
  /** Part of a name or a reference. */
  search?: string
  after?: { name: string; id: string }
  limit: number
}

const matching = (tx: Tx, caller: Reader, search: string | undefined) => {
  const query = partnersFor(tx, caller)
  if (!search) return query
  const like = containing(search)
  return query.where((is) => is.or([is('name', 'ilike', like), is('reference', 'ilike', like)]))
}

/** Partners by name, a page at a time by key. */
export async function partnersPage(
  tx: Tx,
  caller: Reader,
  { search, after, limit }: PartnersQuery,
): Promise<Partner[]> {
  let query = matching(tx, caller, search).orderBy('name').orderBy('id').limit(limit)
  if (after)
    query = query.where((is) => is(is.refTuple('name', 'id'), '>', is.tuple(after.name, after.id)))
  return (await query.execute()).map(shown)
}

export async function countPartners(tx: Tx, caller: Reader, search?: string): Promise<number> {
  const matches = matching(tx, caller, search).as('found')
  const row = await tx.db
    .selectFrom(matches)
    .select((of) => of.fn.countAll<number>().as('partners'))
    .executeTakeFirstOrThrow()
  return row.partners
}

/** The partners that exist for the caller, by name, for choosing one: more than fit nobody chooses from. */
export const listPartners = (tx: Tx, caller: Reader, limit = 500): Promise<Partner[]> =>
  partnersPage(tx, caller, { limit })

/** What a partner's portals come to at this moment, without the cancelled ones. */
export interface Holdings {
  portals: number
  proUsers: number
}

/**
 * Counts what each of these partners holds. Reads one line of each portal's summary: exact at once, and
 * kept nowhere, since a total kept per partner would make every one of its portals wait for the others.
 * Needs the installation's scope. @param partners row ids
 */
export async function holdingsOf(
  tx: Tx,
  partners: readonly string[],
): Promise<ReadonlyMap<string, Holdings>> {
  if (partners.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('portals as p')
    .leftJoin('portal_summaries as s', 's.portal_id', 'p.id')
    .select((of) => [
      'p.partner_id as partner',
      of.fn.countAll<number>().as('portals'),
      of.fn.coalesce(of.fn.sum<number>('s.pro_users'), sql<number>`0`).as('pro_users'),
    ])
    .where('p.partner_id', 'in', [...partners])
    .where('p.status', '<>', 'cancelled')
    .groupBy('p.partner_id')
    .execute()
  return new Map(
    rows.map(({ partner, portals, pro_users }) => [partner!, { portals, proUsers: pro_users }]),
  )
}

const priceOf = (row: { from_month: string; minor: number; currency: string }): Price => ({
  from: row.from_month,
  minor: BigInt(row.minor),
  currency: row.currency,
})

/** Every price a partner has had, newest first. */
export async function pricesOf(tx: Tx, partner: string): Promise<Price[]> {
  const rows = await tx.db
    .selectFrom('partner_prices')
    .select(['from_month', 'minor', 'currency'])
    .where('partner_id', '=', partner)
    .orderBy('from_month', 'desc')
    .execute()
  return rows.map(priceOf)
}

/** Every price of each of these partners. @param partners row ids */
export async function pricesByPartner(
  tx: Tx,
  partners: readonly string[],
): Promise<ReadonlyMap<string, Price[]>> {
  if (partners.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('partner_prices')
    .selectAll()
    .where('partner_id', 'in', [...partners])
    .execute()
  const prices = new Map<string, Price[]>(partners.map((partner) => [partner, []]))
  for (const row of rows) prices.get(row.partner_id)!.push(priceOf(row))
  return prices
}

/** The price of a month and what follows; another one of that month gives way. */
export async function writePrice(
  tx: Tx,
  partner: string,
  { from, minor, currency }: Price,
): Promise<void> {
  await tx.db
    .insertInto('partner_prices')
    .values({ partner_id: partner, from_month: from, minor: Number(minor), currency })
    .onConflict((conflict) =>
      conflict
        .columns(['partner_id', 'from_month'])
        .doUpdateSet({ minor: Number(minor), currency }),
    )
    .execute()
}
