import { z } from 'zod'
import { instant, shape } from '../../kit/shape.ts'
import { PORTAL_STATUSES, type PortalStatus } from '../status/portal-status.ts'
import type { Dashboard } from './dashboard.ts'
import type { EndingPortal } from './queries.ts'

const ending = z.array(
  shape('EndingPortal', { id: z.string(), name: z.string(), endsAt: instant, daysLeft: z.int() }),
)
const byStatus = <T extends z.ZodType>(of: T) =>
  z.object(Object.fromEntries(PORTAL_STATUSES.map((status) => [status, of])))

export const dashboardView = shape('Dashboard', {
  portals: byStatus(z.int()).describe('How many have each status now'),
  days: z.array(z.iso.date()).describe('In UTC, the oldest first'),
  portalsByDay: byStatus(z.array(z.int())).describe('One number for each of `days`'),
  trials: z
    .array(
      z.object({
        month: z.string().describe('Such as 2026-11, in UTC'),
        began: z.int(),
        certified: z.int().describe('Trials that became certified portals in the month'),
        expired: z.int().describe('Trials that ran out in the month'),
      }),
    )
    .describe('The last twelve months, this one included'),
  billed: z
    .array(
      z.object({
        month: z.string().describe('Such as 2026-11, in the partners’ time zones'),
        proUsers: z.int().describe('By the newest version of each report'),
        revenue: z
          .array(
            z.object({
              minor: z.int().describe('In the currency’s minor unit'),
              currency: z.string(),
              proUsers: z.int().describe('Those who were billed in this currency'),
            }),
          )
          .describe('One for each currency; without those who had no price'),
      }),
    )
    .nullable()
    .describe('The last months that were billed, at most twelve; null without `bills:read`'),
  trialsEnding: ending.describe('Within 7 days'),
  suspensionsEnding: ending.describe('Suspended portals within 30 days of their deletion'),
})

export const showDashboard = (
  standing: Record<PortalStatus, number>,
  { days, byStatus, trials, billed, trialsEnding, suspensionsEnding }: Dashboard,
) => ({
  portals: standing,
  days,
  portalsByDay: byStatus,
  trials,
  billed:
    billed?.map(({ revenue, ...month }) => ({
      ...month,
      revenue: revenue.map((money) => ({ ...money, minor: Number(money.minor) })),
    })) ?? null,
  trialsEnding: trialsEnding.map(showEnding),
  suspensionsEnding: suspensionsEnding.map(showEnding),
})

const showEnding = ({ id, name, endsAt, daysLeft }: EndingPortal) => ({
  id,
  name,
  endsAt: endsAt.toString(),
  daysLeft,
})
