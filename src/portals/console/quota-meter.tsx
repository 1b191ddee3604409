import { inUnits } from '../../kit/size.ts'
import { Alert, Meter } from '../../ui/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { fillingOf, quotaFor } from '../setting/quota.ts'
import type { PortalDetail } from './portal-queries.ts'
import { t } from './texts.ts'

interface QuotaProps {
  portal: Pick<PortalDetail, 'fileBytes' | 'filesGb'>
}

/** How much of their room a portal's files take: in words, and drawn. */
export function QuotaMeter({ portal: { fileBytes, filesGb } }: QuotaProps) {
  const { language, installation } = useRequestContext()
  const most = quotaFor(installation, filesGb)
  const words = t('room.used', {
    used: inUnits(fileBytes, language),
    most: inUnits(most, language),
  })
  return <Meter label={t('room')} words={words} value={fileBytes / most} />
}

/**
 * Says that there is little room left, or none, and what can be done about it.
 * @param whose of its own staff, who have to ask for more, or of who provides it
 */
export function QuotaAlert({ portal, whose }: QuotaProps & { whose: 'own' | 'provided' }) {
  const { installation } = useRequestContext()
  const filling = fillingOf(portal.fileBytes, quotaFor(installation, portal.filesGb))
  if (filling === null) return null
  return (
    <Alert tone={filling === 'full' ? 'red' : 'amber'} title={t(`room.${filling}`)}>
      {t(`room.${whose}`)}
    </Alert>
  )
}
