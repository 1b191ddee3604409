import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partOf, prorate } from './proration.ts'
import {
  ACCESS,
  opens,
  stateAfter,
  SUBSCRIPTION_STATES,
  SUBSCRIPTION_TRANSITIONS,
} from './subscription.ts'

const at = (text: string) => Temporal.Instant.from(text)
const usd = (minor: bigint) => ({ minor, currency: 'USD' })

test('each state says what it means for access', () => {
  const now = at('2027-05-01T00:00Z')
  const before = at('2027-04-30T23:59:59Z')
  const after = at('2027-05-01T00:00:01Z')
  const open = SUBSCRIPTION_STATES.map((state) =>
    [null, before, now, after].map((accessUntil) => opens({ state, accessUntil }, now)),
  )
  const never = [false, false, false, false]
  const always = [true, true, true, true]
  const until = [false, false, false, true]
  expect(Object.fromEntries(SUBSCRIPTION_STATES.map((state, i) => [state, open[i]]))).toEqual({
    pending: never,
    trialing: always,
    active: always,
    past_due: until,
    paused: until,
    inactive: never,
    ended: until,
  })
  expect(Object.keys(ACCESS)).toEqual([...SUBSCRIPTION_STATES])
})

test('an operation leads from a state to one other, and only being paid for again leads out of the end', () => {
  const pairs = SUBSCRIPTION_TRANSITIONS.flatMap(({ from, operation }) =>
    from.map((state) => `${state} ${operation}`),
  )
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(stateAfter('ended', 'subscription.renew')).toBeUndefined()
  expect(stateAfter('inactive', 'subscription.renew')).toBeUndefined()
})

test('half a month is half its price, and the renewal stays where it is', () => {
  const period = { begins: at('2027-04-01T00:00Z'), ends: at('2027-05-01T00:00Z') }
  const half = at('2027-04-16T00:00Z')
  expect(prorate(usd(1001n), { price: usd(3001n), keepsPeriod: true }, period, half)).toEqual({
    credit: usd(501n),
    charge: usd(1501n),
  })
  expect(prorate(usd(1001n), { price: usd(9000n), keepsPeriod: false }, period, half)).toEqual({
    credit: usd(501n),
    charge: usd(9000n),
  })
})

test('what is credited is never more than was paid, and shrinks with every second', () => {
  const begins = at('2027-04-01T00:00Z')
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 1, max: 40_000_000 }),
      fc.integer({ min: 0, max: 40_000_000 }),
      (paid, seconds, gone) => {
        fc.pre(gone < seconds)
        const period = { begins, ends: begins.add({ seconds }) }
        const credit = (after: number) =>
          prorate(
            usd(paid),
            { price: usd(0n), keepsPeriod: true },
            period,
            begins.add({ seconds: after }),
          ).credit.minor
        expect(credit(0)).toBe(paid)
        expect(credit(seconds)).toBe(0n)
        expect(credit(gone) >= credit(gone + 1)).toBe(true)
      },
    ),
  )
})

test('a part is rounded half up', () => {
  expect([1n, 2n, 3n].map((amount) => partOf(amount, 1n, 2n))).toEqual([1n, 1n, 2n])
})

test('plans of two currencies, and moments outside of the period, are refused', () => {
  const period = { begins: at('2027-04-01T00:00Z'), ends: at('2027-05-01T00:00Z') }
  const eur = { price: { minor: 1n, currency: 'EUR' }, keepsPeriod: true }
  const same = { price: usd(1n), keepsPeriod: true }
  expect(() => prorate(usd(1n), eur, period, period.begins)).toThrow(RangeError)
  expect(() => prorate(usd(1n), same, period, at('2027-05-01T00:00:01Z'))).toThrow(RangeError)
})
