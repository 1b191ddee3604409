interface Line {
  running: number
  readonly waiting: (() => void)[]
}

/**
 * Lets only so much be done at once, and takes turns between those who ask: whoever crowds in waits
 * behind itself, not before others.
 */
export class Turns {
  readonly #atOnce: number
  readonly #each: number
  readonly #lines = new Map<string, Line>()
  #running = 0

  /** @param atOnce in all @param each for one who asks */
  constructor(atOnce: number, each = atOnce) {
    this.#atOnce = atOnce
    this.#each = each
  }

  /** Does the work when its turn comes. @param whose a portal, most often */
  async take<T>(whose: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(whose) ?? { running: 0, waiting: [] }
    this.#lines.set(whose, line)
    const turn = Promise.withResolvers<void>()
    line.waiting.push(turn.resolve)
    this.#call()
    await turn.promise
    try {
      return await work()
    } finally {
      this.#running--
      line.running--
      if (line.running === 0 && line.waiting.length === 0) this.#lines.delete(whose)
      this.#call()
    }
  }

  /** Calls up as many as there is room for; a line that had a turn goes to the end. */
  #call(): void {
    // What is set anew while this loop runs is visited again, after the others.
    for (const [whose, line] of this.#lines) {
      if (this.#running >= this.#atOnce) return
      const next = line.running < this.#each ? line.waiting.shift() : undefined
      if (!next) continue
      line.running++
      this.#running++
      this.#lines.delete(whose)
      this.#lines.set(whose, line)
      next()
    }
  }
}
