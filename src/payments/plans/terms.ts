import type { Language } from '../../kit/texts.ts'
import { moneyText } from '../wording/money.tsx'
import type { Interval, Plan } from './plan.ts'
import { words } from './terms-texts.ts'

/** How often a period begins: `monthly`, or `every 3 months`. */
export function intervalText({ every, unit }: Interval, language: Language): string {
  const t = words(language)
  return every === 1 ? t(`each.${unit}`) : t(`every.${unit}`, { every })
}

/** A plan’s terms in short: `Coaching, €250.00 monthly, 14 days of trial`. Amounts are without tax rules. */
export function planText(plan: Plan, language: Language): string {
  const t = words(language)
  const { name, price, interval, trialDays, cycles } = plan
  const parts = [
    name,
    t('price', {
      amount: moneyText(price.minor, price.currency, language),
      interval: intervalText(interval, language),
    }),
    ...(trialDays > 0 ? [t('trial', { days: trialDays })] : []),
    ...(cycles === null ? [] : [t('cycles', { cycles })]),
  ]
  return parts.join(', ')
}
