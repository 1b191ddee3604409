import { personById } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { localPath, resource, typed } from '../../web/index.ts'
import { removeNote, writeNote } from './notes.ts'
import { words } from './texts.ts'
import { readNotes } from './timeline.ts'
import { A_PAGE, notesQuery, notesView, noteWritten, showNotes } from './view.ts'

export const notesResource = resource({ feature: 'people', right: 'people:manage', words })
  .read(routes.api.contacts.one.notes, {
    name: 'note.list',
    summary: 'Lists the notes about a person, newest first',
    query: notesQuery,
    answer: notesView,
    show: (ctx, { cursor }) =>
      ctx.read(async (tx) => {
        const person = parseId('person', ctx.param('person'))
        if (person === null || !(await personById(tx, person))) return null
        const query = { before: cursor, limit: A_PAGE + 1 }
        return showNotes(await readNotes(tx, ctx, { person }, query))
      }),
  })
  .change(writeNote, {
    api: routes.api.contacts.one.notes,
    given: { fields: ['case'], from: () => ({}) },
    status: 201,
    answer: noteWritten,
    show: (_, written) => written,
  })
  .change(removeNote, {
    page: routes.notes.one.removal,
    api: routes.api.notes.one,
    method: 'DELETE',
    fields: { to: 'text' },
    input: () => ({}),
    // Back to the card or the case, whose page alone knows that it is about it.
    to: (_, { form }) => localPath(typed(form)['to']) ?? routes.home(),
    said: 'note.removed',
  })
