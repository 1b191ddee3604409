import type { BlockList } from 'node:net'
import type { Logger } from 'pino'
import type { Anchors } from './anchors.ts'
import type { Caps } from './caps.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './db/database.ts'
import type { Jobs } from './jobs.ts'
import type { Keys, Standing } from './keys.ts'
import type { EventData } from './events.ts'
import type { Declared } from './feature.ts'
import type { FileStores } from './file-store/stores.ts'
import type { Outgoing } from './outgoing.ts'
import type { Scanner } from './scanner.ts'
import type { Attachment } from './mail.ts'
import type { Asking } from './operation.ts'
import type { Refusal } from './refusal.ts'
import type { MailQueue } from './smtp.ts'

/**
 * What an operation works with, beside its transaction. Nothing here opens another, which could wait for the
 * operation's own locks, or asks the network.
 */
export interface Services {
  readonly keys: Keys
  readonly jobs: Jobs
  /** For the time elsewhere, such as on a phone; an operation's own is its `now`. */
  readonly clock: Clock
  readonly log: Logger
  /** Where the console answers; its protocol and port hold for every portal. */
  readonly url: URL
  /** What it is called in its own mails, bills and pages. */
  readonly name: string
  readonly mode: 'sandbox' | 'production'
  /** Room for the files of each portal, unless its provider says otherwise. */
  readonly filesGb: number
  /** How many of each kind there can be. */
  readonly caps: Caps
  /**
   * Told of every event in the transaction that writes it, which is set to the event's portal and is
   * left so: whoever is to hear of it is noted then, or neither happens.
   */
  readonly follow: (tx: Tx, services: Services, event: EventData) => Promise<void>
  /** What all features declare for lower ones to use. */
  readonly declared: Declared
  /** Names of the events that there can be for others to hear of. */
  readonly events: ReadonlySet<string>
  /** Operations that some reaction follows; their events are queued for it. */
  readonly reactsTo: ReadonlySet<string>
}

/** What a running Gatehouse is made of; handed to everything that does something. */
export interface Installation extends Services {
  readonly db: Database
  readonly anchors: Anchors
  /** Where contents of files lie. */
  readonly files: FileStores
  /** Looks for what is dangerous in files that come; null where nobody does. */
  readonly scanner: Scanner | null
  readonly mail: MailTransport | null
  /** Of each API key and session; more are refused until the minute is over. */
  readonly apiRequestsPerMinute: number
  /** Forms and buttons of each person; more are refused until the minute is over. */
  readonly pageWritesPerMinute: number
  /** Mails of bulk jobs, of all portals together; more wait for the next minute. */
  readonly mailsPerMinute: number
  /**
   * Whether a caller whom the entry let in still may, asked by every operation in its own transaction. Holds
   * them so until its end, and its subjects against everybody else.
   * @returns what the entry would answer now, null where they may
   */
  readonly stillMay: (tx: Tx, asking: Asking) => Promise<Refusal | null>
  /**
   * Whether the portal can be opened, asked before anything of it runs; for most from memory. One that the
   * key store speaks against is shut, and its operator told, by whoever asks first.
   */
  readonly admit: (installation: Installation, portal: string) => Promise<Standing>
  /** Whose word on who forwards a request is taken. */
  readonly proxies: BlockList
  /** Where Stripe's API is asked instead of its own host; for tests. */
  readonly stripeAt: URL | undefined
  /** The operator's file of breached passwords, if there is one. */
  readonly breached: string | null
  /** Whether visitors may start something of their own here. */
  readonly openToVisitors: boolean
  /** HTTP to addresses that people have typed. */
  readonly outgoing: Outgoing
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
    replyTo?: string
    subject: string
    text: string
    html: string
    attachments: readonly Attachment[]
    queue: MailQueue
  }): Promise<void>
  /** Lets go of its connections; nothing is sent after that. */
  close(): void
}

/** An address on one of the installation's hosts. */
export const addressOn = ({ url }: Pick<Installation, 'url'>, host: string, path = '/'): string =>
  `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}${path}`
