import { Badge } from '../../ui/index.ts'
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
