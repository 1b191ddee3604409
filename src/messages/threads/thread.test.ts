import { describe, expect, it } from 'vitest'
import { parseKey, showKey } from './cursor.ts'
import { body, idAfter, mayWriteTo, type Correspondent } from './thread.ts'

const now = Temporal.Instant.from('2026-03-01T12:00:00Z')
const person = (id: string, more: Partial<Correspondent> = {}): Correspondent => ({
  id,
  kind: 'contact',
  seat: 'guest',
  activated_at: now,
  disabled_at: null,
  ...more,
})
const staff = person('staff', { kind: 'staff', seat: 'pro' })
const pro = person('pro', { seat: 'pro' })
const guest = person('guest')

describe('who may write to whom', () => {
  it('lets staff and PRO people write to everybody', () => {
    for (const author of [staff, pro])
      for (const other of [person('colleague', { kind: 'staff', seat: 'pro' }), pro, guest])
        expect(mayWriteTo(author, other)).toBe(author.id !== other.id)
  })

  it('lets a guest write to PRO people only', () => {
    expect(mayWriteTo(guest, staff)).toBe(true)
    expect(mayWriteTo(guest, pro)).toBe(true)
    expect(mayWriteTo(guest, person('another'))).toBe(false)
  })

  it('lets nobody write to whoever has not come in, or is disabled', () => {
    expect(mayWriteTo(staff, person('a', { activated_at: null }))).toBe(false)
    expect(mayWriteTo(staff, person('a', { disabled_at: now }))).toBe(false)
  })
})

describe('a message’s text', () => {
  const fieldOf = (text: unknown) => body.safeParse(text).success

  it('keeps its lines, each ended alike, without the blank ones around it', () => {
    expect(body.parse('\n one\r\n\r\n\ttwo\rthree \n')).toBe('one\n\n\ttwo\nthree')
  })

  it('counts a line’s end once towards its 20,000 characters', () => {
    expect(fieldOf(`${'\r\n'.repeat(9_999)}x`)).toBe(true)
    expect(fieldOf(`x${'\r\n'.repeat(19_998)}x`)).toBe(true)
    expect(fieldOf('x'.repeat(20_001))).toBe(false)
  })

  it('refuses control characters, half characters, nothing, and what is no text', () => {
    for (const text of [
      'a\0b',
      'a\u0007',
      'a\u001b[2J',
      'a\u007f',
      'a\u0085b',
      '\ud800',
      ' \n ',
      '',
      7,
    ])
      expect(fieldOf(text)).toBe(false)
    expect(fieldOf('¡Mañana a las 9! 👩🏽‍⚖️')).toBe(true)
  })
})

describe('the order within a thread', () => {
  it('follows the last message also where that came from a clock that is ahead', () => {
    const last = 'ffffffff-ffff-7fff-bfff-fffffffffff0'
    expect(idAfter(last)).toBe('ffffffff-ffff-7fff-bfff-fffffffffff1')
    expect(
      idAfter('0199a3b4-7c00-7000-8000-ffffffffffff', '0199a3b4-7c00-7000-8000-000000000000'),
    ).toBe('0199a3b4-7c00-7000-8001-000000000000')
    expect(idAfter(null, last)).toBe(last)
    expect(idAfter('0199a3b4-7c00-7000-8000-000000000000', last)).toBe(last)
  })
})

describe('a place in a list', () => {
  it('is read back to the microsecond', () => {
    const key = {
      at: Temporal.Instant.from('2026-03-01T12:00:00.123456Z'),
      id: '0199a3b4-7c00-7000-8000-000000000001',
    }
    const back = parseKey(showKey(key))!
    expect([back.at.toString(), back.id]).toEqual([key.at.toString(), key.id])
  })

  it('is none where it was not made by us', () => {
    for (const text of [
      '',
      '1',
      '1-thr_x',
      '99999999999999999-thr_01k9w3t2m5e8r7q6p4n3b2v1c0',
      'x'.repeat(99),
    ])
      expect(parseKey(text)).toBeNull()
  })
})
