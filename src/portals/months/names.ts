import { startOf } from '../../kit/day.ts'
import type { Language } from '../../kit/texts.ts'
import { locale } from '../../ui/time.tsx'

/** `February 2028`. */
export const monthName = (month: string, language: Language): string =>
  format(language, { month: 'long', year: 'numeric' }, `${month}-01`)

/** `29 Feb`, of a day such as `2028-02-29`. */
export const dayName = (day: string, language: Language): string =>
  format(language, { day: 'numeric', month: 'short' }, day)

// Making a formatter costs more than a line of a report; each is made once.
const formatters = new Map<string, Intl.DateTimeFormat>()
function format(language: Language, options: Intl.DateTimeFormatOptions, day: string): string {
  const key = `${language} ${Object.keys(options).join(' ')}`
  const made =
    formatters.get(key) ??
    new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' })
  formatters.set(key, made)
  return made.format(startOf(day).epochMilliseconds)
}
