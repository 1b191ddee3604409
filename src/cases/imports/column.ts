import type { Field } from '../../people/index.ts'
import { show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { cut } from '../../kit/whole-text.ts'
import { refuse } from '../refusals.ts'

export const COLUMNS = [
  'name',
  'email',
  'phone',
  'role',
  'digits',
  'birthDate',
  'company',
  'userName',
  'language',
  'caseNumber',
  'caseTitle',
  'caseType',
  'caseStage',
  'openedOn',
  'side',
  'invite',
] as const
export type ColumnName = (typeof COLUMNS)[number]

/** What a column may be called; first as the template has it. Case, accents and signs do not count. */
const NAMES: Record<ColumnName, Record<Language, readonly [string, ...string[]]>> = {
  name: { en: ['Name', 'Full name'], es: ['Nombre', 'Nombre completo'] },
  email: { en: ['E-mail', 'Email address'], es: ['Correo electrónico', 'Correo'] },
  phone: { en: ['Phone', 'Telephone', 'Mobile'], es: ['Teléfono', 'Móvil'] },
  role: { en: ['Role'], es: ['Papel', 'Rol'] },
  digits: {
    en: ['Last four digits', 'Digits', 'Social security number', 'SSN'],
    es: ['Cuatro últimas cifras', 'Cifras', 'Número de la seguridad social'],
  },
  birthDate: { en: ['Date of birth', 'Birth date'], es: ['Fecha de nacimiento'] },
  company: { en: ['Company'], es: ['Empresa'] },
  userName: { en: ['User name'], es: ['Nombre de usuario', 'Usuario'] },
  language: { en: ['Language'], es: ['Idioma'] },
  caseNumber: { en: ['Case number', 'Case'], es: ['Número de caso', 'Caso'] },
  caseTitle: { en: ['Case title'], es: ['Título del caso'] },
  caseType: { en: ['Case type'], es: ['Tipo de caso'] },
  caseStage: { en: ['Case stage'], es: ['Fase del caso'] },
  openedOn: { en: ['Opened on', 'Opened'], es: ['Abierto el', 'Fecha de apertura'] },
  side: { en: ['Side'], es: ['Parte', 'Lado'] },
  invite: { en: ['Invite'], es: ['Invitar'] },
}

/** A column of a file: one of ours, or `fields.` and the id of one of the portal's own. */
export interface Column {
  key: string
  /** As the file names it; what is wrong in it is told by this name. */
  header: string
}

export const headerOf = (name: ColumnName, language: Language): string => NAMES[name][language][0]

/** As names are compared: a person's spreadsheet writes `E-MAIL`, a program's `user_name`. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

const KNOWN: ReadonlyMap<string, ColumnName> = new Map(
  COLUMNS.flatMap((name) =>
    [name, ...NAMES[name].en, ...NAMES[name].es].map((one) => [plain(one), name] as const),
  ),
)

const DIGITS = /(?:\d[\s.-]?){4}/

/** What the first line says the columns are. The portal's own fields go by their labels, after ours. */
export function readHeader(
  cells: readonly string[],
  fields: readonly Field[],
): { columns: Column[] } | { refusal: Refusal } {
  const own = new Map(
    fields.map(({ id, label }) => [plain(label), `fields.${show('field', id)}`] as const),
  )
  const columns: Column[] = []
  const keys = cells.map((cell) => KNOWN.get(plain(cell)) ?? own.get(plain(cell)))
  // A file without names has people in its first line: none of them is to be repeated on a page.
  if (keys.every((key) => key === undefined)) return no('no_header')
  for (const [index, cell] of cells.entries()) {
    const header = cut(cell.trim(), 60)
    const key = keys[index]
    if (header === '') return no('unnamed_column', { number: index + 1 })
    // Where a name was forgotten, a person's digits stand there.
    if (key === undefined && DIGITS.test(header)) return no('unnamed_column', { number: index + 1 })
    if (key === undefined) return no('unknown_column', { column: header })
    if (columns.some((column) => column.key === key)) return no('column_twice', { column: header })
    columns.push({ key, header })
  }
  if (!keys.includes('name')) return no('no_name_column')
  return { columns }
}

const no = (code: Parameters<typeof refuse>[0], values?: Record<string, string | number>) => ({
  refusal: refuse(code, { field: 'csv', values }),
})
