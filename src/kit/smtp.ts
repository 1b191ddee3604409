import { hostname } from 'node:os'
import type { MailTransport } from './installation.ts'
import { endsSession } from './mail-answer.ts'

/**
 * To the mail server, which takes some fifty of one client: the urgent mails, the others and those of mass work
 * have so many each.
 */
export const CONNECTIONS = 16

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
  maxConnections: CONNECTIONS,
  maxMessages: 1000,
  idleTimeout: 15_000,
} as const

/** No mail of ours is a person's own, so that no machine answers it: RFC 3834, and what Exchange heeds. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** Which mails share connections to the mail server. */
export type MailQueue = 'urgent' | 'ordinary' | 'paced'

/** Mails of mass work on their way at once: each waits for a connection before its turn is taken. */
export const PACED_AT_ONCE = CONNECTIONS

/**
 * Mail by SMTP. A mail that is sent again has the same Message-ID: whoever has it already may see so.
 * @param url `smtp://user:secret@host:587`
 * @param host the installation's, by which it greets where its machine has no name with a dot
 */
export async function smtp(url: string, host: string): Promise<MailTransport> {
  // Not where no mail is sent: it takes 11 MB.
  const { createTransport } = await import('nodemailer')
  const name = hostname().includes('.') ? hostname() : host
  const connections = () => ({
    transport: createTransport({ url, name, ...KEPT, ...PATIENCE }),
    sending: 0,
  })
  const queues = { urgent: connections(), ordinary: connections(), paced: connections() }
  return {
    close: () => {
      for (const { transport } of Object.values(queues)) transport.close()
    },
    send: async ({ id, attachments, queue, replyTo, ...mail }) => {
      const used = queues[queue]
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
        if (used === queues[queue] && endsSession(error)) queues[queue] = connections()
        throw error
      } finally {
        used.sending--
        // One connection cannot be dropped by itself: those of its lane go with it, once they are done.
        if (used !== queues[queue] && used.sending === 0) used.transport.close()
      }
    },
  }
}
