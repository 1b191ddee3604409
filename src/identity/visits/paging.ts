import { parseId, type IdKind } from '../../kit/ids.ts'
import type { Visit } from './visit.ts'

/** A place in a list, in the order the list is shown: the rows after one, or those before it. */
export interface Place<K> {
  after?: K
  before?: K
}

/** One page of a list, and the rows that the pages around it begin from. */
export interface Page<R> {
  rows: R[]
  /** Ask for what is before this one; undefined on the first page. */
  previous: R | undefined
  /** Ask for what is after this one; undefined on the last page. */
  next: R | undefined
}

/**
 * Makes a page of rows that were asked for with one more than it shows: the surplus tells that there is
 * more, and lies at the far end of the direction that was asked for.
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

/** The ids after or before which the address asks for a page. */
export const placeIn = ({ query }: Visit, kind: IdKind): Place<string> => ({
  after: parseId(kind, query('after') ?? '') ?? undefined,
  before: parseId(kind, query('before') ?? '') ?? undefined,
})

/**
 * The page beside a row of a list; a row that is not there begins the list.
 * @param asked row id of what the page follows, or precedes
 * @param find what the list's order needs of that row
 * @param fetch the rows at a place, as many as it is asked for
 */
export async function pageBeside<K, R>(
  { after, before, limit }: Place<string> & { limit: number },
  find: (id: string) => Promise<K | null | undefined>,
  fetch: (asked: Place<K> & { limit: number }) => Promise<R[]>,
): Promise<Page<R>> {
  const mark = after ?? before
  const at = mark === undefined ? null : await find(mark)
  const place: Place<K> = at ? (after === undefined ? { before: at } : { after: at }) : {}
  return pageOf(await fetch({ ...place, limit: limit + 1 }), limit, place)
}

/** Fetched at once for a file, which holds the whole list. */
const A_FETCH = 1000

/** Every row of a list, whatever page is looked at, as what is kept of it. */
export async function everyRow<R extends { id: string }, T>(
  page: (asked: { after: string | undefined; limit: number }) => Promise<Page<R>>,
  kept: (row: R) => T,
): Promise<T[]> {
  const all: T[] = []
  for (let after: string | undefined; ;) {
    const { rows, next } = await page({ after, limit: A_FETCH })
    all.push(...rows.map(kept))
    if (!next) return all
    after = next.id
  }
}
