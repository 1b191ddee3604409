import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { UNITS } from './plan.ts'
import { asWish } from './plan-input.ts'
import type { PlanRow } from './queries.ts'

/** A plan in its newest version, as programs are shown one. */
export const planView = shape('Plan', {
  id: z.string(),
  name: z.string(),
  amount: z.string(),
  currency: z.string(),
  taxRate: z.string(),
  every: z.int(),
  unit: z.enum(UNITS),
  trialDays: z.int(),
  cycles: z.int().nullable(),
  graceDays: z.int(),
  retryDays: z.array(z.int()),
  number: z.int().describe('Which of its versions this is, the newest'),
  subscribers: z.int().describe('Subscriptions that are not over'),
  earlier: z.int().describe('Of them, those on an earlier version'),
  archivedAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.int(),
})

export const showPlan = (row: PlanRow): z.output<typeof planView> => ({
  id: show('plan', row.id),
  ...asWish(row.current),
  number: row.current.number,
  subscribers: row.subscribers,
  earlier: row.earlier,
  archivedAt: row.archivedAt?.toString() ?? null,
  createdAt: row.createdAt.toString(),
  version: row.version,
})
