import { particularInWords } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import { words, type Text } from './texts.ts'
import type { AuditEntry } from './trail.ts'

type Details = AuditEntry['details']

interface Pair {
  from: unknown
  to: unknown
}

/** Longer ones are hashes and the like, or say little in a line. */
const LONGEST = 60

/** The particulars that are told as a change; the others stand beside them. */
const TOLD = new Set(['changed', 'fields', 'from', 'to'])
export const isChange = (name: string, value: unknown): boolean => TOLD.has(name) || isPair(value)

/** What a line says was changed, each with from what to what, where the line has that. */
export function changesIn(details: Details, language: Language): string[] {
  const { changed, fields, from, to = details['stage'], ...others } = details
  const pairs = Object.entries(others).filter((one): one is [string, Pair] => isPair(one[1]))
  const names = texts(changed).filter(
    // The own fields are told by what they are called, where the line has that.
    (name) => !isPair(details[name]) && !(name === 'fields' && texts(fields).length > 0),
  )
  const whole =
    typeof from === 'string' && typeof to === 'string' ? arrow({ from, to }, language) : null
  return [
    ...(whole === null ? [] : [whole]),
    ...pairs.map(([name, pair]) => {
      const became = arrow(pair, language)
      return became === null ? nameOf(name, language) : `${nameOf(name, language)}: ${became}`
    }),
    ...names.map((name) => nameOf(name, language)),
    ...texts(fields),
  ]
}

const arrow = ({ from, to }: Pair, language: Language): string | null => {
  const [before, after] = [valueIn(from, language), valueIn(to, language)]
  return before === null || after === null ? null : `${before} → ${after}`
}

/** A particular's value in words; null where it is nothing for a person to read. */
export function valueIn(value: unknown, language: Language): string | null {
  const t = words(language)
  if (value === null || value === '') return t('value.none')
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (Array.isArray(value))
    return value.length === 0 ? t('value.none') : texts(value).join(', ') || null
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if (text.length > LONGEST || /^[a-z]{3}_\w{26}$/.test(text)) return null
  return spoken(`value.${text}`, language) ?? particularInWords('values', text, language) ?? text
}

/** What a particular is called. */
export const nameOf = (name: string, language: Language): string =>
  spoken(`detail.${name}`, language) ??
  particularInWords('details', name, language) ??
  name.replaceAll('_', ' ')

const isPair = (value: unknown): value is Pair =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const spoken = (key: string, language: Language): string | undefined =>
  Object.hasOwn(words.words.en, key) ? words(language)(key as Text) : undefined
