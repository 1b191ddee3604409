import { parseId } from '../../kit/ids.ts'
import { readCursor, writeCursor, type PortalsQuery, type Sort } from '../console/portals-list.ts'
import type { PortalLine } from '../console/portal-queries.ts'

export interface Page {
  portals: PortalLine[]
  /** Cursors of the pages beside this one. */
  previous: string | null
  next: string | null
}

type List = (query: PortalsQuery) => Promise<{ portals: PortalLine[]; next: string | null }>

const opposite = (sort: Sort): Sort => (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as Sort

/** Where a line stands in the order. */
const place = ({ name, slug, id }: PortalLine, sort: Sort): string =>
  writeCursor({ sort, key: (name || slug).toLowerCase(), id: parseId('portal', id)! })

/**
 * A page of the list, and the way to the ones beside it.
 * @param before the place of the first line of the page after: read in the opposite order from there,
 * so that going back costs what going on does
 */
export async function pageOf(list: List, query: PortalsQuery, before?: string): Promise<Page> {
  const back = before === undefined ? null : readCursor(before)
  if (back && back.sort === query.sort) {
    const sort = opposite(query.sort)
    const { portals, next } = await list({ ...query, sort, after: { ...back, sort } })
    const shown = portals.toReversed()
    return {
      portals: shown,
      previous: next !== null && shown[0] ? place(shown[0], query.sort) : null,
      next: shown.length > 0 ? place(shown.at(-1)!, query.sort) : null,
    }
  }
  const { portals, next } = await list(query)
  return {
    portals,
    previous: query.after && portals[0] ? place(portals[0], query.sort) : null,
    next,
  }
}
