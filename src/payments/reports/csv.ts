import type { Cell } from '../../kit/csv.ts'
import type { Language } from '../../kit/texts.ts'
import { amountIn, milliText } from '../amount.ts'
import { METHODS } from '../received/payment.ts'
import { words as shared } from '../wording/texts.ts'
import type { MonthRow } from './month.ts'
import { words } from './texts.ts'

/** A tax rate or a way of paying, in words. */
export function ofText({ of }: MonthRow, language: Language): string {
  if (of === '') return ''
  const method = METHODS.find((one) => one === of)
  if (method) return shared(language)(`method.${method}`)
  return /^\d+$/.test(of) ? words(language)('rate', { rate: milliText(BigInt(of)) }) : of
}

/** The totals as a table. */
export function monthTable(month: string, rows: readonly MonthRow[], language: Language): Cell[][] {
  const t = words(language)
  return [
    [t('month'), t('what'), t('of'), t('currency'), t('count'), t('net'), t('tax'), t('total')],
    ...rows.map((row) => [
      month,
      t(`section.${row.section}`),
      ofText(row, language),
      row.currency,
      row.count || null,
      amountIn(row.net, row.currency),
      amountIn(row.tax, row.currency),
      amountIn(row.total, row.currency),
    ]),
  ]
}
