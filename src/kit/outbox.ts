import type { Instant } from './clock.ts'
import { open } from './crypto.ts'
import type { Tx } from './db/database.ts'
import type { Installation } from './installation.ts'
import { NoPlace, type Attempt } from './jobs.ts'
import { handOver, mailJob, mailPlace, type Content, type MailJob } from './mail.ts'
import { answerOf, handed } from './mail-answer.ts'
import { Receivers, type Passed } from './mail-receivers.ts'
import type { MailQueue } from './smtp.ts'

/** A mail that will not arrive. */
export interface LostMail {
  kind: string
  /** Row id of whom it was for. */
  person: string | null
  askedBy: string | null
  about: string | null
  /** What the mail server said. */
  answer: string
}

type OutboxQueue = Exclude<MailQueue, 'paced'>

/** Tells whoever is to know that a mail is lost, in the transaction that says so. */
export type TellOfLoss = (
  work: { tx: Tx; now: Instant; portal: string; installation: Installation },
  lost: LostMail,
) => Promise<void>

/** How long a mail waits for its receiver's lane: thousands that look each second would cost more than they gain. */
const WAIT_SECONDS = {
  urgent: { busy: 1, slow: 3 },
  ordinary: { busy: 2, slow: 15 },
} as const

/** Sends the mails of the outbox, each as its job's turn comes. */
export class Outbox {
  readonly #installation: Installation
  readonly #tell: TellOfLoss
  /** Their own each: what nobody waits for is in no code's way, whoever its receiver. */
  readonly #receivers = { urgent: new Receivers(), ordinary: new Receivers() }
  /** Whether the log has it that the mail server refuses us, rather than a mail. */
  #told = false

  constructor(installation: Installation, tell: TellOfLoss) {
    this.#installation = installation
    this.#tell = tell
  }

  /**
   * Sends one mail. Without a mail server it is kept for the built-in mailbox; of a suspended portal it is
   * held until the portal is back. A mail that has left is not kept, nor one that is refused for good.
   * @throws what the mail server answered, so that the job is tried again; NoPlace where others are on
   * their way to the same receiver
   */
  async send({ portal, mail }: MailJob, queue: OutboxQueue, { last }: Attempt): Promise<void> {
    const { db, clock } = this.#installation
    const stored = await this.#open(portal, mail)
    if (!stored) return
    const hold = stored.suspended && !stored.whileSuspended
    if (!hold) {
      try {
        const passed = await this.#handOver(mail, stored, queue)
        if (passed !== 'sent') throw new NoPlace(WAIT_SECONDS[queue][passed])
      } catch (error) {
        if (error instanceof NoPlace) throw error
        return this.#notSent({ portal, mail }, error, last)
      }
    }
    if (!hold) this.#told = false
    await db.write({ portal }, async (tx) => {
      const now = await clock.now(tx)
      const row = await tx.db
        .selectFrom('portals')
        .select('status')
        .where('id', '=', portal)
        .forShare()
        .executeTakeFirst()
      // Lifted since it was looked at: held now, it would be released by nobody.
      if (hold && row?.status !== 'suspended')
        return this.#installation.jobs.enqueue(tx, mailJob, { portal, mail })
      await tx.db
        .updateTable('mails')
        .set(
          hold
            ? { state: 'held' }
            : this.#installation.mail
              ? { state: 'sent', sent_at: now, sealed: null }
              : { state: 'kept', sent_at: now },
        )
        .where('id', '=', mail)
        .execute()
    })
  }

  /** A mail that is to leave: one that waits, or that the operator has put back into its queue. */
  #open(portal: string, mail: string) {
    const { db, keys } = this.#installation
    return db.read({ portal }, async (tx) => {
      const row = await tx.db
        .selectFrom('mails')
        .innerJoin('portals', 'portals.id', 'mails.portal_id')
        .select(['mails.sealed', 'mails.state', 'portals.status'])
        .where('mails.id', '=', mail)
        .executeTakeFirst()
      if (!row?.sealed || !DELIVERABLE.has(row.state) || row.status === 'cancelled') return null
      const content = open(await keys.of(tx, portal), mailPlace(portal, mail), row.sealed)
      return {
        ...(JSON.parse(content.toString()) as Content),
        suspended: row.status === 'suspended',
      }
    })
  }

  #handOver(mail: string, content: Content, queue: OutboxQueue): Promise<Passed> {
    const send = () => handOver(this.#installation, mail, content, queue)
    return this.#receivers[queue].send(content.to, send)
  }

  /**
   * Notes what the server said. A refusal of this mail is the end of it at once; of the rest each is tried
   * again, and the last try is the end, too.
   */
  async #notSent({ portal, mail }: MailJob, error: unknown, last: boolean): Promise<void> {
    const { db, clock, log } = this.#installation
    const what = handed(error)
    const answer = answerOf(error)
    const lost = what === 'refused' || last
    log.warn({ mail, what, lost }, 'a mail was not taken')
    const { responseCode = 0 } = error as { responseCode?: number }
    if (what === 'away' && responseCode >= 500 && !this.#told) {
      this.#told = true
      log.error(
        { answer },
        'the mail server refuses Gatehouse itself: look at its account and sender',
      )
    }
    await db.write({ portal }, async (tx) => {
      const before = await tx.db
        .selectFrom('mails')
        .select(['kind', 'person_id', 'asked_by', 'about', 'state', 'attempts'])
        .where('id', '=', mail)
        .forUpdate()
        .executeTakeFirst()
      if (!before || !DELIVERABLE.has(before.state)) return
      await tx.db
        .updateTable('mails')
        .set({
          attempts: before.attempts + 1,
          failure: answer,
          ...(lost && { state: 'failed' }),
          ...(what === 'refused' && { sealed: null }),
        })
        .where('id', '=', mail)
        .execute()
      if (!lost || before.state === 'failed') return
      const { kind, person_id: person, asked_by: askedBy, about } = before
      const work = { tx, now: await clock.now(tx), portal, installation: this.#installation }
      await this.#tell(work, { kind, person, askedBy, about, answer })
    })
    // Nobody but its sender can do anything about an address; the rest the operator sees parked.
    if (what !== 'refused') throw error
  }
}

const DELIVERABLE: ReadonlySet<string> = new Set(['queued', 'held', 'failed'])
