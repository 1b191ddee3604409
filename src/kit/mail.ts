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

const place = (portal: string, mail: string) => ({
  portal,
  table: 'mails',
  row: mail,
  column: 'sealed',
})

/** Writes the mail into the outbox, sealed, in the transaction of its cause, and queues its sending. */
export async function queueMail(
  { tx, now, portal, installation }: Pick<Work, 'tx' | 'now' | 'portal' | 'installation'>,
  { kind, person, whileSuspended, ...letter }: Letter,
): Promise<void> {
  const mail = newId()
  const key = await installation.keys.of(tx, portal)
  const content = { ...letter, subject: letter.subject.replaceAll(/[\r\n]+/g, ' '), whileSuspended }
  await tx.db
    .insertInto('mails')
    .values({
      portal_id: portal,
      id: mail,
      kind,
      person_id: person,
      state: 'queued',
      sealed: seal(key, place(portal, mail), JSON.stringify(content)),
      queued_at: now,
    })
    .execute()
  await installation.jobs.enqueue(tx, mailJob, { portal, mail })
}

type Content = Omit<Letter, 'kind' | 'person'>

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
    const content = open(await keys.of(tx, portal), place(portal, mail), row.sealed)
    return { ...(JSON.parse(content.toString()) as Content), suspended: row.status === 'suspended' }
  })
  if (!found) return
  const hold = found.suspended && !found.whileSuspended
  if (!hold && installation.mail) {
    const from = `"${found.fromName.replaceAll(/["\\\r\n]/g, '')}" <no-reply@${installation.url.hostname}>`
    await installation.mail.send({
      id: mail,
      from,
      to: found.to,
      subject: found.subject,
      text: found.text,
      html: found.html,
      attachments: found.attachments ?? [],
    })
  }
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

/** Queues what was held while the portal was suspended; part of lifting the suspension. */
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
      } = JSON.parse(open(key, place(portal, row.id), row.sealed!).toString()) as Content
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

/** Mail by SMTP. @param url `smtp://user:secret@host:587` */
export function smtp(url: string): MailTransport {
  const transport = createTransport(url)
  return {
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
