import { startOf } from '../../kit/day.ts'
import type { Language } from '../../kit/texts.ts'
import { locale } from '../../ui/index.ts'

/** A month as addresses name it, such as `2026-01`. */
export const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/

/** `2026-01` in words. */
export const monthName = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(startOf(`${month}-01`).epochMilliseconds)

/** The last months with this one, the newest first, and another that is looked at. */
export function monthsBefore(today: string, other?: string, count = 13): string[] {
  const now = Temporal.PlainYearMonth.from(today.slice(0, 7))
  const months = Array.from({ length: count }, (_, n) => now.subtract({ months: n }).toString())
  return other === undefined || months.includes(other) ? months : [...months, other]
}
