import type { Cursor } from '../kit/cursor.ts'
import type { RequestContext } from './request-context.ts'

/** A place in a list, in the order the list is shown: the rows after one, or those before it. */
export interface Place<K> {
  after?: K
  before?: K
}

/** One page of a list, and what the pages around it begin from: rows, or cursors of theirs. */
export interface Page<R, M = R> {
  rows: R[]
  /** Ask for what is before this one; undefined on the first page. */
  previous: M | undefined
  /** Ask for what is after this one; undefined on the last page. */
  next: M | undefined
}

/** A page of a list that is gone through by cursors. */
export type PageByCursor<R> = Page<R, string>

/**
 * Makes a page of rows that were fetched with one more than it shows. The extra row says that there is another
 * page, and lies at the far end of the direction.
 */
export function pageOf<R>(rows: R[], limit: number, { after, before }: Place<unknown>): Page<R> {
  const back = before !== undefined
  const more = rows.length > limit
  const shown = more ? (back ? rows.slice(1) : rows.slice(0, limit)) : rows
  return {
    rows: shown,
    previous: (back ? more : after !== undefined) ? shown[0] : undefined,
    next: back || more ? shown.at(-1) : undefined,
  }
}

/** The cursors after or before which the address asks for a page. */
export const placeIn = ({ query }: RequestContext): Place<string> => ({
  after: query('after'),
  before: query('before'),
})

/**
 * Fetches the page after or before a cursor, also where the row of the cursor is gone.
 * @param cursor of the list; an invalid cursor shows the first page
 * @param fetch the rows at a place, as many as it is asked for
 */
export async function pageBeside<K, R extends { [N in keyof K]: { toString(): string } }>(
  cursor: Cursor<K>,
  { after, before, limit }: Place<string> & { limit: number },
  fetch: (range: Place<K> & { limit: number }) => Promise<R[]>,
): Promise<PageByCursor<R>> {
  const mark = after ?? before
  const at = mark === undefined ? null : cursor.read(mark)
  const place: Place<K> = at ? (after === undefined ? { before: at } : { after: at }) : {}
  const { rows, previous, next } = pageOf(await fetch({ ...place, limit: limit + 1 }), limit, place)
  return {
    rows,
    previous: previous && cursor.write(previous),
    next: next && cursor.write(next),
  }
}

/** Fetched at once for a file, which holds the whole list. */
const A_FETCH = 1000

/** Reads every row of a list, page after page, and maps each. */
export async function everyRow<R, T>(
  page: (range: { after: string | undefined; limit: number }) => Promise<PageByCursor<R>>,
  kept: (row: R) => T,
): Promise<T[]> {
  const all: T[] = []
  for (let after: string | undefined; ;) {
    const { rows, next } = await page({ after, limit: A_FETCH })
    all.push(...rows.map(kept))
    if (!next) return all
    after = next
  }
}
