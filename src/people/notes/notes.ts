import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { mayRemove, noteBody, onlyOne, type NoteSubject } from './note.ts'
import { countNotes, deleteNote, holdSubject, insertNote, lockNote } from './queries.ts'
import { sealNote } from './sealing.ts'

const shown = (about: NoteSubject) =>
  'person' in about ? show('person', about.person) : show('case', about.case)

export const writeNote = operation({
  name: 'note.write',
  done: { en: 'Wrote a note', es: 'Escribió una nota' },
  summary: 'Writes a note about a person or a case, for the portal’s staff',
  input: z
    .strictObject({
      person: id('person').optional(),
      case: id('case').optional(),
      body: noteBody,
    })
    .superRefine(onlyOne),
  right: 'people:manage',
  async run(op, { person, case: matter, body }) {
    const { tx, portal, now, caller, installation, note } = op
    const about: NoteSubject = person === undefined ? { case: matter! } : { person }
    if (!(await holdSubject(tx, about))) return kitRefuse('not_found')
    const most = await reached(op, 'notes', shown(about), (most) => countNotes(tx, about, most))
    if (most !== null) return refuse('too_many_notes', { values: { most } })
    const author = caller.person
    if (author === undefined) return refuse('nobody_writes')
    const written = newId()
    const key = await installation.keys.of(tx, portal)
    const sealedBody = sealNote(key, { portal, note: written, about, author }, body)
    await insertNote(tx, { id: written, about, author, sealedBody, now })
    note({ subject: shown(about), details: { note: show('note', written) } })
    return done({ note: show('note', written) })
  },
})

export const removeNote = operation({
  name: 'note.remove',
  done: { en: 'Removed a note', es: 'Quitó una nota' },
  summary: 'Takes a note back; only whoever wrote it may',
  input: z.strictObject({ note: id('note') }),
  right: 'people:manage',
  async run({ tx, caller, note }, { note: id }) {
    const row = await lockNote(tx, id)
    if (!row) return kitRefuse('not_found')
    if (!mayRemove(row, caller.person)) return refuse('note_of_another')
    await deleteNote(tx, id)
    const about = row.person_id === null ? { case: row.case_id! } : { person: row.person_id }
    note({ subject: shown(about), details: { note: show('note', id) } })
    return done({ note: show('note', id) })
  },
})
