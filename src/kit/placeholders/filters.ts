import type { FilterImplOptions } from 'liquidjs'
import { locale, type Language } from '../texts.ts'

/** How a day can be written: `{{date | date: "long"}}`. */
export const DATE_FORMS = ['short', 'long', 'month', 'year', 'iso'] as const
export type DateForm = (typeof DATE_FORMS)[number]

const OPTIONS: Record<Exclude<DateForm, 'iso'>, Intl.DateTimeFormatOptions> = {
  short: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
}

export const isDateForm = (text: unknown): text is DateForm => DATE_FORMS.includes(text as DateForm)

const asText = (day: Temporal.PlainDate, language: Language, form: DateForm): string =>
  form === 'iso'
    ? day.toString()
    : // A month and a year are of no calendar but the day's, which formatters ask about; an instant has none.
      new Intl.DateTimeFormat(locale(language), { ...OPTIONS[form], timeZone: 'UTC' }).format(
        day.toZonedDateTime('UTC').epochMilliseconds,
      )

/** A value as it is written where nothing says how. */
export const plain = (value: unknown, language: Language): string =>
  value instanceof Temporal.PlainDate
    ? asText(value, language, 'short')
    : typeof value === 'string'
      ? value
      : ''

type FilterOf = Extract<FilterImplOptions, (...all: never[]) => unknown>

/** Whoever fills the text in says who reads it. */
const languageOf = ({ context }: ThisParameterType<FilterOf>): Language =>
  (context.globals as { language: Language }).language

export const fallbackTo: FilterOf = (value: unknown, fallback: unknown) =>
  value instanceof Temporal.PlainDate || (typeof value === 'string' && value.trim() !== '')
    ? value
    : fallback

/** Text is left as it is: it may be the fallback of a day that is not known. */
export const inForm: FilterOf = function (value: unknown, form: unknown) {
  return value instanceof Temporal.PlainDate
    ? asText(value, languageOf(this), isDateForm(form) ? form : 'short')
    : value
}

export const upcase: FilterOf = function (value: unknown) {
  const language = languageOf(this)
  return plain(value, language).toLocaleUpperCase(language)
}

/** What each takes in quotes: a text, one of some words, or nothing. */
export const FILTERS: Readonly<Record<string, 'text' | 'date_form' | 'nothing'>> = {
  default: 'text',
  date: 'date_form',
  upcase: 'nothing',
}
