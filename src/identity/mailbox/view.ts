import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { StoredMail } from '../../kit/mail.ts'

/** A mail of the built-in mailbox, as programs are shown one. */
export const mailView = z.object({
  id: z.string(),
  kind: z.string().describe('Which mail it is, such as `activation`'),
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
