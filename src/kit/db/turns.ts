/** Lets so many pieces of work of each name run at a time; the rest wait in the order they came. */
export class Turns {
  readonly #atOnce: number
  readonly #queues = new Map<string, { running: number; waiting: (() => void)[] }>()

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(name) ?? { running: 0, waiting: [] }
    this.#queues.set(name, queue)
    if (queue.running < this.#atOnce) queue.running++
    // Whoever leaves hands its turn over, so that nobody slips in between.
    else await new Promise<void>((go) => queue.waiting.push(go))
    try {
      return await work()
    } finally {
      const next = queue.waiting.shift()
      if (next) next()
      else if (--queue.running === 0) this.#queues.delete(name)
    }
  }
}
