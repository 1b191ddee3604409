import type { Wrong } from '../validation.ts'
import { DATE_FORMS, FILTERS, isDateForm } from './filters.ts'
import { closest } from './closest.ts'
import { MOST, parse, type Filter, type PlaceholderPiece, type Unreadable } from './parse.ts'
import { written, type Known } from './placeholder.ts'

/** What is wrong in a text, where, and what would be right. */
export interface Fault {
  why: Unreadable | 'unknown' | 'no_fallback' | 'filter' | 'date_form'
  /** Where it begins in the text, and where it ends, in UTF-16 units. */
  begin: number
  end: number
  /** From 1. */
  line: number
  source: string
  /** What would be right instead; absent where nobody can tell. */
  instead?: string
}

/** Everything that is wrong with the placeholders of a text, in its order. */
export function faultsIn(text: string, offered: Known): Fault[] {
  return parse(text).flatMap((piece) => {
    const { begin, end, source } = piece
    const lineOf = () => text.slice(0, begin).split('\n').length
    const fault = (why: Fault['why'], instead?: string): Fault[] => [
      { why, begin, end, line: lineOf(), source: source.slice(0, 60), instead },
    ]
    if (piece.kind === 'text') return []
    if (piece.kind === 'unreadable') return fault(piece.why)
    const placeholder = offered.get(piece.name)
    if (!placeholder) {
      const near = closest(piece.name, offered.keys())
      return fault('unknown', near && written(offered.get(near)!))
    }
    const filter = piece.filters.find((one) => !Object.hasOwn(FILTERS, one.name) || lacks(one))
    if (filter) return fault('filter', written(placeholder))
    if (piece.filters.some(({ name, text }) => name === 'date' && text && !isDateForm(text)))
      return fault('date_form', `{{${piece.name} | date: "${DATE_FORMS[0]}"}}`)
    if (placeholder.mayBeEmpty && !piece.filters.some(({ name }) => name === 'default'))
      return fault('no_fallback', withFallback(piece))
    return []
  })
}

/** A filter without the text it needs, or with one that it has no use for. */
const lacks = ({ name, text }: Filter): boolean =>
  FILTERS[name] === 'text' ? text === undefined : FILTERS[name] === 'nothing' && text !== undefined

const withFallback = ({ source }: PlaceholderPiece): string =>
  source.replace(/\s*(-?\}\})$/, ' | default: ""$1')

const TEXTS = {
  unclosed: 'placeholder_unclosed',
  tag: 'placeholder_tag',
  form: 'placeholder_form',
  too_many: 'placeholder_many',
  text_too_long: 'too_long',
  unknown: 'placeholder',
  no_fallback: 'placeholder_fallback',
  filter: 'placeholder_filter',
  date_form: 'placeholder_date',
} as const satisfies Record<Fault['why'], Wrong['text']>

/** The same as what is wrong with a field, each with its sentence. */
export const wrongPlaceholders = (field: string, text: string, offered: Known): Wrong[] =>
  faultsIn(text, offered).map(({ why, source, line, instead }) => ({
    field,
    text: why === 'unknown' && instead ? 'placeholder_near' : TEXTS[why],
    values: {
      name: source,
      line,
      instead: instead ?? '',
      known: [...offered.values()].map(written).join(', '),
      filters: Object.keys(FILTERS).join(', '),
      forms: DATE_FORMS.join(', '),
      maximum: MOST,
    },
  }))

/** Names that a text has values put in for. */
export const placeholdersIn = (text: string): string[] =>
  parse(text).flatMap((piece) => (piece.kind === 'placeholder' ? [piece.name] : []))
