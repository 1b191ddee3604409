import type { Installation } from '../../kit/installation.ts'
import type { Language } from '../../kit/texts.ts'
import { portalOfHost } from './queries.ts'

/** What a portal is called, and in which language it speaks to whoever has chosen none. */
export interface Called {
  name: string
  language: Language
}

interface Known {
  portal: string
  called?: Called
}

/** Hosts remembered at once; the oldest goes first. */
const KEPT = 10_000

/**
 * Which portal answers at a host. A host is never handed from one portal to another while its portal
 * lives, so the answer is remembered; every visit's own statement checks that it still holds.
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

  /** Notes what the portal at a host is called, to be said when the database cannot be asked. */
  note(host: string, called: Called): void {
    const known = this.#known.get(host)
    if (known) known.called = called
  }

  /** What the portal at a host was called when it was last visited. */
  called(host: string): Called | undefined {
    return this.#known.get(host)?.called
  }

  forget(host: string): void {
    this.#known.delete(host)
  }
}
