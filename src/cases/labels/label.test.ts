import { describe, expect, it } from 'vitest'
import { moved, stageAfter } from './label.ts'

describe('a name on a list', () => {
  it.each([
    ['c', 1, ['c', 'a', 'b']],
    ['a', 2, ['b', 'a', 'c']],
    ['a', 3, ['b', 'c', 'a']],
    ['a', 99, ['b', 'c', 'a']],
    ['b', 2, ['a', 'b', 'c']],
  ] as [string, number, string[]][])('%s goes to place %i', (name, position, order) => {
    expect(moved(['a', 'b', 'c'], name, position)).toEqual(order)
  })
})

describe('the stage that follows', () => {
  it.each([
    [null, 'a'],
    ['a', 'b'],
    ['c', null],
  ] as [string | null, string | null][])('%s: %s', (stage, next) => {
    expect(stageAfter(['a', 'b', 'c'], stage)).toBe(next)
  })

  it('is none where a portal has no stages', () => {
    expect(stageAfter([], null)).toBeNull()
  })
})
