import type { BlockList } from 'node:net'
import type { Logger } from 'pino'
import type { Anchors } from './anchors.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db/database.ts'
import type { Jobs } from './jobs.ts'
import type { Keys } from './keys.ts'

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
  /** Of each API key and session; more are refused until the minute is over. */
  readonly apiRequestsPerMinute: number
  /** Operations that some reaction follows; their events are queued for it. */
  readonly reactsTo: ReadonlySet<string>
  /** Whose word on who forwards a request is taken. */
  readonly proxies: BlockList
  /** Whether visitors may start something of their own here. */
  readonly openToVisitors: boolean
  readonly lookUp: LookUp
}

/** The TXT records in DNS at a name. @throws where there is none, or nobody to ask */
export type LookUp = (name: string) => Promise<string[][]>

/** Hands a mail to a server; null in an installation means the built-in mailbox keeps it. */
export interface MailTransport {
  send(mail: {
    id: string
    from: string
    to: string
    subject: string
    text: string
    html: string
  }): Promise<void>
}

/** An address on one of the installation's hosts. */
export const addressOn = ({ url }: Pick<Installation, 'url'>, host: string, path = '/'): string =>
  `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}${path}`
