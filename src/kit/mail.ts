import { hostname } from 'node:os'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { open, seal } from './crypto.ts'
import { newId } from './ids.ts'
import type { Instant } from './clock.ts'
import type { Tx } from './db/database.ts'
import type { Installation, MailTransport } from './installation.ts'
import { jobType, NoPlace, type Attempt } from './jobs.ts'
import { answerOf, endsSession, handed } from './mail-answer.ts'
import { Receivers, type Passed } from './mail-receivers.ts'
import type { Work } from './operation.ts'

/** A mail to one person, complete: what is sent is what was written in the transaction. */
export interface Letter {
  /** Which of the installation's mails it is, such as `invitation`. */
  kind: string
  to: string
  fromName: string
  subject: string
  text: string
  html: string
  person?: string
  /** Somebody waits for it with the browser open: it leaves before all that is not. */
  urgent?: boolean
  /** Row id of whoever asked for it to be sent, who is told if it cannot be delivered. */
  askedBy?: string
  /** Their e-mail, for whoever replies. */
  replyTo?: string
  /** Row id of what it is about, where that shows what became of it. */
  about?: string
  /** Goes out although the portal is suspended: only warnings of that very suspension. */
  whileSuspended?: boolean
  attachments?: readonly Attachment[]
}

/** A file that goes with a mail. */
export interface Attachment {
  name: string
  /** Media type. */
  type: string
  /** Base64, since it is stored as JSON. */
  content: string
}

export interface StoredMail {
  id: string
  kind: string
  state: string
  queuedAt: Temporal.Instant
  to: string
  subject: string
  text: string
  html: string
  /** Names of the files that go with it. */
  attachments: string[]
}

interface MailJob {
  portal: string
  mail: string
}

/**
 * Each that is on its way may hold a connection to the mail server, which takes some fifty of one client:
 * the urgent, the others and those of mass work share them, each with its own.
 */
const ROOM = { atOnce: 10, most: 16, perLane: 3 }

const TRIES_AGAIN = 20
export const mailJob = jobType<MailJob>('mail', TRIES_AGAIN, ROOM)
/** Codes, links that somebody asked for: a queue of their own, so that nothing stands before them. */
export const urgentMailJob = jobType<MailJob>('mail_urgent', TRIES_AGAIN, ROOM)

/** Where a mail's sealed content belongs. */
export const mailPlace = (portal: string, mail: string) => ({
  portal,
  table: 'mails',
  row: mail,
  column: 'sealed',
})

/** Writes the mail into the outbox, sealed, in the transaction of its cause, and queues its sending. */
export async function queueMail(
  { tx, now, portal, installation }: Pick<Work, 'tx' | 'now' | 'portal' | 'installation'>,
  letter: Letter,
): Promise<void> {
  const mail = newId()
  const key = await installation.keys.of(tx, portal)
  await tx.db
    .insertInto('mails')
    .values({
      portal_id: portal,
      id: mail,
      kind: letter.kind,
      person_id: letter.person,
      asked_by: letter.askedBy,
      about: letter.about,
      state: 'queued',
      sealed: sealLetter(key, portal, mail, letter),
      queued_at: now,
    })
    .execute()
  await installation.jobs.enqueue(tx, letter.urgent ? urgentMailJob : mailJob, { portal, mail })
}

type Content = Omit<Letter, 'kind' | 'person' | 'urgent' | 'askedBy' | 'about'>

/** A letter as the outbox and the built-in mailbox keep it. */
export function sealLetter(key: Buffer, portal: string, mail: string, letter: Letter): Buffer {
  const { kind: _, person: __, urgent: _u, askedBy: _a, about: _b, ...rest } = letter
  const content: Content = { ...rest, subject: letter.subject.replaceAll(/[\r\n]+/g, ' ') }
  return seal(key, mailPlace(portal, mail), JSON.stringify(content))
}

/** Hands a letter to the mail server; without one there is nothing to do. @throws what the server answered */
export async function handOver(
  { mail: transport, url }: Pick<Installation, 'mail' | 'url'>,
  id: string,
  { fromName, to, replyTo, subject, text, html, attachments = [] }: Content,
  lane: MailLane,
): Promise<void> {
  const from = `"${fromName.replaceAll(/["\\\r\n]/g, '')}" <no-reply@${url.hostname}>`
  const plain = subject.replaceAll(/[\r\n]+/g, ' ')
  await transport?.send({ id, from, to, replyTo, subject: plain, text, html, attachments, lane })
}

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

type OutboxLane = Exclude<MailLane, 'paced'>

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
  async send({ portal, mail }: MailJob, lane: OutboxLane, { last }: Attempt): Promise<void> {
    const { db, clock } = this.#installation
    const found = await this.#open(portal, mail)
    if (!found) return
    const hold = found.suspended && !found.whileSuspended
    if (!hold) {
      try {
        const passed = await this.#handOver(mail, found, lane)
        if (passed !== 'sent') throw new NoPlace(WAIT_SECONDS[lane][passed])
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
        .where('portal_id', '=', portal)
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
        .where('mails.portal_id', '=', portal)
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

  #handOver(mail: string, content: Content, lane: OutboxLane): Promise<Passed> {
    const send = () => handOver(this.#installation, mail, content, lane)
    return this.#receivers[lane].send(content.to, send)
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
        .where('portal_id', '=', portal)
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
        .where('portal_id', '=', portal)
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

/**
 * Queues what was held while the portal was suspended; part of lifting the suspension. What leaves at a
 * set rate was not held, it waited, and is looked at again within a minute.
 */
export async function releaseHeldMail({ tx, portal, installation }: Work): Promise<void> {
  const held = await tx.db
    .updateTable('mails')
    .set({ state: 'queued' })
    .where('portal_id', '=', portal)
    .where('state', '=', 'held')
    .returning('id')
    .execute()
  for (const { id } of held) await installation.jobs.enqueue(tx, mailJob, { portal, mail: id })
}

/** The built-in mailbox of one portal, newest first. @param after the place that the page follows */
export async function mailbox(
  installation: Installation,
  portal: string,
  limit = 100,
  after?: { queuedAt: string; id: string },
): Promise<StoredMail[]> {
  return installation.db.read({ portal }, async (tx) => {
    let query = tx.db
      .selectFrom('mails')
      .select(['id', 'kind', 'state', 'queued_at', 'sealed'])
      .where('portal_id', '=', portal)
      .where('sealed', 'is not', null)
      // Not a letter yet.
      .where((is) => is.or([is('work_id', 'is', null), is('state', '=', 'kept')]))
      .orderBy('queued_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
    if (after)
      query = query.where((is) =>
        is(
          is.refTuple('queued_at', 'id'),
          '<',
          is.tuple(sql<Instant>`${after.queuedAt}::timestamptz`, after.id),
        ),
      )
    const rows = await query.execute()
    if (rows.length === 0) return []
    const key = await installation.keys.of(tx, portal)
    return rows.map((row) => {
      const {
        to,
        subject,
        text,
        html,
        attachments = [],
      } = JSON.parse(open(key, mailPlace(portal, row.id), row.sealed!).toString()) as Content
      return {
        id: row.id,
        kind: row.kind,
        state: row.state,
        queuedAt: row.queued_at,
        to,
        subject,
        text,
        html,
        attachments: attachments.map(({ name }) => name),
      }
    })
  })
}

/** How long a mail server may be silent: well under what a lane of paced mail is held for. */
const PATIENCE = {
  dnsTimeout: 15_000,
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 45_000,
}

/**
 * Coming, greeting and proving who one is take a mail server longer than the mail itself, so connections
 * are kept for the next one. Idle ones go soon, before it ends them itself. None is tried again here once
 * a byte of it has left: who sends decides that.
 */
const KEPT = {
  pool: true,
  maxConnections: ROOM.most,
  maxMessages: 1000,
  idleTimeout: 15_000,
} as const

/** No mail of ours is a person's own, so that no machine answers it: RFC 3834, and what Exchange heeds. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Which mails share connections to the mail server. */
export type MailLane = 'urgent' | 'ordinary' | 'paced'

/** Mails of mass work on their way at once: each waits for a connection before its turn is taken. */
export const PACED_AT_ONCE = ROOM.most

/**
 * Mail by SMTP. A mail that is sent again has the same Message-ID: whoever has it already may see so.
 * @param url `smtp://user:secret@host:587`
 * @param host the installation's, by which it greets where its machine has no name with a dot
 */
export function smtp(url: string, host: string): MailTransport {
  const name = hostname().includes('.') ? hostname() : host
  const connections = () => ({
    transport: createTransport({ url, name, ...KEPT, ...PATIENCE }),
    sending: 0,
  })
  const lanes = { urgent: connections(), ordinary: connections(), paced: connections() }
  return {
    close: () => {
      for (const { transport } of Object.values(lanes)) transport.close()
    },
    send: async ({ id, attachments, lane, replyTo, ...mail }) => {
      const used = lanes[lane]
      used.sending++
      try {
        await used.transport.sendMail({
          ...mail,
          ...(replyTo && { replyTo: { name: '', address: replyTo } }),
          headers: AUTOMATIC,
          attachments: attachments.map(({ name, type, content }) => ({
            filename: name,
            contentType: type,
            content,
            encoding: 'base64',
          })),
          messageId: `<${id}@${host}>`,
        })
      } catch (error) {
        if (used === lanes[lane] && endsSession(error)) lanes[lane] = connections()
        throw error
      } finally {
        used.sending--
        // One connection cannot be dropped by itself: those of its lane go with it, once they are done.
        if (used !== lanes[lane] && used.sending === 0) used.transport.close()
      }
    },
  }
}
