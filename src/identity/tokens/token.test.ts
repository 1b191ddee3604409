import { describe, expect, it } from 'vitest'
import { tokenState, type Token } from './token.ts'

const issued = Temporal.Instant.from('2026-03-01T12:00:00Z')
const token: Token = {
  person_id: 'p',
  expires_at: issued.add({ hours: 1 }),
  used_at: null,
  retired_at: null,
}

describe('a token', () => {
  it('is live to its last millisecond and expired at the next', () => {
    expect(tokenState(token, issued)).toBe('live')
    expect(tokenState(token, issued.add({ hours: 1 }).subtract({ milliseconds: 1 }))).toBe('live')
    expect(tokenState(token, issued.add({ hours: 1 }))).toBe('expired')
  })

  it('once used or retired is never live again', () => {
    expect(tokenState({ ...token, used_at: issued }, issued)).toBe('used')
    expect(tokenState({ ...token, retired_at: issued }, issued)).toBe('retired')
    expect(tokenState({ ...token, used_at: issued, retired_at: issued }, issued)).toBe('used')
  })
})
