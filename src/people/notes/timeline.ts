import { auditPage, type AuditEntry } from '../../identity/index.ts'
import type { RequestContext } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { NoteSubject } from './note.ts'
import { notesPage } from './queries.ts'
import { openNote } from './sealing.ts'

export interface Note {
  id: string
  author: string
  authorName: string
  /** Null where what is stored was altered or moved, and does not open. */
  body: string | null
  at: Temporal.Instant
}

/** Where a page of a timeline ends: older lines and older notes follow. */
export interface TimelineEnd {
  line?: number
  note?: string
}

/** What was written and what happened, each newest first. */
export interface Timeline {
  notes: Note[]
  entries: AuditEntry[]
  /** Where the older ones begin; null where there are none. */
  older: TimelineEnd | null
}

type Visitor = Pick<RequestContext, 'portal' | 'installation'>

const A_PAGE = 40

/** Notes about somebody or a case, newest first. The transaction must be set to the current portal. */
export async function readNotes(
  tx: Tx,
  { portal, installation }: Visitor,
  about: NoteSubject,
  { before, limit = A_PAGE }: { before?: string; limit?: number } = {},
): Promise<Note[]> {
  const rows = await notesPage(tx, { about, before, limit })
  if (rows.length === 0) return []
  const key = await installation.keys.of(tx, portal.id)
  return rows.map(({ id, author, author_name, sealed_body, written_at }) => ({
    id,
    author,
    authorName: author_name,
    body: openNote(
      key,
      { portal: portal.id, note: id, about, author },
      sealed_body,
      installation.log,
    ),
    at: written_at,
  }))
}

/**
 * Notes about somebody or a case together with what happened to them, newest first, a page at a time.
 * The transaction must be set to the current portal.
 * @param asked.also shown ids of what is the same thing, such as a card that was merged into this one
 */
export async function readTimeline(
  tx: Tx,
  visitor: Visitor,
  about: NoteSubject,
  { from = {}, also = [] }: { from?: TimelineEnd; also?: readonly string[] } = {},
): Promise<Timeline> {
  const subject = 'person' in about ? show('person', about.person) : show('case', about.case)
  const [notes, lines] = await Promise.all([
    readNotes(tx, visitor, about, { before: from.note, limit: A_PAGE + 1 }),
    auditPage(tx, {
      subjects: [subject, ...also],
      after: from.line,
      limit: A_PAGE + 1,
    }),
  ])
  const all = [
    ...notes.map((note) => ({ at: note.at, note })),
    ...lines.rows.map((entry) => ({ at: entry.at, entry })),
  ].toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
  const shown = all.slice(0, A_PAGE)
  const shownNotes = shown.flatMap((one) => ('note' in one ? [one.note] : []))
  const shownLines = shown.flatMap((one) => ('entry' in one ? [one.entry] : []))
  return {
    notes: shownNotes,
    // A note speaks for itself; that it was written goes without saying.
    entries: shownLines.filter(({ operation }) => operation !== 'note.write'),
    older:
      all.length > shown.length
        ? {
            line: shownLines.at(-1)?.number ?? from.line,
            note: shownNotes.at(-1)?.id ?? from.note,
          }
        : null,
  }
}

/** A timeline's end as it stands in an address: `12.nte_…`, either of which may be missing. */
export const showEnd = ({ line, note }: TimelineEnd): string =>
  `${line ?? ''}.${note === undefined ? '' : show('note', note)}`

/** An invalid cursor shows the first page. */
export function parseEnd(text: string | undefined): TimelineEnd {
  const [line = '', note = ''] = (text ?? '').split('.')
  return {
    line: /^\d{1,9}$/.test(line) ? Number(line) : undefined,
    note: parseId('note', note) ?? undefined,
  }
}
