import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** Longer ones are checked by their beginning: the estimate takes the square of the length, here 40 ms at worst. */
export const SCORED_CHARACTERS = 64

interface Question {
  resolve: (score: number) => void
  reject: (error: Error) => void
}

const { resolve: pathOf } = createRequire(import.meta.url)

/**
 * What the thread runs. A text, since we are built into one file, which is not read again while we run; the
 * two packages lie beside it.
 */
const ESTIMATING = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { ZxcvbnFactory } = require(workerData.core)
  const { dictionary, adjacencyGraphs: graphs } = require(workerData.language)
  const factory = new ZxcvbnFactory({ dictionary, graphs, maxLength: workerData.judged })
  parentPort.on('message', ({ password, hints }) =>
    parentPort.postMessage(factory.check(password, hints).score))
`

/**
 * Estimates on a thread of its own, so that nobody else waits for it: anybody may ask for any number. The
 * thread is begun by the first who chooses a password, with 25 MB of dictionaries that sign-in never needs,
 * and begun again should it die.
 */
class Estimator {
  #worker: Worker | undefined
  /** In the order in which they were asked, which is that of the answers. */
  #questions: Question[] = []

  /** @param hints what is tried first @returns 0 to 4, by how many guesses it would take */
  score(password: string, names: readonly string[]): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    this.#questions.push({ resolve, reject })
    this.#worker ??= this.#begin()
    this.#worker.postMessage({ password: password.slice(0, SCORED_CHARACTERS), hints: names }, [])
    return promise
  }

  #begin(): Worker {
    const worker = new Worker(ESTIMATING, {
      eval: true,
      // Ours are for a server: they watch over who began it, and size a heap.
      execArgv: [],
      workerData: {
        core: pathOf('@zxcvbn-ts/core'),
        language: pathOf('@zxcvbn-ts/language-common'),
        maxLength: SCORED_CHARACTERS,
      },
      resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 },
    })
    worker.on('message', (score: number) => this.#questions.shift()?.resolve(score))
    worker.on('error', (error) => this.#end(worker, error as Error))
    worker.on('exit', () => this.#end(worker, new Error('the estimating thread has ended')))
    worker.unref()
    return worker
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    for (const { reject } of this.#questions.splice(0)) reject(error)
  }
}

export const estimator = new Estimator()
