import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CannotOpen, open, seal } from './crypto.ts'

const key = Buffer.alloc(32, 1)
const place = { portal: 'p', table: 'messages', row: 'r', column: 'body' }

describe('a sealed value', () => {
  it('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = Buffer.from(text, 'utf8')
        return open(key, place, seal(key, place, plain)).equals(plain)
      }),
    )
  })

  it('is never the same twice', () => {
    expect(seal(key, place, 'x').equals(seal(key, place, 'x'))).toBe(false)
  })

  it.each(Object.keys(place))('does not open at another %s', (part) => {
    expect(() => open(key, { ...place, [part]: 'other' }, seal(key, place, 'x'))).toThrow(
      CannotOpen,
    )
  })

  it('does not open when any of its bytes was changed', () => {
    const sealed = seal(key, place, 'twelve words')
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed)
      altered[i]! ^= 1
      expect(() => open(key, place, altered), `byte ${i}`).toThrow(CannotOpen)
    }
  })

  it('does not open with another key, nor when it was cut short', () => {
    const sealed = seal(key, place, 'x')
    expect(() => open(Buffer.alloc(32, 2), place, sealed)).toThrow(CannotOpen)
    for (let end = 0; end < sealed.length; end++)
      expect(() => open(key, place, sealed.subarray(0, end))).toThrow(CannotOpen)
  })
})
