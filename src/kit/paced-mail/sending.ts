import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import { Turns } from '../db/turns.ts'
import { newId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { jobType } from '../jobs.ts'
import { spendWithin } from '../limits.ts'
import { answerOf, handed } from '../mail-answer.ts'
import { handOver, PACED_AT_ONCE, sealLetter, type Letter } from '../mail.ts'
import { minuteOf, nextTry } from './lane.ts'
import { boundOf, contentOf, mailLaneJob } from './pacing.ts'
import {
  dueLanes,
  holdLane,
  leaveLane,
  nextPaced,
  savePaced,
  spendMinute,
  type DueMail,
} from './queries.ts'

/** A mail whose turn has come. */
export interface DueLetter {
  tx: Tx
  now: Instant
  installation: Installation
  portal: string
  person: string
  content: Record<string, string>
}

/** Makes the letter of a kind of mail when it leaves; null where it has nothing to say any more. */
export type LateLetters = Readonly<Record<string, (due: DueLetter) => Promise<Letter | null>>>

/** Run every minute: what may leave in this one, and what a process left that died. */
export const pacedMailJob = jobType<object>('paced_mail_due', 0)

export async function wakeLanes({ db, clock, jobs }: Installation): Promise<void> {
  await db.write('installation', async (tx) => {
    for (const lane of await dueLanes(tx, await clock.now(tx)))
      await jobs.enqueue(tx, mailLaneJob, lane)
  })
}

/** Longer than the mail server may take over one mail; after that, whoever had the lane is dead. */
const HOLD_SECONDS = 240
const MINUTE = 60

interface Turn {
  mail: DueMail
  letter: Letter
}

/**
 * Sends each portal's mails of mass work in a lane of their own, one after another and no more a minute
 * than the portal and the installation let: what one portal sends holds up no other, and no other mail.
 */
export class MailLanes {
  readonly #installation: Installation
  readonly #letters: LateLetters
  readonly #busy = new Map<string, boolean>()
  /** Whoever has a mail in hand has a connection for it, and does not wait for one while the lane is held. */
  readonly #turns = new Turns(PACED_AT_ONCE)
  readonly #holder = newId()

  constructor(installation: Installation, letters: LateLetters) {
    this.#installation = installation
    this.#letters = letters
  }

  /** Sends what may leave now, until nothing may. @throws what the database says */
  async send({ portal }: { portal: string }): Promise<void> {
    if (this.#busy.has(portal)) return void this.#busy.set(portal, true)
    try {
      do {
        this.#busy.set(portal, false)
        while (await this.#turns.take('', () => this.#next(portal)));
      } while (this.#busy.get(portal))
    } finally {
      this.#busy.delete(portal)
    }
  }

  async #next(portal: string): Promise<boolean> {
    if (this.#installation.jobs.stopping) return false
    const turn = await this.#take(portal)
    if (turn === null || turn === 'dropped') return turn !== null
    let error: unknown
    try {
      await handOver(this.#installation, turn.mail.id, turn.letter, 'paced')
    } catch (thrown) {
      error = thrown
    }
    return this.#record(portal, turn, error)
  }

  /** Whose turn it is, of what may leave now. The lane is held until that is written down. */
  #take(portal: string): Promise<Turn | 'dropped' | null> {
    const { db, clock, keys } = this.#installation
    return db.write({ portal }, async (tx) => {
      const now = await clock.now(tx)
      const lane = await holdLane(tx, portal, this.#holder, { now, seconds: HOLD_SECONDS })
      if (!lane) return null
      const mail = await nextPaced(tx, portal, now)
      if (!mail?.due) {
        await this.#leave(tx, portal, now, mail?.due_at ?? null)
        return null
      }
      const minute = minuteOf(lane.minute, lane.perMinute, now)
      const bound =
        minute.left > 0 && (await spendWithin(tx, { keys }, boundOf(this.#installation), now))
      if (!bound || !bound.allowed) {
        const wait = bound ? now.add({ seconds: bound.resetSeconds }) : minute.endsAt
        await this.#leave(tx, portal, now, wait)
        return null
      }
      const content = contentOf(await keys.of(tx, portal), portal, mail)
      const about = { tx, now, installation: this.#installation, portal, person: mail.person }
      const letter = await this.#letters[mail.kind]?.({ ...about, content })
      if (!letter) {
        await savePaced(tx, portal, mail.id, { state: 'dropped', sealed: null })
        return 'dropped'
      }
      await spendMinute(tx, portal, { ...minute, left: minute.left - 1 })
      return { mail, letter }
    })
  }

  /** Writes down what became of a mail. @returns whether to go on */
  #record(portal: string, { mail, letter }: Turn, error: unknown): Promise<boolean> {
    const { db, clock, keys, log } = this.#installation
    return db.write({ portal }, async (tx) => {
      const now = await clock.now(tx)
      if (error === undefined) {
        // Without a mail server the built-in mailbox keeps what was sent.
        const kept = this.#installation.mail === null
        const sealed = kept ? sealLetter(await keys.of(tx, portal), portal, mail.id, letter) : null
        await savePaced(tx, portal, mail.id, {
          state: kept ? 'kept' : 'sent',
          sealed,
          sent_at: now,
          due_at: null,
        })
        return true
      }
      const what = handed(error)
      const attempts = mail.attempts + 1
      const due = what === 'refused' ? null : nextTry(attempts, now)
      const failure = answerOf(error)
      log.warn({ mail: mail.id, what, attempts }, 'a mail was not taken')
      await savePaced(tx, portal, mail.id, {
        attempts,
        failure,
        due_at: due,
        ...(due ? {} : { state: 'failed', sealed: null }),
      })
      if (what !== 'away') return true
      await this.#leave(tx, portal, now, due ?? now.add({ minutes: 1 }))
      return false
    })
  }

  async #leave(tx: Tx, portal: string, now: Instant, until: Instant | null): Promise<void> {
    await leaveLane(tx, portal, this.#holder, until)
    if (!until) return
    const seconds = Math.max(1, Math.ceil(now.until(until).total('seconds')))
    if (seconds <= MINUTE)
      await this.#installation.jobs.enqueue(tx, mailLaneJob, { portal }, { afterSeconds: seconds })
  }
}
