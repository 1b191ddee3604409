/*
 * The double-entry ledger of a portal: what each transaction books, as pure functions. Debits are positive, credits
 * negative, and each transaction sums to zero; the database refuses any other.
 */

export const ACCOUNTS = [
  /** What is to be paid. */
  'receivable',
  /** What came in and went out, by gateways and by hand. */
  'clearing',
  'revenue',
  /** Tax that is owed to others. */
  'tax',
  /** Paid back without a credit note. */
  'refunds',
  /** What contacts have paid and can use for another invoice. */
  'credit',
  /** What is not expected to be paid any more. */
  'write_offs',
] as const
export type Account = (typeof ACCOUNTS)[number]

export const KINDS = [
  'invoice',
  'void',
  'write_off',
  'reinstatement',
  'payment',
  'payment_withdrawal',
  'credit_used',
  'credit_note',
  'refund',
  'pay_out',
] as const
export type BookingKind = (typeof KINDS)[number]

export type Entries = Partial<Record<Account, bigint>>

interface Taxed {
  net: bigint
  tax: bigint
  total: bigint
}

/** An invoice is issued. */
export const invoiced = ({ net, tax, total }: Taxed): Entries => ({
  receivable: total,
  revenue: -net,
  tax: -tax,
})

/** What is left of an invoice was never owed. */
export const voided = ({ net, tax, total }: Taxed): Entries => ({
  revenue: net,
  tax,
  receivable: -total,
})

/** A credit note. @param owed how much of it is still to be paid; the rest is the contact's credit */
export const credited = ({ net, tax, total }: Taxed, owed: bigint): Entries => ({
  revenue: net,
  tax,
  receivable: -owed,
  credit: owed - total,
})

/** Money came in. @param applied to the invoice; the rest is the contact's credit */
export const paid = (amount: bigint, applied: bigint): Entries => ({
  clearing: amount,
  receivable: -applied,
  credit: applied - amount,
})

/** A contact's credit pays for an invoice. */
export const creditUsed = (amount: bigint): Entries => ({ credit: amount, receivable: -amount })

/** Money went back without a credit note. */
export const refunded = (amount: bigint): Entries => ({ refunds: amount, clearing: -amount })

/** A contact's credit went back to them. */
export const paidOut = (amount: bigint): Entries => ({ credit: amount, clearing: -amount })

export const writtenOff = (amount: bigint): Entries => ({ write_offs: amount, receivable: -amount })

/** The same the other way round. */
export const reversed = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([account, amount]) => [account, -amount]))
