import type { Logger } from 'pino'

const SECONDS = 60

/** Writes one line where many of a kind happen: the first at once, and a minute later how many more there were. */
export class Tally {
  readonly #log: Pick<Logger, 'warn'>
  readonly #more = new Map<string, number>()

  constructor(log: Pick<Logger, 'warn'>) {
    this.#log = log
  }

  /** @param details of the first */
  note(kind: string, details: object = {}): void {
    const more = this.#more.get(kind)
    this.#more.set(kind, (more ?? -1) + 1)
    if (more !== undefined) return
    this.#log.warn(details, kind)
    setTimeout(() => this.#tell(kind), SECONDS * 1000).unref()
  }

  #tell(kind: string): void {
    const more = this.#more.get(kind)!
    this.#more.delete(kind)
    if (more > 0) this.#log.warn({ more, seconds: SECONDS }, kind)
  }
}
