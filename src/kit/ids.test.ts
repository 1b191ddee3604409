import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId, parseId, show } from './ids.ts'

describe('ids', () => {
  it('are UUIDv7, and later ones sort later, in a burst too', () => {
    const ids = Array.from({ length: 10_000 }, newId)
    expect(
      ids.every((id) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('come back from the form they are shown in', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => parseId('portal', show('portal', uuid)) === uuid))
    expect(show('portal', '00000000-0000-0000-0000-000000000000')).toBe(`ptl_${'0'.repeat(26)}`)
    expect(show('portal', 'ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe(`ptl_7${'z'.repeat(25)}`)
  })

  it.each([
    '',
    'ptl_',
    'per_01k9w3t2m5e8r7q6p4n3b2v1c0',
    `ptl_8${'0'.repeat(25)}`,
    `ptl_${'0'.repeat(27)}`,
    `ptl_${'u'.repeat(26)}`,
    `PTL_${'0'.repeat(26)}`,
  ])('are not what %s is', (text) => {
    expect(parseId('portal', text)).toBeNull()
  })
})
