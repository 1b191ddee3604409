import type { Language } from '../../kit/texts.ts'
import { moneyText, planText, type PlanRow } from '../../payments/index.ts'
import type { FormAccess } from './form-access.ts'
import { words } from './texts.ts'

/** What a form costs, in a sentence; null where it costs nothing. */
export function costText(
  { price }: Pick<FormAccess, 'price'>,
  plan: PlanRow | null,
  language: Language,
): string | null {
  const t = words(language)
  const terms = plan ? planText(plan.current, language) : ''
  if (!price) return plan ? t('panel.plan', { plan: terms }) : null
  const amount = moneyText(price.amount, price.currency, language)
  return plan ? t('panel.both', { amount, plan: terms }) : t('panel.price', { amount })
}
