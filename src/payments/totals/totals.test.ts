import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, partOf, spread, sumOf, totalsOf, type Price } from './totals.ts'

/** Random, but the same in every run; a library's generators take a minute for so many. */
function dice(seed: number) {
  let state = seed
  return (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const below = dice(11)
const RATES = [0, 4000, 5500, 7000, 8875, 19_000, 21_000, 100_000]

function anItem(): Price {
  const quantity = BigInt(1 + below(below(2) ? 20_000 : 20) * (below(2) ? 1 : 1000))
  const unit = BigInt(below(below(3) ? 100_000 : 100))
  const kind = below(4)
  const price = (quantity * unit) / 1000n
  return {
    quantity,
    unit,
    taxRate: BigInt(RATES[below(RATES.length)]!),
    discount:
      kind === 0
        ? { kind: 'percent', value: BigInt(below(100_001)) }
        : kind === 1
          ? { kind: 'amount', value: (price * BigInt(below(100))) / 100n }
          : null,
  }
}

/** Worked out another way: as a fraction, carried to the end and rounded by looking at what is left over. */
function reference(item: Price, included: boolean) {
  const round = (top: bigint, bottom: bigint) =>
    top / bottom + (2n * (top % bottom) >= bottom ? 1n : 0n)
  const { quantity, unit, taxRate, discount } = item
  let price = round(quantity * unit, 1000n)
  if (discount?.kind === 'amount') price -= discount.value
  if (discount?.kind === 'percent')
    price = round(quantity * unit * (100_000n - discount.value), 100_000_000n)
  const tax = included
    ? round(price * taxRate, 100_000n + taxRate)
    : round(price * taxRate, 100_000n)
  return { price, tax }
}

describe('the totals of an invoice', () => {
  it('are the sums of its lines, each rounded once, half up: 100,000 invoices', () => {
    let wrong = 0
    for (let n = 0; n < 100_000; n++) {
      const items = Array.from({ length: 1 + below(6) }, anItem)
      const included = below(2) === 1
      const totals = totalsOf(items, included)
      const sums = sumOf(totals.lines)
      const rates = sumOf(totals.byRate)
      const isRight =
        totals.net + totals.tax === totals.total &&
        sums.net === totals.net &&
        sums.tax === totals.tax &&
        rates.net === totals.net &&
        rates.tax === totals.tax &&
        rates.total === totals.total &&
        new Set(totals.byRate.map(({ taxRate }) => taxRate)).size === totals.byRate.length &&
        items.every((item, at) => {
          const line = totals.lines[at]!
          const { price, tax } = reference(item, included)
          return (
            line.tax === tax && (included ? line.total === price : line.net === price) && tax >= 0n
          )
        })
      if (!isRight) wrong++
    }
    expect(wrong).toBe(0)
  })

  it('round a half up, and not to the even number or by floats', () => {
    const item = (unit: bigint, taxRate: bigint, quantity = 1000n): Price => ({
      quantity,
      unit,
      taxRate,
      discount: null,
    })
    // 0.50 at 5 % is 0.025: a float has 0.02.
    expect(lineOf(item(50n, 5000n), false)).toEqual({ net: 50n, tax: 3n, total: 53n })
    // 1.005 of 1.00
    expect(lineOf(item(100n, 0n, 1005n), false).total).toBe(101n)
    // 119.00 with 19 % in it
    expect(lineOf(item(11_900n, 19_000n), true)).toEqual({
      net: 10_000n,
      tax: 1900n,
      total: 11_900n,
    })
    // 8.875 % on 99.99
    expect(lineOf(item(9999n, 8875n), false).tax).toBe(887n)
  })

  it('take a discount off the line before tax, down to nothing', () => {
    const item: Price = { quantity: 3000n, unit: 3333n, taxRate: 21_000n, discount: null }
    const percent = { kind: 'percent', value: 33_333n } as const
    expect(lineOf({ ...item, discount: percent }, false).net).toBe(6666n)
    expect(lineOf({ ...item, discount: { kind: 'percent', value: 100_000n } }, false)).toEqual({
      net: 0n,
      tax: 0n,
      total: 0n,
    })
    expect(lineOf({ ...item, discount: { kind: 'amount', value: 9998n } }, false)).toEqual({
      net: 1n,
      tax: 0n,
      total: 1n,
    })
  })
})

describe('a part of a line', () => {
  const amount = fc.bigInt(0n, 10_000_000n)
  const lines = fc.array(
    fc.record({ net: amount, tax: amount }).map(({ net, tax }) => ({ net, tax, total: net + tax })),
    { minLength: 1, maxLength: 8 },
  )

  it('taken again and again leaves nothing over and goes below nothing nowhere', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(100), { maxLength: 6 }), (all, cuts) => {
        for (const line of all) {
          let left = line
          for (const cut of [...cuts, 100]) {
            const part = partOf(left, (left.total * BigInt(cut)) / 100n)
            expect(part.net + part.tax).toBe(part.total)
            expect(part.net >= 0n && part.tax >= 0n).toBe(true)
            left = {
              net: left.net - part.net,
              tax: left.tax - part.tax,
              total: left.total - part.total,
            }
            expect(left.net >= 0n && left.tax >= 0n).toBe(true)
            if (left.total === 0n) break
          }
          expect(left.total).toBe(0n)
        }
      }),
    )
  })

  it('of several lines is spread over them to the last unit, with no more of any than is left', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), fc.nat(1000), (left, share) => {
        const all = left.reduce((sum, one) => sum + one, 0n)
        const wanted = (all * BigInt(share)) / 1000n
        const parts = spread(wanted, left)
        expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(wanted)
        expect(parts.every((part, at) => part >= 0n && part <= left[at]!)).toBe(true)
      }),
    )
  })
})
