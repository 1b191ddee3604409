import type { Child } from 'hono/jsx'
import { Thumbnail } from './thumbnail.tsx'
import { Time } from './time.tsx'

export interface InboxEntry {
  href: string
  subject: string
  /** With whom. */
  who: string
  at: Temporal.Instant
  /** Address of a small picture of it. */
  picture?: string | null
  /** What has not been read, in words: "2 new". The entry then stands out. */
  unread?: string
  /** Where it stands, as a badge. */
  state?: Child
}

export interface InboxProps {
  entries: InboxEntry[]
}

/** Conversations, one a line: what about, with whom, and when something was last said. */
export const Inbox = ({ entries }: InboxProps) => (
  <ul class="inbox">
    {entries.map((entry) => (
      <li class={entry.unread ? 'unread' : undefined}>
        <p class="inbox-subject">
          <Thumbnail src={entry.picture ?? null} />
          <a href={entry.href}>{entry.subject}</a>{' '}
          {entry.unread ? <span class="new">{entry.unread}</span> : null}
          {entry.state}
        </p>
        <p class="inbox-who muted">{entry.who}</p>
        <span class="inbox-time muted">
          <Time at={entry.at} />
        </span>
      </li>
    ))}
  </ul>
)
