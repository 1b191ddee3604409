import { show } from '../../../kit/ids.ts'
import { formatMoney, type Money } from '../../../kit/money.ts'
import { isLanguage, type Language } from '../../../kit/texts.ts'
import { words } from '../texts.ts'
import type { FullLine } from './reading/full-lines.ts'
import type { Report } from './report.ts'

/** What a report's own pages are written in: the partner's language when it was issued. */
export const languageOf = ({ language }: Report): Language =>
  isLanguage(language) ? language : 'en'

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
