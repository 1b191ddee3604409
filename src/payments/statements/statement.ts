import type { BookingKind } from '../ledger/ledger.ts'

/** Something that changed what somebody owes. */
export interface Movement {
  on: string
  kind: BookingKind
  /** Of the invoice, or of the credit note. */
  number: string | null
  currency: string
  /** What they owe more by it; negative for less. In minor units. */
  change: bigint
}

export interface StatementRow extends Movement {
  /** What they owe after it; negative where they are owed. */
  balance: bigint
}

/** What somebody owes in one currency, from one day to another. */
export interface Account {
  currency: string
  opening: bigint
  rows: StatementRow[]
  closing: bigint
}

/** @param before what was owed before the first day, by currency @param movements in their order */
export function accountsOf(
  before: readonly { currency: string; owed: bigint }[],
  movements: readonly Movement[],
): Account[] {
  const currencies = new Set([
    ...before.filter(({ owed }) => owed !== 0n).map(({ currency }) => currency),
    ...movements.map(({ currency }) => currency),
  ])
  return [...currencies].toSorted().map((currency) => {
    const opening = before.find((one) => one.currency === currency)?.owed ?? 0n
    let balance = opening
    const rows = movements
      .filter((movement) => movement.currency === currency)
      .map((movement) => ({ ...movement, balance: (balance += movement.change) }))
    return { currency, opening, rows, closing: balance }
  })
}

export interface Statement {
  person: { id: string; name: string }
  from: string
  to: string
  accounts: Account[]
  /** There is more than was read. */
  isCut: boolean
}

const SAID = ['invoice', 'void', 'payment', 'payment_withdrawal', 'credit_note', 'pay_out'] as const

/** What moved it, by the name of its words. */
export const kindOf = (kind: BookingKind) => SAID.find((one) => one === kind) ?? 'other'
