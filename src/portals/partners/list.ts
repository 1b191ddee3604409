import type { Instant } from '../../kit/clock.ts'
import { cursorOf, keyId, keyText } from '../../kit/cursor.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { openMonth, priceIn, type Partner, type Price } from './partner.ts'
import { holdingsOf, partnersPage, pricesByPartner, type Holdings } from './queries.ts'

/** A partner as the list shows it. */
export interface PartnerLine extends Partner, Holdings {
  /** What a PRO user costs it now. */
  price: Price | undefined
}

/** A place among partners by name. */
export const partnersCursor = cursorOf({ name: keyText, id: keyId })

/**
 * Partners by name, a page at a time.
 * @param asked.after cursor that the page follows; text that is none begins the list
 */
export async function partnersList(
  tx: Tx,
  caller: Pick<Caller, 'partner'>,
  { search, after, limit }: { search?: string; after?: string; limit: number },
): Promise<{ rows: Partner[]; next: string | null }> {
  const place = partnersCursor.read(after ?? '') ?? undefined
  const page = await partnersPage(tx, caller, { search, after: place, limit: limit + 1 })
  const rows = page.slice(0, limit)
  const last = rows.at(-1)
  if (page.length <= limit || !last) return { rows, next: null }
  return { rows, next: partnersCursor.write({ ...last, id: parseId('partner', last.id)! }) }
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
