import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { formatMoney } from '../../kit/money.ts'
import { locale } from '../../ui/index.ts'
import { monthAfter, type Price } from './partner.ts'
import { t } from './texts.ts'

/** A month as people name it: "November 2026". @param month its first day, as an ISO date */
export const monthName = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(locale(language), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(month))

/** The day on which a month's bill is issued: "1 December 2026". */
export const issueDay = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(monthAfter(month)),
  )

export const money = (language: Language, price: Price): string =>
  formatMoney(price, locale(language))

/** A price, or that there is none. */
export const PriceText = ({ price }: { price?: Price }) => {
  const language = useLanguage()
  return price ? (
    <span class="numeric">{money(language, price)}</span>
  ) : (
    <span class="muted">{t('price.none')}</span>
  )
}
