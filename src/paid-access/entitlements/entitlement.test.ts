import { expect, test } from 'vitest'
import { INVOICE_STATES } from '../../payments/invoice/state.ts'
import { SUBSCRIPTION_STATES } from '../../payments/subscriptions/subscription.ts'
import { BANK_ACCESS, holdOf, isRequired, opensUntil, requiredInvoice } from './entitlement.ts'

const at = Temporal.Instant.from('2027-01-31T09:00Z')
const none = { waivedAt: null, closedAt: null, keptAt: null, subscription: null }
const opens = (...of: Parameters<typeof opensUntil>) => opensUntil(...of) === 'always'
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
  expect(holdOf(held, 'cleared')).toEqual({ since: null, invoice: 'of processing' })
  expect(holdOf(held.slice(0, 1), 'cleared')).toEqual({ since: null, invoice: null })
  expect(held.map((one) => isRequired(one))).toEqual([false, true, true])
})

const by = (state: (typeof SUBSCRIPTION_STATES)[number], more = {}) => ({
  subscription: {
    ...{ id: 'sub', state, accessUntil: at, hasBegun: state !== 'pending' },
    ...{ failedInvoice: state === 'past_due' ? 'of renewal' : null, ...more },
  },
})

test('what hangs on a subscription opens as that does, once its first invoice is paid', () => {
  const until = (invoice: (typeof INVOICE_STATES)[number]) =>
    Object.fromEntries(
      SUBSCRIPTION_STATES.map((state) => [
        state,
        opensUntil(of(invoice, by(state)), 'immediately'),
      ]),
    )
  expect(until('paid')).toEqual({
    ...{ pending: null, trialing: 'always', active: 'always', past_due: at },
    ...{ paused: at, inactive: null, ended: at },
  })
  // A bank debit opens what has not begun; what was forgiven before it began stays open.
  expect(until('processing')['pending']).toBe('always')
  expect(opensUntil(of('void', by('ended', { hasBegun: false })), 'cleared')).toBe('always')
  expect(opensUntil(of('open', by('active')), 'cleared')).toBeNull()
})

test('a subscription that runs out shuts at its moment, unless another goes on', () => {
  const later = at.add({ hours: 1 })
  const one = of('paid', by('past_due'))
  const other = of('paid', by('ended', { accessUntil: later }))
  expect(holdOf([one], 'cleared')).toEqual({ since: at, invoice: 'of renewal' })
  expect(holdOf([one, other], 'cleared')).toEqual({ since: later, invoice: 'of renewal' })
  expect(holdOf([one, of('paid', by('active'))], 'cleared')).toBeNull()
  expect(holdOf([of('paid', by('inactive'))], 'cleared')).toEqual({ since: null, invoice: null })
})

test('what is past due or inactive can be let off as well', () => {
  const required = SUBSCRIPTION_STATES.filter((state) => isRequired(of('paid', by(state))))
  expect(required).toEqual(['past_due', 'inactive'])
  expect(requiredInvoice(of('paid', by('inactive')))).toBeNull()
  expect(requiredInvoice(of('open', by('pending')))).toBe('of open')
})
