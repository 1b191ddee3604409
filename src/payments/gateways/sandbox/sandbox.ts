import type { Instant } from '../../../kit/clock.ts'
import type { Failure, MethodKind } from '../gateway.ts'

/** What a test number does: pay, fail, or ask its owner first. */
export type Outcome = 'pays' | 'asks' | 'deposits' | Failure

const soft = (code: Failure['code']): Failure => ({ code, hard: false })
const hard = (code: Failure['code']): Failure => ({ code, hard: true })

/** A number that stands for no card and no account, and what it does. */
export interface TestNumber {
  readonly kind: MethodKind
  /** As it is read on the page. Never stored: of a method only its name here, and the last four. */
  readonly number: string
  readonly brand: string
  /** At the checkout page, while its owner is there. */
  readonly there: Outcome
  /** Charged later, while nobody is there. */
  readonly later: Outcome
  /** Of a bank debit: what becomes of it when it clears. */
  readonly clears?: 'pays' | Failure
  /** Disputed so many days after it was paid, and how that ends ten days later. */
  readonly disputed?: { readonly afterDays: number; readonly ends: 'won' | 'lost' }
}

const card = (number: string, there: Outcome, later: Outcome = there): TestNumber => ({
  kind: 'card',
  number,
  brand: 'Visa',
  there,
  later,
})
const bank = (
  number: string,
  clears: TestNumber['clears'],
  there: Outcome = 'pays',
): TestNumber => ({ kind: 'bank', number, brand: 'Test Bank', there, later: 'pays', clears })

/** Every test number, by name. Pages, demo and tests read this. */
export const TEST_NUMBERS = {
  pays: card('4242 4242 4242 4242', 'pays'),
  declined: card('4000 0000 0000 0002', soft('declined')),
  no_funds: card('4000 0000 0000 9995', soft('insufficient_funds')),
  stolen: card('4000 0000 0000 9979', hard('lost_or_stolen')),
  expired: card('4000 0000 0000 0069', hard('expired')),
  asks: card('4000 0027 6000 3184', 'asks'),
  asks_once: card('4000 0025 0000 3155', 'asks', 'pays'),
  declined_later: card('4000 0000 0000 0341', 'pays', soft('declined')),
  stolen_later: card('4000 0000 0000 9987', 'pays', hard('lost_or_stolen')),
  disputed_lost: {
    ...card('4000 0000 0000 0259', 'pays'),
    disputed: { afterDays: 40, ends: 'lost' },
  },
  disputed_won: {
    ...card('4000 0000 0000 2685', 'pays'),
    disputed: { afterDays: 40, ends: 'won' },
  },
  bank_pays: bank('000123456789', 'pays'),
  bank_fails: bank('000111111116', hard('account_closed')),
  bank_no_funds: bank('000222222227', soft('insufficient_funds')),
  bank_deposits: bank('000000000009', 'pays', 'deposits'),
  bank_disputed: {
    ...bank('000333333335', 'pays'),
    disputed: { afterDays: 40, ends: 'lost' },
  },
} as const satisfies Record<string, TestNumber>

export type TestNumberName = keyof typeof TEST_NUMBERS
export const TEST_NUMBER_NAMES = Object.keys(TEST_NUMBERS) as TestNumberName[]
export const testNumber = (name: TestNumberName): TestNumber => TEST_NUMBERS[name]

/** Bank debits clear after so many days on which banks work. */
export const CLEARING_DAYS = 4
/** A dispute ends so many days after it began. */
export const DISPUTE_DAYS = 10
/** A checkout page is open for so long. */
export const CHECKOUT_HOURS = 24
/** The two small deposits, in minor units, that somebody states to prove an account. */
export const DEPOSITS = [32, 45] as const
/** Deposits are stated within so many days. */
export const DEPOSIT_DAYS = 10

/** So many days on, Saturdays and Sundays left out, by the calendar of a zone. */
export function bankDaysAfter(from: Instant, zone: string, days: number): Instant {
  let day = from.toZonedDateTimeISO(zone)
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left--
  }
  return day.toInstant()
}

/** How webhooks are sent, to try what networks do to them. */
export const DELIVERIES = ['once', 'twice', 'late', 'shuffled', 'lost'] as const
export type Deliveries = (typeof DELIVERIES)[number]

/** *Late* is so many hours. */
export const LATE_HOURS = 6

/** Minutes after which a webhook that was not taken is sent again; then it is given up. */
const AGAIN_MINUTES = [1, 5, 30, 120, 360, 720, 1440, 1440] as const

/** When a webhook is sent again after so many tries; null once it is given up. */
export const sentAgain = (tries: number, now: Instant): Instant | null => {
  const minutes = AGAIN_MINUTES[tries - 1]
  return minutes === undefined ? null : now.add({ minutes })
}
