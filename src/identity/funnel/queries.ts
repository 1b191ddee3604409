import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { funnelSince, weeksOf, type Counts, type Week } from './funnel.ts'

/**
 * Read from
 * `persons_by_first_invitation` alone: what it costs are the people invited in these weeks, whatever the
 * portal's age.
 */
const FUNNEL = `
  select to_char(date_trunc('week', first_invited_at at time zone $3), 'YYYY-MM-DD') as monday,
    count(*)::int as invited,
    count(opened_at)::int as opened,
    count(activated_at)::int as registered,
    count(returned_at)::int as returned
  from persons
  where portal_id = $1 and first_invited_at >= $2
  group by 1`

/** How far those got who were first invited in the last weeks. @param zone the portal's */
export async function readFunnel(
  tx: Tx,
  portal: string,
  zone: string,
  now: Instant,
): Promise<readonly Week[]> {
  const rows = await tx.run<Counts & { monday: string }>(FUNNEL, [
    portal,
    funnelSince(now, zone),
    zone,
  ])
  return weeksOf(new Map(rows.map(({ monday, ...counts }) => [monday, counts])), now, zone)
}
