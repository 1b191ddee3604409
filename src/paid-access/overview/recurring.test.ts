import { expect, test } from 'vitest'
import { monthly, monthlyRevenue } from './recurring.ts'

const of = (amount: bigint, every: number, unit: 'days' | 'weeks' | 'months' | 'years') => ({
  ...{ currency: 'EUR', amount, count: 1 },
  interval: { every, unit },
})

test('a price comes to a month’s, whatever its rhythm', () => {
  expect(monthly(of(12_000n, 1, 'years'))).toBe(1000n)
  expect(monthly(of(3000n, 3, 'months'))).toBe(1000n)
  expect(monthly(of(700n, 1, 'weeks'))).toBe(3042n)
  expect(monthly(of(100n, 1, 'days'))).toBe(3042n)
  expect(monthly(of(1n, 2, 'months'))).toBe(1n)
})

test('what is subscribed to is added up by currency', () => {
  const usd = { ...of(500n, 1, 'months'), currency: 'USD', count: 3 }
  expect(monthlyRevenue([of(12_000n, 1, 'years'), of(2000n, 1, 'months'), usd])).toEqual([
    { currency: 'EUR', amount: 3000n, count: 2 },
    { currency: 'USD', amount: 1500n, count: 3 },
  ])
})
