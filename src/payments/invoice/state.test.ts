import { describe, expect, it } from 'vitest'
import { allowed, INVOICE_STATES, STATES, TRANSITIONS } from './state.ts'

describe('an invoice’s states', () => {
  it('are all reached from a draft', () => {
    const reached = new Set<string>(['draft'])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const { from, to } of TRANSITIONS) if (reached.has(from)) reached.add(to)
    }
    expect([...reached].toSorted()).toEqual([...INVOICE_STATES].toSorted())
  })

  it('never lead back to a draft, nor out of void', () => {
    expect(TRANSITIONS.filter(({ to }) => to === 'draft')).toEqual([])
    expect(TRANSITIONS.filter(({ from }) => from === 'void')).toEqual([])
  })

  it('let nothing that is not issued be paid, and nothing that is under way be voided', () => {
    for (const state of INVOICE_STATES)
      if (!STATES[state].isIssued) expect(allowed(state, 'payment.record')).toBe(false)
    expect(allowed('processing', 'invoice.void')).toBe(false)
    expect(allowed('processing', 'credit_note.issue')).toBe(false)
    expect(allowed('paid', 'invoice.void')).toBe(false)
  })
})
