import { isSilence } from './mail-answer.ts'

/** Mails to one receiver that are on their way at once; of several portals together. */
const AT_ONCE = 8

/** Whoever keeps us waiting for so long gets no further mail meanwhile; before its place is another's. */
const SLOW_MS = 2500

/** After a receiver has not answered, one mail at a time asks whether it is back. */
const SILENT_MS = 5 * 60_000

/** Whether a mail was sent, or why there was no place: for a moment, or for longer. */
export type Passed = 'sent' | 'busy' | 'slow'

interface Lane {
  /** When each that is on its way began, in order; by the machine's monotonic count. */
  began: number[]
  silentUntil: number
}

/**
 * A lane for each receiver: the mail domain, since behind a relay that is all that is known of the
 * server at the other end. One that never answers holds up its own mails, whichever portals send them.
 */
export class Receivers {
  readonly #lanes = new Map<string, Lane>()
  readonly #now: () => number

  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /** Sends, if there is place in the lane. @throws what `send` does */
  async send(to: string, send: () => Promise<void>): Promise<Passed> {
    const domain = to.slice(to.lastIndexOf('@') + 1).toLowerCase()
    const lane = this.#lanes.get(domain) ?? { began: [], silentUntil: 0 }
    const now = this.#now()
    const [first] = lane.began
    if (first !== undefined && (lane.silentUntil > now || now - first > SLOW_MS)) return 'slow'
    if (lane.began.length >= AT_ONCE) return 'busy'
    this.#lanes.set(domain, lane)
    lane.began.push(now)
    try {
      await send()
      lane.silentUntil = 0
    } catch (error) {
      lane.silentUntil = isSilence(error) ? this.#now() + SILENT_MS : 0
      throw error
    } finally {
      lane.began.splice(lane.began.indexOf(now), 1)
      this.#forget()
    }
    return 'sent'
  }

  /** Lanes with nothing in them and nothing to remember. */
  #forget(): void {
    const now = this.#now()
    for (const [domain, { began, silentUntil }] of this.#lanes)
      if (began.length === 0 && silentUntil <= now) this.#lanes.delete(domain)
  }
}
