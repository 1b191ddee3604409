import { z } from 'zod'
import { personById } from '../../identity/index.ts'
import { reads, writes, type Served } from '../../web/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { removeNote, writeNote } from './notes.ts'
import { readNotes, type Note } from './timeline.ts'

const gated = { feature: 'people', right: 'people:manage' } as const
const A_PAGE = 50

/** Notes, as programs ask for them and are shown them; of a person as of a case. */
export const notesQuery = z.strictObject({ cursor: id('note').optional() })
export const notesView = z.object({
  notes: z
    .array(
      z.object({
        id: z.string(),
        author: z.object({ id: z.string(), name: z.string() }),
        body: z
          .string()
          .nullable()
          .describe('Null where what is stored was altered and does not open'),
        writtenAt: z.iso.datetime(),
      }),
    )
    .describe('Newest first'),
  next: z.string().nullable().describe('Send it as `cursor` for older notes'),
})
export const noteWritten = z.object({ note: z.string() })

const showNote = ({ id, author, authorName, body, at }: Note) => ({
  id: show('note', id),
  author: { id: show('person', author), name: authorName },
  body,
  writtenAt: at.toString(),
})

/** A page of notes asked for with one more than it shows. */
export const showNotes = (notes: readonly Note[], limit = A_PAGE) => ({
  notes: notes.slice(0, limit).map(showNote),
  next: notes.length > limit ? show('note', notes[limit - 1]!.id) : null,
})

export const noteEndpoints: readonly Served[] = [
  reads(routes.api.contactNotes, {
    ...gated,
    name: 'note.list',
    summary: 'Lists the notes about a person, newest first',
    query: notesQuery,
    answer: notesView,
    show: (visit, { cursor }) =>
      visit.read(async (tx) => {
        const person = parseId('person', visit.param('person'))
        if (person === null || !(await personById(tx, visit.portal.id, person))) return null
        const asked = { before: cursor, limit: A_PAGE + 1 }
        return showNotes(await readNotes(tx, visit, { person }, asked))
      }),
  }),
  writes(routes.api.contactNotes, 'POST', {
    ...gated,
    operation: writeNote,
    path: { person: 'person' },
    given: { fields: ['case'], from: () => ({}) },
    status: 201,
    answer: noteWritten,
    show: (_, value) => value,
  }),
  writes(routes.api.note, 'DELETE', {
    ...gated,
    operation: removeNote,
    path: { note: 'note' },
  }),
]
