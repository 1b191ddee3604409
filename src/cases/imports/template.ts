import type { Cell } from '../../kit/csv.ts'
import type { Language } from '../../kit/texts.ts'
import type { Field } from '../../people/index.ts'
import { COLUMNS, headerOf } from './column.ts'

/** A file to fill in: the names of all columns, the portal's own among them, and nothing else. */
export const templateFor = (language: Language, fields: readonly Field[]): Cell[][] => [
  [...COLUMNS.map((name) => headerOf(name, language)), ...fields.map(({ label }) => label)],
]
