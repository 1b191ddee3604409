import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { openMonth, priceIn, type Partner, type Price } from './partner.ts'
import { findPartner, holdingsOf, partnersPage, pricesByPartner, type Holdings } from './queries.ts'

/** A partner as the list shows it. */
export interface PartnerLine extends Partner, Holdings {
  /** What a PRO user costs it now. */
  price: Price | undefined
}

/**
 * Partners by name, a page at a time.
 * @param asked.after row id of the partner the page follows; one that is not there begins the list
 */
export async function partnersList(
  tx: Tx,
  caller: Pick<Caller, 'partner'>,
  { search, after, limit }: { search?: string; after?: string; limit: number },
): Promise<{ rows: Partner[]; next: string | null }> {
  const mark = after === undefined ? undefined : await findPartner(tx, caller, after)
  const place = mark && { name: mark.name, id: after! }
  const found = await partnersPage(tx, caller, { search, after: place, limit: limit + 1 })
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)!.id : null }
}

/** Adds to partners what they hold and pay. Needs the installation's scope. */
export async function linesOf(
  tx: Tx,
  partners: readonly Partner[],
  now: Instant,
): Promise<PartnerLine[]> {
  const ids = partners.map(({ id }) => parseId('partner', id)!)
  const [holdings, prices] = await Promise.all([holdingsOf(tx, ids), pricesByPartner(tx, ids)])
  return partners.map((partner, i) => ({
    ...partner,
    ...(holdings.get(ids[i]!) ?? { portals: 0, proUsers: 0 }),
    price: priceIn(prices.get(ids[i]!) ?? [], openMonth(partner, now)),
  }))
}
