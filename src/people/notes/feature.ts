import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as notes from './notes.ts'
import { notesResource } from './resource.ts'

export const feature: Feature = {
  handlers: [notesResource],
  operations: [notes],
  tables: [erased('notes', { person_id: 'merged', author_id: 'none' })],
}
