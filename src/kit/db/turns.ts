/** How long somebody still waits. */
export interface Patience {
  /** Milliseconds from now; more again after each sign that things go on. */
  left(): number
  /** What to throw when none are left. */
  over(): Error
}

/** Lets so many pieces of work of each name run at a time; the rest wait in the order they came. */
export class Turns {
  readonly #atOnce: number
  readonly #queues = new Map<string, { running: number; waiting: (() => void)[] }>()

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** @throws what the patience says, where it ends before the turn comes; the work is not done then */
  async take<T>(name: string, work: () => Promise<T>, patience?: Patience): Promise<T> {
    const queue = this.#queues.get(name) ?? { running: 0, waiting: [] }
    this.#queues.set(name, queue)
    if (queue.running < this.#atOnce) queue.running++
    // Whoever leaves hands its turn over, so that nobody slips in between.
    else await wait(queue.waiting, patience)
    try {
      return await work()
    } finally {
      const next = queue.waiting.shift()
      if (next) next()
      else if (--queue.running === 0) this.#queues.delete(name)
    }
  }
}

function wait(waiting: (() => void)[], patience?: Patience): Promise<void> {
  if (!patience) return new Promise((go) => waiting.push(go))
  return new Promise((resolve, reject) => {
    const go = () => {
      clearTimeout(timer)
      resolve()
    }
    const look = () => {
      const left = patience.left()
      if (left > 0) return void (timer = setTimeout(look, left))
      waiting.splice(waiting.indexOf(go), 1)
      reject(patience.over())
    }
    let timer = setTimeout(look, patience.left())
    waiting.push(go)
  })
}
