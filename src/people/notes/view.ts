import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { Note } from './timeline.ts'

/** Notes that programs are shown at once. */
export const A_PAGE = 50

/** Notes, as programs ask for them and are shown them; of a person as of a case. */
export const notesQuery = z.strictObject({ cursor: id('note').optional() })
export const notesView = shape('NoteList', {
  notes: z
    .array(
      shape('Note', {
        id: z.string(),
        author: named,
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
export const noteWritten = shape('WrittenNote', { note: z.string() })

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
