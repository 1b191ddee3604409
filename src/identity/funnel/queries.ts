import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { weekBeginnings, weeksOf, type Counts, type Week } from './funnel.ts'

/**
 * Read from
 * `persons_by_first_invitation` alone: what it costs are the people invited in these weeks, whatever the
 * portal's age.
 */
const FUNNEL = `
  select width_bucket(first_invited_at, $3::timestamptz[]) - 1 as week,
    count(*)::int as invited,
    count(opened_at)::int as opened,
    count(activated_at)::int as registered,
    count(returned_at)::int as returned
  from persons
  where portal_id = $1 and first_invited_at >= $2
  group by 1`

/** How far those got who were first invited in the last weeks. @param zone the portal's */
export async function readFunnel(tx: Tx, zone: string, now: Instant): Promise<readonly Week[]> {
  const weeks = weekBeginnings(now, zone).map(String)
  const rows = await tx.run<Counts & { week: number }>(FUNNEL, [tx.portal, weeks[0], weeks])
  return weeksOf(new Map(rows.map(({ week, ...counts }) => [week, counts])), now, zone)
}
