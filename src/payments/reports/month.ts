export const SECTIONS = [
  'invoices',
  'voided',
  'credit_notes',
  'payments',
  'withdrawn',
  'refunds',
  'write_offs',
  'receivable',
  'credit',
] as const

/** A line of what the bookkeeper is given. Amounts are in minor units; what goes off is negative. */
export interface MonthRow {
  section: (typeof SECTIONS)[number]
  currency: string
  /** A tax rate in thousandths of a percent, or a way of paying; nothing where neither says anything. */
  of: string
  count: number
  net: bigint
  tax: bigint
  total: bigint
}

/** Its days: from the first up to that of the next month. */
export function daysOf(month: string): { from: string; until: string } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  return { from: first.toString(), until: first.add({ months: 1 }).toString() }
}
