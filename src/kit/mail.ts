import { sql } from 'kysely'
import { open, seal } from './crypto.ts'
import { newId } from './ids.ts'
import type { Instant } from './clock.ts'
import type { Installation } from './installation.ts'
import { jobType } from './jobs.ts'
import type { OperationContext } from './operation.ts'
import { CONNECTIONS, type MailQueue } from './smtp.ts'

/** A mail to one person, complete: what is sent is what was written in the transaction. */
export interface OutgoingMail {
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

export interface MailJob {
  portal: string
  mail: string
}

/** Each that is on its way may hold a connection to the mail server. */
const CONCURRENCY = { atOnce: 10, most: CONNECTIONS, perGroup: 3 }

const TRIES_AGAIN = 20
export const mailJob = jobType<MailJob>('mail', TRIES_AGAIN, CONCURRENCY)
/** Codes, links that somebody asked for: a queue of their own, so that nothing stands before them. */
export const urgentMailJob = jobType<MailJob>('mail_urgent', TRIES_AGAIN, CONCURRENCY)

/** Where a mail's sealed content belongs. */
export const mailPlace = (portal: string, mail: string) => ({
  portal,
  table: 'mails',
  row: mail,
  column: 'sealed',
})

/** Writes the mail into the outbox, sealed, in the transaction of its cause, and queues its sending. */
export async function queueMail(
  {
    tx,
    now,
    portal,
    installation,
  }: Pick<OperationContext, 'tx' | 'now' | 'portal' | 'installation'>,
  outgoing: OutgoingMail,
): Promise<void> {
  const mail = newId()
  const key = await installation.keys.of(tx, portal)
  await tx.db
    .insertInto('mails')
    .values({
      id: mail,
      kind: outgoing.kind,
      person_id: outgoing.person,
      asked_by: outgoing.askedBy,
      about: outgoing.about,
      state: 'queued',
      sealed: sealMail(key, portal, mail, outgoing),
      queued_at: now,
    })
    .execute()
  await installation.jobs.enqueue(tx, outgoing.urgent ? urgentMailJob : mailJob, { portal, mail })
}

/** What of a mail is sealed. */
export type Content = Omit<OutgoingMail, 'kind' | 'person' | 'urgent' | 'askedBy' | 'about'>

/** A mail as the outbox and the built-in mailbox keep it. */
export function sealMail(
  key: Buffer,
  portal: string,
  mail: string,
  outgoing: OutgoingMail,
): Buffer {
  const { kind: _, person: __, urgent: _u, askedBy: _a, about: _b, ...rest } = outgoing
  const content: Content = { ...rest, subject: outgoing.subject.replaceAll(/[\r\n]+/g, ' ') }
  return seal(key, mailPlace(portal, mail), JSON.stringify(content))
}

/** Hands a mail to the mail server; without one there is nothing to do. @throws what the server answered */
export async function handOver(
  { mail: transport, url }: Pick<Installation, 'mail' | 'url'>,
  id: string,
  { fromName, to, replyTo, subject, text, html, attachments = [] }: Content,
  queue: MailQueue,
): Promise<void> {
  const from = `"${fromName.replaceAll(/["\\\r\n]/g, '')}" <no-reply@${url.hostname}>`
  const plain = subject.replaceAll(/[\r\n]+/g, ' ')
  await transport?.send({ id, from, to, replyTo, subject: plain, text, html, attachments, queue })
}

/**
 * Queues what was held while the portal was suspended; part of lifting the suspension. What leaves at a
 * set rate was not held, it waited, and is looked at again within a minute.
 */
export async function releaseHeldMail({
  tx,
  portal,
  installation,
}: OperationContext): Promise<void> {
  const held = await tx.db
    .updateTable('mails')
    .set({ state: 'queued' })
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
      .where('sealed', 'is not', null)
      // Not a mail yet.
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
