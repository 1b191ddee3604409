import { Turns } from '../../../kit/db/turns.ts'
import type { Installation } from '../../../kit/installation.ts'
import { sendNext } from './sending.ts'
import type { Lane } from './waking.ts'

/** Attempts under way at once in this process, over all endpoints; each costs a socket and no connection to the database. */
const AT_ONCE = 64

/**
 * Each endpoint is a lane of its own, in which one thing is sent after another: one that hangs holds
 * up itself. That two processes are not in one lane is up to the database.
 */
export class Lanes {
  readonly #installation: Installation
  readonly #turns = new Turns(AT_ONCE)
  /** Lanes that are being sent in; true where somebody has asked again meanwhile. */
  readonly #busy = new Map<string, boolean>()

  constructor(installation: Installation) {
    this.#installation = installation
  }

  /** Sends what is due at an endpoint, until nothing is. @throws what the database says */
  async send(lane: Lane): Promise<void> {
    const { endpoint } = lane
    if (this.#busy.has(endpoint)) return void this.#busy.set(endpoint, true)
    try {
      do {
        this.#busy.set(endpoint, false)
        while (await this.#turns.take('', () => this.#next(lane)));
      } while (this.#busy.get(endpoint))
    } finally {
      this.#busy.delete(endpoint)
    }
  }

  /** Whoever stops leaves the rest to the next who starts. */
  async #next(lane: Lane): Promise<boolean> {
    return !this.#installation.jobs.stopping && (await sendNext(this.#installation, lane))
  }
}
