import type { Child } from 'hono/jsx'
import type { Tone } from './badge.tsx'
import { LinkedText } from './linked-text.tsx'
import { Time } from './time.tsx'
import { t } from './texts.ts'

export interface TimelineEntry {
  /** What happened, in a few words. */
  what: Child
  /** Who did it; left out when it happened by the clock. */
  who?: Child
  at: Temporal.Instant
  /** What it was about, by name. */
  about?: Child
  /** The reason given. */
  why?: Child
  tone?: Tone
  /** Plain text that was written: its line breaks are kept, and its web addresses can be followed. */
  text?: string
  /** Something to do about it. */
  action?: Child
}

export interface TimelineProps {
  now?: Temporal.Instant
  entries: TimelineEntry[]
}

/** What happened, newest first: what, who, when and why. */
export const Timeline = ({ now, entries }: TimelineProps) => (
  <ol class="timeline">
    {entries.map((entry) => (
      <li class={`tone-${entry.tone ?? 'grey'}`}>
        <p class="timeline-what">{entry.what}</p>
        <p class="muted">
          {entry.who ? <>{entry.who} · </> : null}
          <Time at={entry.at} now={now} />
        </p>
        {entry.text === undefined ? null : (
          <div class="timeline-text">
            <LinkedText text={entry.text} />
          </div>
        )}
        {entry.about ? <p class="timeline-why">{entry.about}</p> : null}
        {entry.why ? (
          <p class="timeline-why">
            <span class="unseen">{t('why')}: </span>
            {entry.why}
          </p>
        ) : null}
        {entry.action}
      </li>
    ))}
  </ol>
)
