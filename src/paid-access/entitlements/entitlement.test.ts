import { expect, test } from 'vitest'
import { INVOICE_STATES } from '../../payments/invoice/state.ts'
import { BANK_ACCESS, holdOf, isRequired, opens } from './entitlement.ts'

const at = Temporal.Instant.from('2027-01-31T09:00Z')
const none = { waivedAt: null, closedAt: null, keptAt: null }
const of = (invoice: (typeof INVOICE_STATES)[number], more = {}) => ({
  invoiceId: `of ${invoice}`,
  invoice,
  ...none,
  ...more,
})

test('what each state of an invoice opens, by when bank debits do', () => {
  const open = Object.fromEntries(
    BANK_ACCESS.map((how) => [how, INVOICE_STATES.filter((state) => opens(of(state), how))]),
  )
  expect(open).toEqual({
    immediately: ['processing', 'paid', 'void'],
    cleared: ['paid', 'void'],
  })
})

test('who was let in stays in, whatever becomes of the invoice; who lost it is out', () => {
  for (const state of INVOICE_STATES) {
    expect(opens(of(state, { waivedAt: at }), 'cleared')).toBe(true)
    expect(opens(of(state, { waivedAt: at, closedAt: at }), 'cleared')).toBe(true)
    expect(opens(of(state, { keptAt: at }), 'cleared')).toBe(true)
    expect(opens(of(state, { closedAt: at }), 'immediately')).toBe(false)
  }
})

test('nobody is held who has nothing to pay for, and one that is paid is enough', () => {
  expect(holdOf([], 'cleared')).toBeNull()
  expect(holdOf([of('open'), of('paid'), of('open')], 'cleared')).toBeNull()
  expect(holdOf([of('processing'), of('open')], 'immediately')).toBeNull()
})

test('the oldest that can be paid is asked for, and none where none can', () => {
  const held = [of('paid', { closedAt: at }), of('processing'), of('open')]
  expect(holdOf(held, 'cleared')).toEqual({ invoice: 'of processing' })
  expect(holdOf(held.slice(0, 1), 'cleared')).toEqual({ invoice: null })
  expect(held.map((one) => isRequired(one))).toEqual([false, true, true])
})
