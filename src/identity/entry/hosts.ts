import type { Installation } from '../../kit/installation.ts'
import { portalOfHost, visitedOf, type VisitedRow, type VisitRow } from './queries.ts'

interface Known {
  readonly portal: string
  visited?: VisitedRow
}

/** Hosts remembered at once; the oldest goes first. */
const KEPT = 10_000

/**
 * Which portal answers at a host, and what was found of it when it was last visited there. A host is never
 * handed from one portal to another while its portal lives; every visit's own statement checks that both
 * still hold.
 */
export class Hosts {
  readonly #installation: Installation
  readonly #known = new Map<string, Known>()

  constructor(installation: Installation) {
    this.#installation = installation
  }

  async portalAt(host: string): Promise<string | null> {
    const known = this.#known.get(host)
    if (known) return known.portal
    const portal = await portalOfHost(this.#installation.db, host)
    if (!portal) return null
    if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(host, { portal })
    return portal
  }

  /** Notes what a visit found of the portal, for the next one, and for when the database cannot be asked. */
  note(host: string, row: VisitRow): void {
    const known = this.#known.get(host)
    if (known && known.visited?.row_version !== row.row_version) known.visited = visitedOf(row)
  }

  visited(host: string): VisitedRow | undefined {
    return this.#known.get(host)?.visited
  }

  forget(host: string): void {
    this.#known.delete(host)
  }
}
