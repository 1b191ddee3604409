import type { Tx } from '../../kit/db/database.ts'
import type { Caller } from '../../kit/operation.ts'

/** What was billed for a month in one currency; null of both where the partner had no price. */
export interface BilledSum {
  /** `2028-02`. */
  month: string
  currency: string | null
  proUsers: number
  minor: bigint | null
}

/**
 * The newest versions of the caller's reports since that month, summed by month and currency. Looks a
 * partner up at a time, so it costs their months and neither the years before nor their portals.
 * @param from ISO date of the first month's first day
 */
export async function billedSums(
  tx: Tx,
  { partner }: Pick<Caller, 'partner'>,
  from: string,
): Promise<BilledSum[]> {
  const rows = await tx.run<{
    month: string
    currency: string | null
    users: string
    minor: string | null
  }>(
    `select to_char(r.month, 'YYYY-MM') as month, r.currency, sum(r.pro_users)::text as users,
       sum(r.total_minor)::text as minor
     from partners p cross join lateral (
       select distinct on (month) month, pro_users, total_minor, currency from billing_reports
       where partner_id = p.id and month >= $1 order by month desc, version desc) r
     where $2::uuid is null or p.id = $2
     group by 1, 2 order by 1, 2`,
    [from, partner ?? null],
    'billed_sums',
  )
  return rows.map(({ month, currency, users, minor }) => ({
    month,
    currency,
    proUsers: Number(users),
    minor: minor === null ? null : BigInt(minor),
  }))
}
