import type { Installation } from '../../kit/installation.ts'
import { portalOfHost, portalRowOf, type PortalRow, type RequestContextRow } from './queries.ts'

interface RememberedHost {
  readonly portal: string
  row?: PortalRow
}

/** Hosts remembered at once; the oldest goes first. */
const KEPT = 10_000

/**
 * Which portal answers at a host, and what was found of it when it had its last request there. A host is never
 * handed from one portal to another while its portal lives; the statement of every request checks that both
 * still hold.
 */
export class Hosts {
  readonly #installation: Installation
  readonly #remembered = new Map<string, RememberedHost>()

  constructor(installation: Installation) {
    this.#installation = installation
  }

  async portalAt(host: string): Promise<string | null> {
    const existing = this.#remembered.get(host)
    if (existing) return existing.portal
    const portal = await portalOfHost(this.#installation.db, host)
    if (!portal) return null
    if (this.#remembered.size >= KEPT)
      this.#remembered.delete(this.#remembered.keys().next().value!)
    this.#remembered.set(host, { portal })
    return portal
  }

  /** Remembers the portal's columns of a request, for the next one, and for when the database cannot be asked. */
  note(host: string, row: RequestContextRow): void {
    const existing = this.#remembered.get(host)
    if (existing && existing.row?.row_version !== row.row_version) existing.row = portalRowOf(row)
  }

  rowAt(host: string): PortalRow | undefined {
    return this.#remembered.get(host)?.row
  }

  forget(host: string): void {
    this.#remembered.delete(host)
  }
}
