import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, parseMoney, split } from './money.ts'

describe('money', () => {
  it('has as many decimals as its currency', () => {
    expect(parseMoney('12', 'JPY').minor).toBe(12n)
    expect(parseMoney('12.5', 'USD').minor).toBe(1250n)
    expect(parseMoney('12.345', 'KWD').minor).toBe(12_345n)
    expect(() => parseMoney('12.5', 'JPY')).toThrow(RangeError)
    expect(() => parseMoney('12.345', 'USD')).toThrow(RangeError)
  })

  it('is written as people of the language write it, however large', () => {
    expect(formatMoney({ minor: 123_456_789_012_345_650n, currency: 'USD' }, 'en')).toBe(
      '$1,234,567,890,123,456.50',
    )
    expect(formatMoney({ minor: -5n, currency: 'USD' }, 'en')).toBe('-$0.05')
    expect(formatMoney({ minor: 3n, currency: 'JPY' }, 'en')).toBe('¥3')
  })

  it('is split without a cent lost or made, and the parts differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.integer({ min: 1, max: 50 }),
        (minor, parts) => {
          const shares = split({ minor, currency: 'USD' }, parts).map((share) => share.minor)
          const sum = shares.reduce((a, b) => a + b, 0n)
          const sorted = shares.toSorted((a, b) => (a < b ? -1 : 1))
          return sum === minor && sorted.at(-1)! - sorted[0]! <= 1n
        },
      ),
    )
  })
})
