import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromStripe, toStripe } from './amounts.ts'

test.each([
  ['USD', 1250n, 1250],
  ['EUR', 1n, 1],
  ['JPY', 500n, 500],
  ['XOF', 500n, 500],
  ['ISK', 5n, 500],
  ['UGX', 5n, 500],
  ['HUF', 5n, 500],
  ['TWD', 80045n, 80045],
  ['KWD', 5120n, 5120],
  ['TND', 10n, 10],
])('in %s, %i is told to Stripe as %i', (currency, minor, amount) => {
  expect(toStripe({ minor, currency })).toEqual({ amount, currency: currency.toLowerCase() })
  expect(fromStripe(amount, currency.toLowerCase())).toEqual({ minor, currency })
})

test.each([
  ['KWD', 5124n],
  ['BHD', 1n],
  ['USD', 0n],
  ['USD', -5n],
  ['JPY', 2n ** 53n],
])('in %s, %i is refused', (currency, minor) => {
  expect(() => toStripe({ minor, currency })).toThrow('Stripe takes no')
})

test('a fraction that we have no unit for is never taken for less', () => {
  expect(() => fromStripe(550, 'isk')).toThrow('no whole unit')
})

test('whatever is told comes back as it was, in every currency that there is', () => {
  const currencies = fc.constantFrom(...Intl.supportedValuesOf('currency'))
  fc.assert(
    fc.property(currencies, fc.bigInt({ min: 1n, max: 10n ** 9n }), (currency, units) => {
      const minor = units * 10n
      const { amount } = toStripe({ minor, currency })
      expect(fromStripe(amount, currency)).toEqual({ minor, currency })
    }),
  )
})
