import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Tally } from './tally.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('writes the first of a kind at once, and of the rest how many there were in a minute', () => {
  const warn = vi.fn<(details: object, kind: string) => void>()
  const tally = new Tally({ warn } as never)
  for (let at = 0; at < 1000; at++) tally.note('a flood', { from: `${at}` })
  tally.note('something else')
  expect(warn.mock.calls).toEqual([
    [{ from: '0' }, 'a flood'],
    [{}, 'something else'],
  ])
  vi.advanceTimersByTime(60_000)
  expect(warn.mock.calls.slice(2)).toEqual([[{ more: 999, seconds: 60 }, 'a flood']])
  tally.note('a flood', { from: 'later' })
  expect(warn.mock.calls.slice(3)).toEqual([[{ from: 'later' }, 'a flood']])
})
