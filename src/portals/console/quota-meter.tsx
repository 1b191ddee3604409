import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { inUnits } from '../../kit/size.ts'
import { routes } from '../../routes.ts'
import { Alert, ButtonLink, Meter } from '../../ui/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { fillingOf, quotaFor } from '../setting/quota.ts'
import type { PortalDetail } from './portal-queries.ts'
import { t } from './texts.ts'

interface QuotaProps {
  portal: Pick<PortalDetail, 'fileBytes' | 'filesMb'>
}

/** How much of their room a portal's files take: in words, and drawn. */
export function QuotaMeter({ portal: { fileBytes, filesMb } }: QuotaProps) {
  const { language, installation } = useRequestContext()
  const most = quotaFor(installation, filesMb)
  const words = t('room.used', {
    used: inUnits(fileBytes, language),
    most: inUnits(most, language),
  })
  return <Meter label={t('room')} words={words} value={fileBytes / most} />
}

/** Says to a portal's staff that there is little room left, or none, with the way to what takes it. */
export function QuotaAlert({ portal, isThere }: QuotaProps & { isThere?: boolean }) {
  const { holds } = useRequestContext()
  const leads = !isThere && holds('portal:configure')
  return (
    <Filling portal={portal} whose="own">
      {leads ? (
        <ButtonLink small href={routes.settings.files()}>
          {t('room.see')}
        </ButtonLink>
      ) : null}
    </Filling>
  )
}

/** The same to whoever provides the portal, with the way to giving it more. @param portal as the console shows it */
export const ProvidedQuotaAlert = ({ portal }: { portal: PortalDetail }) => (
  <Filling portal={portal} whose="provided">
    <ButtonLink
      small
      href={routes.console.portals.one.settings({ portal: show('portal', portal.id) })}
    >
      {t('room.give')}
    </ButtonLink>
  </Filling>
)

/** Says to those who are served that nothing can be sent, and whom to tell; not how much there is. */
export function ClientQuotaAlert({ portal, isThere }: QuotaProps & { isThere?: boolean }) {
  const { installation, may } = useRequestContext()
  if (fillingOf(portal.fileBytes, quotaFor(installation, portal.filesMb)) !== 'full') return null
  return (
    <Alert
      tone="amber"
      title={t('room.served')}
      action={
        isThere || !may('messages') ? undefined : (
          <ButtonLink small href={routes.messages.new()}>
            {t('room.write')}
          </ButtonLink>
        )
      }
    >
      {t('room.served.text')}
    </Alert>
  )
}

function Filling({
  portal,
  whose,
  children,
}: QuotaProps & { whose: 'own' | 'provided'; children?: Child }) {
  const { installation } = useRequestContext()
  const filling = fillingOf(portal.fileBytes, quotaFor(installation, portal.filesMb))
  if (filling === null) return null
  return (
    <Alert
      tone={filling === 'full' ? 'red' : 'amber'}
      title={t(`room.${filling}`)}
      action={children ?? undefined}
    >
      {t(`room.${filling}.${whose}`)}
    </Alert>
  )
}
