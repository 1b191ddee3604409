import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { Timeline, type TimelineEntry } from '../../ui/index.ts'
import { changesIn } from './changes.ts'
import { actorWords, operationWords, outcomeWords } from './operation-words.ts'
import { isOrdinary, outcomeTone } from './outcome.tsx'
import { t } from './texts.ts'
import type { AuditEntry } from './trail.ts'

/** What happened to one person, newest first, on that person's own page. */
export const History = ({ entries }: { entries: AuditEntry[] }) => {
  const language = useLanguage()
  return <Timeline entries={happenings(entries, language)} />
}

/** The same for a timeline that holds other things too. */
export const happenings = (entries: AuditEntry[], language: Language): TimelineEntry[] =>
  folded(entries).map((run) => happened(run, language))

/**
 * The same thing by the same hand over and over is one entry, dated by the last time; the password that
 * somebody signed in with goes without saying.
 */
function folded(entries: AuditEntry[]): AuditEntry[][] {
  const runs: AuditEntry[][] = []
  for (const [index, entry] of entries.entries()) {
    if (ledTo(entry, entries[index - 1])) continue
    const last = runs.at(-1)
    if (last && isAlike(last[0]!, entry)) last.push(entry)
    else runs.push([entry])
  }
  return runs
}

const ledTo = (entry: AuditEntry, next: AuditEntry | undefined) =>
  entry.operation === 'sign_in.attempt' &&
  entry.outcome === 'judged' &&
  next?.operation === 'session.start' &&
  next.ip === entry.ip

const isAlike = (one: AuditEntry, other: AuditEntry) =>
  one.operation === other.operation &&
  one.outcome === other.outcome &&
  one.actor.id === other.actor.id &&
  one.ip === other.ip &&
  one.reason === other.reason &&
  one.named === other.named &&
  changesIn(one.details, 'en').join() === changesIn(other.details, 'en').join()

function happened(run: AuditEntry[], language: Language): TimelineEntry {
  const entry = run[0]!
  const { actor, ip, outcome } = entry
  const said = [
    operationWords(entry.operation, language),
    ...(isOrdinary(outcome) ? [] : [outcomeWords(entry, language)]),
    ...changesIn(entry.details, language),
    ...(run.length > 1 ? [t('times', { count: run.length })] : []),
  ]
  // Whoever had not signed in is best told by where they came from.
  const stranger = actor.id === 'visitor'
  const who = stranger ? ip && t('address_of', { ip }) : actorWords(actor, language)
  return {
    what: said.join(' · '),
    who: who || undefined,
    at: entry.at,
    about: entry.named,
    why: entry.reason,
    tone: outcomeTone(outcome),
  }
}
