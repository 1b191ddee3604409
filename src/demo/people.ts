/*
 * Who works in the demo's console, and what its partner pays. Who is in its portals stands in portals.ts.
 */

/** One password for all of the demo, printed at the start; sandbox only. */
export const DEMO_PASSWORD = 'open the gate 2026'

/** What every client of the demo states when they register. */
export const DEMO_DIGITS = '6789'

export const DEMO_PARTNER = {
  name: 'Lighthouse Cloud',
  reference: 'LH-001',
  billingName: 'Nora Keane',
  billingEmail: 'accounts@lighthouse.example',
  timeZone: 'Europe/London',
}
/** What a PRO user costs it, by how many days ago that was agreed; the oldest first. */
export const DEMO_PRICES = [
  { age: 172, amount: '9.50', currency: 'EUR' },
  { age: 75, amount: '10.50', currency: 'EUR' },
]
export const DEMO_OPERATOR = { name: 'Olivia Operator', email: 'operator@gatehouse.example' }
export const DEMO_PARTNER_PERSON = { name: 'Pablo Partner', email: 'pablo@lighthouse.example' }
