import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cursorOf } from '../kit/cursor.ts'
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

  const cursor = cursorOf({ n: z.string().regex(/^\d+$/) })
  const rows = (numbers: readonly number[]) => numbers.map((n) => ({ n }))

  it('stands beside a place, though its row has gone, and begins the list where there is no such place', async () => {
    const beside = (place: Place<string>, without?: number) =>
      pageBeside(cursor, { ...place, limit: 3 }, async ({ after, before, limit }) => {
        const at = { after: after && Number(after.n), before: before && Number(before.n), limit }
        return rows(
          around({ ...at, limit: limit + 1 })
            .filter((n) => n !== without)
            .slice(0, limit),
        )
      })
    const first = await beside({})
    expect(first.rows).toEqual(rows([1, 2, 3]))
    expect((await beside({ after: first.next })).rows).toEqual(rows([4, 5, 6]))
    expect((await beside({ after: first.next }, 3)).rows).toEqual(rows([4, 5, 6]))
    expect((await beside({ before: cursor.write({ n: 4 }) })).rows).toEqual(rows([1, 2, 3]))
    expect((await beside({ after: 'nobody' })).rows).toEqual(rows([1, 2, 3]))
  })

  it('follows another until every row was seen once', async () => {
    const all = Array.from({ length: 2500 }, (_, index) => index)
    const fetched: number[] = []
    const seen = await everyRow(
      async ({ after, limit }) => {
        fetched.push(limit)
        const from = after === undefined ? 0 : Number(after) + 1
        const page = pageOf(all.slice(from, from + limit + 1), limit, { after })
        return { ...page, previous: undefined, next: page.next?.toString() }
      },
      (row) => row,
    )
    expect(seen).toEqual(all)
    expect(fetched).toHaveLength(3)
  })

  it('is alone where all fits', () => {
    expect(ask({}, 7)).toEqual({ rows: all, previous: undefined, next: undefined })
  })
})
