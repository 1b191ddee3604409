/** Something that waits to be begun. */
export interface Waiting {
  begin(): Promise<unknown>
  /** It is not going to be. */
  turnAway(): void
}

export interface LineCaps {
  atOnce: number
  atOnceOfNetwork: number
  /** Who takes longer waits for somebody else, and keeps nobody from the processor. */
  placeMs: number
}

/** Begun in one turn of the event loop; in a turn in which somebody connects, one. */
const IN_A_TURN = 8

interface Own {
  running: number
  readonly waiting: Waiting[]
}

/**
 * Begins no more at once than everybody else can wait for, and takes turns between networks: who crowds in waits
 * behind itself, and who comes with nothing under way goes before all that wait for more.
 */
export class Line {
  readonly #caps: LineCaps
  readonly #networks = new Map<string, Own>()
  /** Those that wait, in the order of their turns. */
  readonly #first = new Set<string>()
  readonly #then = new Set<string>()
  #places = 0
  #left = IN_A_TURN
  #hurried = false
  #turning = false

  constructor(caps: LineCaps) {
    this.#caps = caps
  }

  enter(network: string, waiting: Waiting): void {
    const own = this.#networks.get(network) ?? { running: 0, waiting: [] }
    this.#networks.set(network, own)
    own.waiting.push(waiting)
    if (own.waiting.length === 1) (own.running === 0 ? this.#first : this.#then).add(network)
    this.#call()
  }

  /**
   * Somebody has connected, and others may wait for that: the loop takes one connection a turn, so turns have
   * to be short. Otherwise a hundred of a crowd hold up whoever comes after them by a hundred pages and more.
   */
  hurry(): void {
    this.#hurried = true
    this.#left = Math.min(this.#left, 1)
    this.#turn()
  }

  /** Turns away whoever of a network came last. @returns whether anybody of it waited */
  shorten(network: string): boolean {
    const own = this.#networks.get(network)
    const last = own?.waiting.pop()
    if (!own || !last) return false
    if (own.waiting.length === 0) this.#stepOut(network)
    this.#forget(network, own)
    last.turnAway()
    return true
  }

  #turn(): void {
    if (this.#turning) return
    this.#turning = true
    setImmediate(() => {
      this.#turning = false
      this.#left = this.#hurried ? 1 : IN_A_TURN
      this.#hurried = false
      this.#call()
    })
  }

  #call(): void {
    while (this.#left > 0 && this.#places < this.#caps.atOnce) {
      const network = this.#next(this.#first) ?? this.#next(this.#then)
      if (network === undefined) return
      void this.#begin(network, this.#networks.get(network)!)
    }
  }

  #next(networks: Set<string>): string | undefined {
    for (const network of networks)
      if (this.#networks.get(network)!.running < this.#caps.atOnceOfNetwork) return network
    return undefined
  }

  async #begin(network: string, own: Own): Promise<void> {
    const waiting = own.waiting.shift()!
    this.#stepOut(network)
    if (own.waiting.length > 0) this.#then.add(network)
    this.#left--
    this.#turn()
    own.running++
    this.#places++
    let placed = true
    const leavePlace = () => {
      if (placed) this.#places--
      placed = false
    }
    const late = setTimeout(() => {
      leavePlace()
      this.#call()
    }, this.#caps.placeMs)
    try {
      await waiting.begin()
    } finally {
      clearTimeout(late)
      leavePlace()
      own.running--
      this.#forget(network, own)
      this.#call()
    }
  }

  #stepOut(network: string): void {
    this.#first.delete(network)
    this.#then.delete(network)
  }

  #forget(network: string, own: Own): void {
    if (own.running === 0 && own.waiting.length === 0) this.#networks.delete(network)
  }
}
