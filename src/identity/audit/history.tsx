import type { Language } from '../../kit/texts.ts'
import { Timeline, type TimelineEntry } from '../../ui/index.ts'
import type { SignedInVisit } from '../visits/visit.ts'
import { actorWords, operationWords } from './operation-words.ts'
import { Outcome, outcomeTone } from './outcome.tsx'
import type { AuditEntry } from './trail.ts'

/** What happened to one thing, newest first, on that thing's own page. */
export const History = ({ visit, entries }: { visit: SignedInVisit; entries: AuditEntry[] }) => (
  <Timeline
    language={visit.language}
    now={visit.now}
    zone={visit.zone}
    entries={entries.map((entry) => happened(entry, visit.language))}
  />
)

const happened = (entry: AuditEntry, language: Language): TimelineEntry => ({
  what: (
    <>
      {operationWords(entry.operation, language)}{' '}
      <Outcome outcome={entry.outcome} language={language} />
    </>
  ),
  who: actorWords(entry.actor, language),
  at: entry.at,
  why: entry.reason,
  tone: outcomeTone(entry.outcome),
})
