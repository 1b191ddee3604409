import { formatMoney } from '../../kit/money.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { locale } from '../../ui/index.ts'

/** An amount as people of that language write it. */
export const moneyText = (minor: bigint, currency: string, language: Language): string =>
  formatMoney({ minor, currency }, locale(language))

export const Money = ({ minor, currency }: { minor: bigint; currency: string }) => (
  <span class="numeric">{moneyText(minor, currency, useLanguage())}</span>
)
