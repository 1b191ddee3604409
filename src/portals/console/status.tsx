import { useClock, useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { Badge, exactTime, locale, type Tone } from '../../ui/index.ts'
import type { FeatureName } from '../../gate/index.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import type { PortalLine } from './portal-queries.ts'
import { t, words } from './texts.ts'

export const TONES: Readonly<Record<PortalStatus, Tone>> = {
  trial_active: 'blue',
  trial_expired: 'amber',
  certified_secure: 'green',
  suspended: 'red',
  cancelled: 'grey',
}

/** A trial's last days stand out, so that somebody writes to its owner in time. */
const TRIAL_ENDING_DAYS = 7

interface StatusProps {
  portal: Pick<PortalLine, 'status' | 'built' | 'daysLeft'>
}

/** How a portal stands, in a word. */
export function StatusBadge({ portal }: StatusProps) {
  const { status, built, daysLeft } = portal
  if (!built && status !== 'cancelled' && status !== 'suspended')
    return <Badge tone="blue">{t('badge.being_built')}</Badge>
  if (status === 'trial_active' && (daysLeft ?? 0) <= TRIAL_ENDING_DAYS)
    return <Badge tone="amber">{t('badge.trial_ending')}</Badge>
  return <Badge tone={TONES[status]}>{t(`badge.${status}`)}</Badge>
}

/** Days until the status ends by itself, with the moment itself on hover. */
export function DaysLeft({
  portal: { daysLeft, endsAt },
}: {
  portal: Pick<PortalLine, 'daysLeft' | 'endsAt'>
}) {
  const language = useLanguage()
  const { zone } = useClock()
  if (daysLeft === null || endsAt === null) return null
  return (
    <time
      datetime={endsAt.toString({ smallestUnit: 'second' })}
      title={exactTime(language, endsAt, zone)}
    >
      {t('days', { n: daysLeft })}
    </time>
  )
}

/** A deleted portal has no name left; the short name in its address says which it was. */
export const nameOf = ({ name, slug }: Pick<PortalLine, 'name' | 'slug'>): string => name || slug

export const number = (language: Language, value: number): string =>
  new Intl.NumberFormat(locale(language)).format(value)

/** Features in a sentence: "logo and colours, API and files". */
export const featureList = (language: Language, features: readonly string[]): string =>
  new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(
    features.map((feature) => words(language)(`feature.${feature as FeatureName}`)),
  )

/** A text that begins a line. */
export const capital = (text: string): string =>
  text.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase())
