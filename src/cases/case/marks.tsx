import { useLanguage } from '../../kit/reader.ts'
import { Badge, dateOf } from '../../ui/index.ts'
import { t } from '../texts.ts'
import type { Case } from './case.ts'

/** Where a case stands: its stage while it is open, that it is closed afterwards. */
export function StageBadge({
  of: { stage, closed_on },
}: {
  of: Pick<Case, 'stage' | 'closed_on'>
}) {
  return closed_on ? (
    <Badge tone="grey">{t('state.closed')}</Badge>
  ) : (
    <Badge tone="blue">{stage ?? t('state.open')}</Badge>
  )
}

/** A day of the calendar, which is the same everywhere. */
export const Day = ({ day }: { day: string }) => {
  const language = useLanguage()
  return (
    <time datetime={day}>{dateOf(language, Temporal.Instant.from(`${day}T00:00Z`), 'UTC')}</time>
  )
}
