/** The door of people: contacts and their companies, and what staff write down about people and cases. */
import type { Served } from '../identity/index.ts'
import { notesController } from './notes/controller.tsx'
import { noteEndpoints } from './notes/endpoints.ts'

export { removeNote, writeNote } from './notes/notes.ts'
export { Notes } from './notes/panel.tsx'
export { noteWritten, notesQuery, notesView, showNotes } from './notes/endpoints.ts'
export {
  parseEnd,
  readNotes,
  readTimeline,
  type Note,
  type Timeline,
  type TimelineEnd,
} from './notes/timeline.ts'

export const peopleController: readonly Served[] = [...notesController, ...noteEndpoints]
