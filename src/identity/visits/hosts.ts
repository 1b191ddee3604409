import type { Installation } from '../../kit/installation.ts'
import { portalOfHost } from './queries.ts'

/** Hosts remembered at once; the oldest goes first. */
const KEPT = 10_000

/**
 * Which portal answers at a host. A host is never handed from one portal to another while its portal
 * lives, so the answer is remembered; every visit's own statement checks that it still holds.
 */
export class Hosts {
  readonly #installation: Installation
  readonly #known = new Map<string, string>()

  constructor(installation: Installation) {
    this.#installation = installation
  }

  async portalAt(host: string): Promise<string | null> {
    const known = this.#known.get(host)
    if (known) return known
    const portal = await portalOfHost(this.#installation.db, host)
    if (!portal) return null
    if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(host, portal)
    return portal
  }

  forget(host: string): void {
    this.#known.delete(host)
  }
}
