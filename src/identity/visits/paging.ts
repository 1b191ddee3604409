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
