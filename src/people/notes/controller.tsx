import { localPath, page, typed, type Served } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { words } from './texts.ts'
import { removeNote } from './notes.ts'

export const notesController: readonly Served[] = [
  page(
    routes.noteRemoval,
    'POST',
    'people',
    async (visit) => {
      const note = visit.param('note')
      if (parseId('note', note) === null) return visit.refuse(refuse('not_found'))
      const result = await visit.perform(removeNote, { note })
      if (!result.ok) return visit.refuse(result)
      // Back to the card or the case, whose page alone knows that it is about it.
      return visit.redirect(localPath(typed(visit.form)['to']) ?? routes.home(), {
        tone: 'green',
        text: words(visit.language)('note.removed'),
      })
    },
    { right: 'people:manage', fields: { to: 'text' } },
  ),
]
