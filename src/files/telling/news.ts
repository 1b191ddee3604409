import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import { Place } from '../../kit/place.ts'

export const WHATS = ['shared', 'requested', 'reminder', 'accepted', 'withdrawn'] as const
export type What = (typeof WHATS)[number]

/** A kind of news about files that people are told by mail, at most once an hour; features declare theirs. */
export interface News {
  readonly what: What
  /** What a mail about one thing says, and about several. */
  readonly mails: { readonly one: MailKind; readonly several: MailKind }
  /** Of things that waited to be told of those that there still is something to say of, by row id. */
  still(
    tx: Tx,
    installation: Pick<Installation, 'declared'>,
    about: { person: string; things: readonly string[]; now: Instant },
  ): Promise<string[]>
  /** Where one thing is looked at, and where several are. */
  page(thing: string): string
  pageOfAll(): string
}

export const newsOf = new Place<News>()

export const newsNamed = (installation: Pick<Installation, 'declared'>, what: string): News =>
  newsOf.of(installation).find((one) => one.what === what)!
