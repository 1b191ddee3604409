import type { OperationContext } from '../../kit/operation.ts'
import { dayOf } from '../../kit/day.ts'
import { invoiceSettings } from './queries.ts'

/** The day it is by the portal’s calendar, by which invoices are issued and fall due. */
export const todayOf = async ({ tx, now }: Pick<OperationContext, 'tx' | 'now'>): Promise<string> =>
  dayOf(now, (await invoiceSettings(tx)).zone)
