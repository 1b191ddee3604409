import { lastingPresences, type Presence } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { DatabaseUnavailable, type Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import type { RequestContext } from '../../web/index.ts'

/** What is taken from whom it is given may go on for so long. */
const ASKED_EVERY_MS = 1000

/** Bytes of a file on their way, in either direction. */
interface Transfer {
  portal: string
  presence: Presence
  /** Whether the file is still there for whoever takes it. */
  isStill?: (tx: Tx, now: Instant) => Promise<boolean>
  /** Cuts it off, and the connection with it. */
  end: () => void
}

type Goes = Pick<Transfer, 'end' | 'isStill'>

/**
 * The transfers of one process. A request is let in once and may last for hours: so each second it is asked again
 * whether those that last still may, in one statement a portal and, of what is taken, one look at each file. With
 * none under way nothing is asked; while the database is away none is ended.
 */
class Transfers {
  readonly #installation: Installation
  readonly #open = new Set<Transfer>()
  #timer: NodeJS.Timeout | undefined
  #isAsking = false

  constructor(installation: Installation) {
    this.#installation = installation
  }

  /** @returns to be called when it is over */
  begin(transfer: Transfer): () => void {
    this.#open.add(transfer)
    this.#timer ??= setInterval(() => void this.#ask(), ASKED_EVERY_MS).unref()
    return () => this.#remove(transfer)
  }

  #remove(transfer: Transfer): void {
    this.#open.delete(transfer)
    if (this.#open.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      for (const [portal, transfers] of Map.groupBy(this.#open, ({ portal }) => portal))
        await this.#askIn(portal, transfers)
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable))
        this.#installation.log.error({ err: error }, 'nobody knows whether transfers may go on')
    } finally {
      this.#isAsking = false
    }
  }

  async #askIn(portal: string, transfers: readonly Transfer[]): Promise<void> {
    const { db, clock } = this.#installation
    await db.read({ portal }, async (tx) => {
      const now = await clock.now(tx)
      const presences = transfers.map(({ presence }) => presence)
      const lasting = await lastingPresences(tx, presences, now)
      for (const [at, transfer] of transfers.entries()) {
        if (!this.#open.has(transfer)) continue
        if (lasting.has(at) && (!transfer.isStill || (await transfer.isStill(tx, now)))) continue
        this.#remove(transfer)
        transfer.end()
      }
    })
  }
}

const ofInstallation = new WeakMap<Installation, Transfers>()

/**
 * Ends a transfer within seconds once it may not go on: the session ended, somebody was disabled, or the file is
 * not there for them any more. A command's is not asked about: it has no session.
 * @returns to be called when it is over
 */
export function watchTransfer(
  { installation, portal, person, session, preview }: RequestContext,
  goes: Goes,
): () => void {
  if (person === null || session === null) return () => undefined
  const transfers = ofInstallation.get(installation) ?? new Transfers(installation)
  ofInstallation.set(installation, transfers)
  const presence = { session, person: person.id, preview: preview?.id ?? null }
  return transfers.begin({ portal: portal.id, presence, ...goes })
}

/** Does what receives bytes, which is cut off once it may not go on: then whoever sends is told so. */
export async function whileAllowed<T>(
  ctx: RequestContext,
  { cutOff }: { cutOff: () => void },
  work: () => Promise<Done<T> | Refusal>,
): Promise<Done<T> | Refusal> {
  let isOver = false
  const end = () => {
    isOver = true
    cutOff()
  }
  const over = watchTransfer(ctx, { end })
  try {
    const result = await work()
    return isOver ? refuse('unauthenticated') : result
  } finally {
    over()
  }
}
