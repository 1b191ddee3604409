import { describe, expect, it } from 'vitest'
import { everyRow, pageBeside, pageOf, type Place } from './paging.ts'

const all = [1, 2, 3, 4, 5, 6, 7]

/** What a query would answer: one row more than the page shows, next to the place. */
const around = ({ after, before, limit }: Place<number> & { limit: number }) =>
  before === undefined
    ? all.filter((row) => row > (after ?? 0)).slice(0, limit)
    : all.filter((row) => row < before).slice(-limit)

const ask = (place: Place<number>, limit = 3) =>
  pageOf(around({ ...place, limit: limit + 1 }), limit, place)

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

  it('stands beside a row that is named, and begins the list where there is none of that name', async () => {
    const named = (place: Place<string>) =>
      pageBeside(
        { ...place, limit: 3 },
        async (id) => all.find((row) => String(row) === id),
        async (asked) => around(asked),
      )
    expect(await named({ after: '3' })).toEqual(ask({ after: 3 }))
    expect(await named({ before: '4' })).toEqual(ask({ before: 4 }))
    expect(await named({ after: 'nobody' })).toEqual(ask({}))
    expect(await named({})).toEqual(ask({}))
  })

  it('follows another until every row was seen once', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => ({ id: String(index) }))
    const fetched: number[] = []
    const seen = await everyRow(
      async ({ after, limit }) => {
        fetched.push(limit)
        const from = after === undefined ? 0 : Number(after) + 1
        return pageOf(rows.slice(from, from + limit + 1), limit, { after })
      },
      ({ id }) => id,
    )
    expect(seen).toEqual(rows.map(({ id }) => id))
    expect(fetched).toHaveLength(3)
  })

  it('is alone where all fits', () => {
    expect(ask({}, 7)).toEqual({ rows: all, previous: undefined, next: undefined })
  })
})
