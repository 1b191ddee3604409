import { describe, expect, it } from 'vitest'
import { pageOf, type Place } from './paging.ts'

const all = [1, 2, 3, 4, 5, 6, 7]

/** What a query would answer: one row more than the page shows, next to the place. */
function ask({ after, before }: Place<number>, limit = 3) {
  const rows =
    before === undefined
      ? all.filter((row) => row > (after ?? 0)).slice(0, limit + 1)
      : all.filter((row) => row < before).slice(-limit - 1)
  return pageOf(rows, limit, { after, before })
}

describe('a page of a list', () => {
  it('leads on to the last row, and back to the first', () => {
    const first = ask({})
    expect(first).toEqual({ rows: [1, 2, 3], previous: undefined, next: 3 })
    const second = ask({ after: first.next })
    expect(second).toEqual({ rows: [4, 5, 6], previous: 4, next: 6 })
    const third = ask({ after: second.next })
    expect(third).toEqual({ rows: [7], previous: 7, next: undefined })
    expect(ask({ before: third.previous })).toEqual(second)
    expect(ask({ before: second.previous })).toEqual(first)
  })

  it('is alone where all fits', () => {
    expect(ask({}, 7)).toEqual({ rows: all, previous: undefined, next: undefined })
  })
})
