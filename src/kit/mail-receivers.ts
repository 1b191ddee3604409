import { handed } from './mail-answer.ts'

/** Mails to one mail domain that are on their way at once; of several portals together. */
const AT_ONCE = 8

/** A try that has waited for so long hangs: beside those that do, one more is on its way at a time. */
const SLOW_MS = 2500

/** So many may hang at one domain; fewer where nobody has answered since one hung to its end. */
const HANGING = { most: 4, silent: 2 }

/** For so long a domain counts as silent, unless it answers. */
const SILENT_MS = 5 * 60_000

/** How long a mailbox that was silent is left alone: longer each time. */
const LEFT_ALONE_MS = [1, 5, 15].map((minutes) => minutes * 60_000)

/** Its mail comes again after an hour at most; after that nobody asks there any more. */
const REMEMBERED_MS = 2 * 3600_000

/** Whether a mail was sent, or why there was no place: for a moment, or for longer. */
export type Passed = 'sent' | 'busy' | 'slow'

interface Try {
  /** By the machine's monotonic count. */
  began: number
  /** Of a mailbox that was silent: taken to hang from its beginning. */
  again: boolean
}

interface DomainQueue {
  tries: Set<Try>
  /** When anybody there was last answered about. */
  lastAnswer: number
  silentUntil: number
  /** Mailboxes that were silent, how often in a row, and until when each is left alone. */
  silent: Map<string, { times: number; until: number }>
}

/**
 * A queue for each mail domain, since behind a relay that is all that is known of the server at the other
 * end, whichever portals send there. A mailbox about which nobody answers holds up its own mails; the
 * others of its domain pass it by.
 */
export class Receivers {
  readonly #queues = new Map<string, DomainQueue>()
  readonly #now: () => number

  constructor(now = () => performance.now()) {
    this.#now = now
  }

  /** Sends, if there is place in the queue. @throws what `send` does */
  async send(to: string, send: () => Promise<void>): Promise<Passed> {
    const mailbox = to.toLowerCase()
    const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1)
    const queue = this.#queues.get(domain) ?? newQueue()
    const began = this.#now()
    const silent = queue.silent.get(mailbox)
    const full = silent && silent.until > began ? 'slow' : fullness(queue, began, !!silent)
    if (full) return full
    this.#queues.set(domain, queue)
    const attempt: Try = { began, again: !!silent }
    queue.tries.add(attempt)
    try {
      await send()
      this.#noteAnswer(queue, mailbox)
    } catch (error) {
      const what = handed(error)
      if (what === 'silence') this.#wasSilent(queue, mailbox, began)
      // A mail server that is away says nothing about whoever is behind it.
      else if (what !== 'away') this.#noteAnswer(queue, mailbox)
      throw error
    } finally {
      queue.tries.delete(attempt)
      this.#forget()
    }
    return 'sent'
  }

  #noteAnswer(queue: DomainQueue, mailbox: string): void {
    queue.lastAnswer = this.#now()
    queue.silentUntil = 0
    queue.silent.delete(mailbox)
  }

  #wasSilent(queue: DomainQueue, mailbox: string, began: number): void {
    const now = this.#now()
    if (queue.lastAnswer < began) queue.silentUntil = now + SILENT_MS
    const times = (queue.silent.get(mailbox)?.times ?? 0) + 1
    const alone = LEFT_ALONE_MS[Math.min(times, LEFT_ALONE_MS.length) - 1]!
    queue.silent.set(mailbox, { times, until: now + alone })
  }

  /** Queues with nothing in them and nothing to remember. */
  #forget(): void {
    const now = this.#now()
    for (const [domain, { tries, silentUntil, silent }] of this.#queues) {
      for (const [mailbox, { until }] of silent)
        if (until + REMEMBERED_MS <= now) silent.delete(mailbox)
      if (tries.size === 0 && silent.size === 0 && silentUntil <= now) this.#queues.delete(domain)
    }
  }
}

const newQueue = (): DomainQueue => ({
  tries: new Set(),
  lastAnswer: -Infinity,
  silentUntil: 0,
  silent: new Map(),
})

/** Why a mail has no place now. @param again to a mailbox that was silent: only where nothing hangs */
function fullness(
  { tries, silentUntil }: DomainQueue,
  now: number,
  again: boolean,
): Exclude<Passed, 'sent'> | null {
  const hanging = [...tries].filter((one) => one.again || now - one.began > SLOW_MS).length
  const isSilent = silentUntil > now
  if (hanging >= (again ? 1 : isSilent ? HANGING.silent : HANGING.most)) return 'slow'
  const places = isSilent || hanging > 0 ? hanging + 1 : AT_ONCE
  if (tries.size < places) return null
  return isSilent ? 'slow' : 'busy'
}
