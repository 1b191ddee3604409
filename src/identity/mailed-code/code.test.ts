import { describe, expect, it } from 'vitest'
import { CODE_TRIES, codeInWords, hashCode, isOpen, newCode } from './code.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const sent = { code_hash: Buffer.alloc(32), tries: 0, expires_at: now, used_at: null }

describe('a mailed code', () => {
  it('is eight digits, shown in two groups', () => {
    expect(newCode()).toMatch(/^\d{8}$/)
    expect(codeInWords('01234567')).toBe('0123 4567')
  })

  it('is another in every browser', () => {
    expect(hashCode('a', '01234567')).not.toEqual(hashCode('b', '01234567'))
  })

  it('is open until its last second, its last try and its use', () => {
    expect(isOpen(sent, now.subtract({ milliseconds: 1 }))).toBe(true)
    expect(isOpen(sent, now)).toBe(false)
    const before = now.subtract({ minutes: 1 })
    expect(isOpen({ ...sent, tries: CODE_TRIES - 1 }, before)).toBe(true)
    expect(isOpen({ ...sent, tries: CODE_TRIES }, before)).toBe(false)
    expect(isOpen({ ...sent, used_at: before }, before)).toBe(false)
  })
})
