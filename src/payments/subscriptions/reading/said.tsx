import { useLanguage } from '../../../kit/reader.ts'
import { Badge, Time, type Tone } from '../../../ui/index.ts'
import type { KeptMethod } from '../../methods/queries.ts'
import type { Plan } from '../../plans/plan.ts'
import { renews, type Subscription, type SubscriptionState } from '../subscription.ts'
import { t } from './texts.ts'
import { words as shared } from '../texts.ts'

const TONES: Readonly<Record<SubscriptionState, Tone>> = {
  pending: 'amber',
  trialing: 'blue',
  active: 'green',
  past_due: 'red',
  paused: 'grey',
  inactive: 'red',
  ended: 'grey',
}

/** How a subscription stands. */
export const SubscriptionBadge = ({ state }: { state: SubscriptionState }) => (
  <Badge tone={TONES[state]}>{shared(useLanguage())(`state.${state}`)}</Badge>
)

/** What comes next of it, in a few words. */
export function WhatIsNext({ subscription, plan }: { subscription: Subscription; plan: Plan }) {
  const { state, periodEnds, accessUntil, resumesAt } = subscription
  if (state === 'pending') return <>{t('next.pending')}</>
  if (renews(subscription, plan) && periodEnds)
    return (
      <>
        {t('next.renews')} <Time at={periodEnds} show="date" />
      </>
    )
  if ((state === 'active' || state === 'trialing') && periodEnds)
    return (
      <>
        {t('next.ends')} <Time at={periodEnds} show="date" />
      </>
    )
  if (state === 'paused' && resumesAt)
    return (
      <>
        {t('next.resumes')} <Time at={resumesAt} show="date" />
      </>
    )
  if (state === 'paused') return <>{t('next.paused')}</>
  if (state === 'past_due' && accessUntil)
    return (
      <>
        {t('next.access')} <Time at={accessUntil} show="date" />
      </>
    )
  return <span class="muted">{t('next.nothing')}</span>
}

/** `Visa 4242, until 04/2028`. */
export function methodText({ kind, brand, last4, expires }: KeptMethod): string {
  const name = t(`method.${kind}`, { brand, last4 })
  if (expires === null) return name
  const [year, month] = expires.split('-')
  return t('method.until', { name, month: `${month}/${year}` })
}
