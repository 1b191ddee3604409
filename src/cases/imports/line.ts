import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { FieldError, Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { invalid, invalidField, invalidFields } from '../../kit/validation.ts'
import { card, changedValues, isBorn, type Field } from '../../people/index.ts'
import { day } from '../../kit/day.ts'
import { caseNumber, title } from '../case/case.ts'
import { label } from '../labels/label.ts'
import { SIDES } from '../case/parties/party.ts'
import { refuse } from '../refusals.ts'
import { COLUMNS, headerOf, plain, type Column, type ColumnName } from './column.ts'
import type { CsvLine } from './file.ts'

/** What a line asks for: somebody, and a case that they have to do with. */
export const importedLine = z.strictObject({
  contact: z.strictObject(card),
  case: z
    .strictObject({
      number: caseNumber,
      title: title.optional().describe('Needed where there is no case with this number yet'),
      type: label.optional(),
      stage: label.optional(),
      openedOn: day.optional(),
      side: z.enum(SIDES).default('client'),
    })
    .optional()
    .describe('One that is there already stays as it is'),
  invite: z.enum(['yes', 'no']).default('no'),
})
export type ImportedLine = z.output<typeof importedLine>

/** What of a portal decides how its lines are read. */
export interface Lookups {
  fields: readonly Field[]
  types: readonly string[]
  stages: readonly string[]
}

/** What a column is called within the line's case. */
const CASE_FIELDS: Partial<Record<string, string>> = {
  caseNumber: 'number',
  caseTitle: 'title',
  caseType: 'type',
  caseStage: 'stage',
  openedOn: 'openedOn',
} satisfies Partial<Record<ColumnName, unknown>>

/** Words that stand for a value, in either language; whatever else is written is left to the rules. */
const MEANS: Partial<Record<string, Readonly<Record<string, string>>>> = {
  role: { interesado: 'lead', candidato: 'prospect', cliente: 'client' },
  language: { english: 'en', ingles: 'en', espanol: 'es', spanish: 'es', castellano: 'es' },
  side: {
    cliente: 'client',
    otra: 'other',
    otro: 'other',
    otherparty: 'other',
    otraparte: 'other',
  },
  invite: {
    y: 'yes',
    true: 'yes',
    1: 'yes',
    x: 'yes',
    si: 'yes',
    s: 'yes',
    n: 'no',
    false: 'no',
    0: 'no',
  },
} satisfies Partial<Record<ColumnName, unknown>>

/** A line as an operation takes it, nothing of it checked. An empty cell says nothing. */
export function readLine(
  { cells }: CsvLine,
  columns: readonly Column[],
  { types, stages }: Lookups,
): { line: Record<string, unknown> } | { refusal: Refusal } {
  const more = cells.slice(columns.length).some((cell) => cell.trim() !== '')
  if (more || cells.length < columns.length) return { refusal: refuse('cells_differ') }
  const contact: Record<string, unknown> = {}
  const matter: Record<string, unknown> = {}
  const fields: Record<string, unknown> = {}
  const said: Record<string, string> = {}
  for (const [index, { key }] of columns.entries()) {
    const text = cells[index]!.trim()
    if (text === '') continue
    const value = valueOf(key, text)
    const field = CASE_FIELDS[key]
    if (field) matter[field] = value
    else if (key.startsWith('fields.')) fields[key.slice('fields.'.length)] = value
    else if (key === 'side' || key === 'invite') said[key] = value
    else contact[key] = value
  }
  if (Object.keys(fields).length > 0) contact['fields'] = fields
  const hasCase = Object.keys(matter).length > 0
  for (const [name, names] of [
    ['type', types],
    ['stage', stages],
  ] as const) {
    const wanted = matter[name]
    if (typeof wanted === 'string') matter[name] = asListed(names, wanted)
  }
  return {
    line: {
      contact,
      case: hasCase ? { ...matter, side: said['side'] } : undefined,
      invite: said['invite'],
    },
  }
}

function valueOf(key: string, text: string): string {
  const words = MEANS[key]
  if (!words) return text
  const word = plain(text)
  return Object.hasOwn(words, word) ? words[word]! : text.toLowerCase()
}

const asListed = (names: readonly string[], name: string): string =>
  names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name

/**
 * What is wrong with a line as far as can be told before its turn: whether its person or case is there
 * already is found out then.
 */
export function problemsOf(line: unknown, existing: Lookups, now: Instant): readonly FieldError[] {
  const read = importedLine.safeParse(line, { reportInput: true })
  if (!read.success) return invalid(read.error).fields
  const { contact, case: matter } = read.data
  const wrong: Refusal[] = []
  if (!isKnowable(contact)) wrong.push(refuse('nothing_to_know_by', { field: 'contact.email' }))
  if (contact.birthDate && !isBorn(contact.birthDate, now))
    wrong.push(invalidField('contact.birthDate', 'past'))
  const values = changedValues(existing.fields, {}, contact.fields ?? {})
  if ('wrong' in values)
    wrong.push(
      invalidFields(values.wrong.map((one) => ({ ...one, field: `contact.${one.field}` }))),
    )
  if (matter?.type && !existing.types.includes(matter.type))
    wrong.push(refuse('no_such_type', { field: 'case.type' }))
  if (matter?.stage && !existing.stages.includes(matter.stage))
    wrong.push(refuse('no_such_stage', { field: 'case.stage' }))
  return wrong.flatMap(({ fields }) => fields)
}

/** Without any of these, the same person would be added again by the next file. */
export const isKnowable = ({ email, birthDate, userName }: ImportedLine['contact']): boolean =>
  Boolean(email ?? birthDate ?? userName)

/** What is wrong with a line, for a page, a file and a program. Holds nothing of what the line says. */
export interface Problem extends Record<Language, string> {
  /** As the file calls it; null where it is about the line as a whole. */
  column: string | null
  code: string
}

/** Names each field by the column that it came from; one whose column is not in the file, in the sentence. */
export function problemsIn(
  { fields, code, say }: Pick<Refusal, 'fields' | 'code' | 'say'>,
  columns: readonly Column[],
): Problem[] {
  if (fields.length === 0) return [{ column: null, code, en: say('en'), es: say('es') }]
  return fields.map(({ field, code, say }) => {
    const column = columns.find(({ key }) => pathOf(key) === field)?.header ?? null
    const missing = column === null ? COLUMNS.find((name) => pathOf(name) === field) : undefined
    const told = (language: Language) =>
      missing ? `${headerOf(missing, language)}: ${say(language)}` : say(language)
    return { column, code, en: told('en'), es: told('es') }
  })
}

/** Where a column's value stands in the line, as a refusal names it. */
function pathOf(key: string): string {
  if (key === 'invite') return key
  const field = key === 'side' ? key : CASE_FIELDS[key]
  return field ? `case.${field}` : `contact.${key}`
}
