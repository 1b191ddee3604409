import { show } from '../../../kit/ids.ts'
import { formatMoney, type Money } from '../../../kit/money.ts'
import { isLanguage, type Language } from '../../../kit/texts.ts'
import { locale } from '../../../ui/time.tsx'
import { words } from '../texts.ts'
import type { FullLine } from './reading/full-lines.ts'
import type { Report } from './report.ts'

/** What a report's own pages are written in: the partner's language when it was issued. */
export const languageOf = ({ language }: Report): Language =>
  isLanguage(language) ? language : 'en'

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
  return made.format(Temporal.Instant.from(`${day}T00:00Z`).epochMilliseconds)
}

export const moneyName = (money: Money | null, language: Language): string =>
  money ? formatMoney(money, language) : '–'

/** A portal by its name; a cancelled one has none left, but where it was. */
export const portalName = ({ name, slug }: Pick<FullLine, 'name' | 'slug'>, language: Language) =>
  name || words(language)('line.cancelled', { slug })

/** For files: `billing-2028-02-v1`. */
export const fileName = ({ month, version }: Report): string => `billing-${month}-v${version}`

export const lineAmount = ({ unit }: Report, { amount }: Pick<FullLine, 'amount'>): Money | null =>
  unit && amount !== null ? { minor: amount, currency: unit.currency } : null

/** The ids in a report's addresses. */
export const namesOf = ({ partner, id }: Report) => ({
  partner: show('partner', partner),
  report: show('report', id),
})
