import { z } from 'zod'
import { personById } from '../../../identity/index.ts'
import { resource } from '../../../web/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { shape } from '../../../kit/shape.ts'
import { routes } from '../../../routes.ts'
import { PORTAL_STATUSES } from '../../status/portal-status.ts'
import { words } from '../texts.ts'
import { countedDays } from '../view.ts'
import { billableNow } from './view.ts'

const answer = shape('PersonBilling', {
  month: z.string().describe('The current one, such as `2028-02`, as far as it has gone'),
  timeZone: z.string().describe('Whose midnights its days have'),
  counted: countedDays.nullable().describe('Null where the person does not count so far'),
  seatSince: z.iso.datetime().nullable().describe('Null without an enabled PRO seat now'),
  portal: z.object({
    status: z.enum(PORTAL_STATUSES),
    since: z.iso.datetime(),
    billable: z.boolean(),
  }),
})

export const personBillingResource = resource({
  feature: 'people',
  right: 'people:manage',
  words,
}).read(routes.api.people.one.billing, {
  name: 'person.billing',
  summary: 'Says whether a person is billable this month, and why',
  answer,
  show: async (ctx) => {
    const id = parseId('person', ctx.param('person'))
    if (!id || !(await ctx.read((tx) => personById(tx, id)))) return null
    const billable = await billableNow(ctx, id)
    if (!billable) return null
    const { firstDay, lastDay, billableDays, began, ended } = billable.counted ?? {}
    return {
      month: billable.month,
      timeZone: billable.zone,
      counted: billable.counted && { firstDay, lastDay, billableDays, began, ended },
      seatSince: billable.seatSince?.toString() ?? null,
      portal: {
        status: billable.status,
        since: billable.statusSince.toString(),
        billable: billable.billable,
      },
    }
  },
})
