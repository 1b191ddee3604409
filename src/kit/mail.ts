import { createTransport } from 'nodemailer'
import { open, seal } from './crypto.ts'
import { newId } from './ids.ts'
import type { Installation, MailTransport } from './installation.ts'
import { jobType } from './jobs.ts'
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

export const mailJob = jobType<{ portal: string; mail: string }>('mail', 20)

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
      state: 'queued',
      sealed: sealLetter(key, portal, mail, letter),
      queued_at: now,
    })
    .execute()
  await installation.jobs.enqueue(tx, mailJob, { portal, mail })
}

type Content = Omit<Letter, 'kind' | 'person'>

/** A letter as the outbox and the built-in mailbox keep it. */
export function sealLetter(key: Buffer, portal: string, mail: string, letter: Letter): Buffer {
  const { kind: _, person: __, ...rest } = letter
  const content: Content = { ...rest, subject: letter.subject.replaceAll(/[\r\n]+/g, ' ') }
  return seal(key, mailPlace(portal, mail), JSON.stringify(content))
}

/** Hands a letter to the mail server; without one there is nothing to do. @throws what the server answered */
export async function handOver(
  { mail: transport, url }: Pick<Installation, 'mail' | 'url'>,
  id: string,
  { fromName, to, subject, text, html, attachments = [] }: Content,
): Promise<void> {
  const from = `"${fromName.replaceAll(/["\\\r\n]/g, '')}" <no-reply@${url.hostname}>`
  const plain = subject.replaceAll(/[\r\n]+/g, ' ')
  await transport?.send({ id, from, to, subject: plain, text, html, attachments })
}

/**
 * Sends one mail of the outbox. Without a mail server it is kept for the built-in mailbox; of a
 * suspended portal it is held until the portal is back. A mail that has left is not kept.
 * @throws what the mail server answered, so that the job is tried again.
 */
export async function deliverMail(
  installation: Installation,
  { portal, mail }: { portal: string; mail: string },
): Promise<void> {
  const { db, keys, clock } = installation
  const scope = { portal }
  const found = await db.read(scope, async (tx) => {
    const row = await tx.db
      .selectFrom('mails')
      .innerJoin('portals', 'portals.id', 'mails.portal_id')
      .select(['mails.sealed', 'mails.state', 'portals.status'])
      .where('mails.portal_id', '=', portal)
      .where('mails.id', '=', mail)
      .executeTakeFirst()
    if (
      !row?.sealed ||
      (row.state !== 'queued' && row.state !== 'held') ||
      row.status === 'cancelled'
    )
      return null
    const content = open(await keys.of(tx, portal), mailPlace(portal, mail), row.sealed)
    return { ...(JSON.parse(content.toString()) as Content), suspended: row.status === 'suspended' }
  })
  if (!found) return
  const hold = found.suspended && !found.whileSuspended
  if (!hold) await handOver(installation, mail, found)
  await db.write(scope, async (tx) => {
    const now = await clock.now(tx)
    const portal = await tx.db
      .selectFrom('portals')
      .select('status')
      .where('id', '=', scope.portal)
      .forShare()
      .executeTakeFirst()
    // Lifted since it was looked at: held now, it would be released by nobody.
    if (hold && portal?.status !== 'suspended')
      return installation.jobs.enqueue(tx, mailJob, { portal: scope.portal, mail })
    await tx.db
      .updateTable('mails')
      .set(
        hold
          ? { state: 'held' }
          : installation.mail
            ? { state: 'sent', sent_at: now, sealed: null }
            : { state: 'kept', sent_at: now },
      )
      .where('portal_id', '=', scope.portal)
      .where('id', '=', mail)
      .execute()
  })
}

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

/** The built-in mailbox of one portal, newest first. @param after row id of the mail the page follows */
export async function mailbox(
  installation: Installation,
  portal: string,
  limit = 100,
  after?: string,
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
    const mark =
      after === undefined
        ? undefined
        : await tx.db
            .selectFrom('mails')
            .select(['queued_at', 'id'])
            .where('portal_id', '=', portal)
            .where('id', '=', after)
            .executeTakeFirst()
    if (mark)
      query = query.where((is) =>
        is(is.refTuple('queued_at', 'id'), '<', is.tuple(mark.queued_at, mark.id)),
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
const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 45_000 }

/**
 * Coming, greeting and proving who one is take a mail server longer than the mail itself, so connections
 * are kept for the next one. As many as such a server takes of one client; idle ones go soon, before it
 * ends them itself. None is tried again here once a byte of it has left: who sends decides that.
 */
const KEPT = { pool: true, maxConnections: 50, maxMessages: 1000, idleTimeout: 15_000 } as const

/** Mail by SMTP. @param url `smtp://user:secret@host:587` */
export function smtp(url: string): MailTransport {
  const transport = createTransport({ url, ...KEPT, ...PATIENCE })
  return {
    close: () => transport.close(),
    send: async ({ id, attachments, ...mail }) => {
      await transport.sendMail({
        ...mail,
        attachments: attachments.map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content,
          encoding: 'base64',
        })),
        messageId: `<${id}@${mail.from.split('@').at(-1)!.replace('>', '')}>`,
      })
    },
  }
}
