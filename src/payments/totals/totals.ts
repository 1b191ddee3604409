/** Thousandths of one, of a percent, and of a hundred percent. */
export const MILLI = 1000n
export const HUNDRED_PERCENT = 100_000n

/** What an item costs, before it is worked out. Amounts are in minor units. */
export interface Price {
  /** In thousandths. */
  quantity: bigint
  unit: bigint
  /** In thousandths of a percent. */
  taxRate: bigint
  /** Of the whole line: in thousandths of a percent, or an amount. */
  discount: { kind: 'percent' | 'amount'; value: bigint } | null
}

/** What a line comes to: `net + tax` is `total`. */
export interface Amounts {
  net: bigint
  tax: bigint
  total: bigint
}

/** What all lines of one tax rate come to. */
export interface RateTotal extends Amounts {
  taxRate: bigint
}

export interface Totals extends Amounts {
  lines: Amounts[]
  /** The lowest rate first. */
  byRate: RateTotal[]
}

export const NOTHING: Readonly<Amounts> = { net: 0n, tax: 0n, total: 0n }

/** Divides what is not negative; a half is rounded up. */
export const halfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor)

/** What an item costs without or with its tax, as prices are meant; negative where the discount is more than that. */
export function priceOf({ quantity, unit, discount }: Price): bigint {
  const exact = quantity * unit
  if (discount?.kind === 'percent')
    return halfUp(exact * (HUNDRED_PERCENT - discount.value), MILLI * HUNDRED_PERCENT)
  return halfUp(exact, MILLI) - (discount?.value ?? 0n)
}

/**
 * A line, rounded once, half up.
 * @param taxIncluded whether the price has the tax in it, or it comes on top
 */
export function lineOf(item: Price, taxIncluded: boolean): Amounts {
  const price = priceOf(item)
  if (taxIncluded) {
    const tax = halfUp(price * item.taxRate, HUNDRED_PERCENT + item.taxRate)
    return { net: price - tax, tax, total: price }
  }
  const tax = halfUp(price * item.taxRate, HUNDRED_PERCENT)
  return { net: price, tax, total: price + tax }
}

export const sumOf = (all: readonly Amounts[]): Amounts =>
  all.reduce(
    (sum, { net, tax, total }) => ({
      net: sum.net + net,
      tax: sum.tax + tax,
      total: sum.total + total,
    }),
    { ...NOTHING },
  )

/** Of lines that are worked out: each belongs to the item at its place. */
export const byRate = (
  items: readonly Pick<Price, 'taxRate'>[],
  lines: readonly Amounts[],
): RateTotal[] =>
  [...Map.groupBy(lines.keys(), (at) => items[at]!.taxRate)]
    .map(([taxRate, places]) => ({ taxRate, ...sumOf(places.map((at) => lines[at]!)) }))
    .toSorted((a, b) => (a.taxRate < b.taxRate ? -1 : 1))

/** What items come to in all: each line is rounded, and sums are never rounded again. */
export function totalsOf(items: readonly Price[], taxIncluded: boolean): Totals {
  const lines = items.map((item) => lineOf(item, taxIncluded))
  return { ...sumOf(lines), lines, byRate: byRate(items, lines) }
}

/** A part of what is left of a line, with its share of the tax. @param total of the part, at most what is left */
export function partOf(left: Amounts, total: bigint): Amounts {
  if (total === left.total) return { ...left }
  const tax = halfUp(total * left.tax, left.total)
  return { net: total - tax, tax, total }
}

/**
 * Spreads an amount over what is left of lines, by how much that is.
 * @param amount at most the sum of what is left
 * @returns as many parts, which sum to the amount, none of them more than is left of its line
 */
export function spread(amount: bigint, left: readonly bigint[]): bigint[] {
  let [open, rest] = [left.reduce((sum, one) => sum + one, 0n), amount]
  return left.map((one) => {
    // Of what is still open, so that the last line takes exactly what the others left.
    const part = open === 0n ? 0n : halfUp(rest * one, open)
    open -= one
    rest -= part
    return part
  })
}
