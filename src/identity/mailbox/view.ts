import { z } from 'zod'
import { cursorOf, keyId, keyInstant } from '../../kit/cursor.ts'
import { show } from '../../kit/ids.ts'
import type { StoredMail } from '../../kit/mail.ts'
import { shape } from '../../kit/shape.ts'

/** A mail of the built-in mailbox, as programs are shown one. */
export const mailView = shape('Mail', {
  id: z.string(),
  kind: z.string().describe('Which mail it is, such as `invitation`'),
  state: z.enum(['queued', 'held', 'kept', 'sent', 'failed']),
  queuedAt: z.iso.datetime(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.string()).describe('Names of the files that go with it'),
})

export const showMail = ({ id, queuedAt, ...mail }: StoredMail) => ({
  ...mail,
  id: show('mail', id),
  queuedAt: queuedAt.toString(),
})

const mailsCursor = cursorOf({ queuedAt: keyInstant, id: keyId })

export const mailsQuery = z.strictObject({
  cursor: mailsCursor.field,
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type MailsQuery = z.output<typeof mailsQuery>

export const mailsView = shape('MailList', {
  mails: z.array(mailView).describe('Newest first'),
  next: z.string().nullable().describe('Send it as `cursor` for older mails'),
})

/** What to fetch for a page: one more than it shows tells whether there is another. */
export const pageOfMails = ({ cursor, limit }: MailsQuery) => ({
  after: mailsCursor.read(cursor ?? '') ?? undefined,
  limit: limit + 1,
})

/** A page of mails that were asked for with one more than it shows. */
export const showMails = (mails: StoredMail[], { limit }: MailsQuery) => {
  const shown = mails.slice(0, limit)
  return {
    mails: shown.map(showMail),
    next: mails.length > limit ? mailsCursor.write(shown.at(-1)!) : null,
  }
}
