import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { invoiceOf, isShownByLink, payToken } from './link.ts'

describe('the link of an invoice', () => {
  it('names one invoice of one portal, and whoever changes a letter of it names none', () => {
    const [key, other, invoice] = [randomBytes(32), randomBytes(32), newId()]
    const token = payToken(key, invoice)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(invoiceOf(key, token)).toBe(invoice)
    expect(invoiceOf(other, token)).toBeNull()
    // The last letter holds bits that are not there: those the decoder drops are refused too, or are the same bytes.
    for (let at = 0; at < 42; at++) {
      const letter = token[at] === 'A' ? 'B' : 'A'
      expect(invoiceOf(key, token.slice(0, at) + letter + token.slice(at + 1))).toBeNull()
    }
    for (const wrong of ['', 'x', `${token}A`, token.slice(1), '€'.repeat(43)])
      expect(invoiceOf(key, wrong)).toBeNull()
  })

  it('shows it as long as it can be paid, and thirty days after, to the second', () => {
    const stateAt = Temporal.Instant.from('2026-03-01T12:00:00Z')
    const after = (hours: number) => stateAt.add({ hours })
    expect(isShownByLink({ state: 'open', stateAt }, after(24 * 900))).toBe(true)
    expect(isShownByLink({ state: 'draft', stateAt }, stateAt)).toBe(false)
    for (const state of ['paid', 'void', 'uncollectible'] as const) {
      const end = after(24 * 30)
      expect(isShownByLink({ state, stateAt }, end.subtract({ nanoseconds: 1 }))).toBe(true)
      expect(isShownByLink({ state, stateAt }, end)).toBe(false)
    }
  })
})
