import type { Logger } from 'pino'
import type { Anchors } from './anchors.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import type { Jobs } from './jobs.ts'
import type { Keys } from './keys.ts'
import type { Attachment } from './mail.ts'

/** What a running Gatehouse is made of; handed to everything that does something. */
export interface Installation {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keys
  readonly jobs: Jobs
  readonly anchors: Anchors
  readonly log: Logger
  /** Where the console answers; its protocol and port hold for every portal. */
  readonly url: URL
  readonly mode: 'sandbox' | 'production'
  readonly mail: MailTransport | null
  /** Operations that some reaction follows; their events are queued for it. */
  readonly reactsTo: ReadonlySet<string>
}

/** Hands a mail to a server; null in an installation means the built-in mailbox keeps it. */
export interface MailTransport {
  send(mail: {
    id: string
    from: string
    to: string
    subject: string
    text: string
    html: string
    attachments: readonly Attachment[]
  }): Promise<void>
}

/** An address on one of the installation's hosts. */
export const addressOn = ({ url }: Pick<Installation, 'url'>, host: string, path = '/'): string =>
  `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}${path}`
