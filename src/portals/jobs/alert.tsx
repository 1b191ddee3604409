import { useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Alert, ButtonLink } from '../../ui/index.ts'
import { number } from '../console/status.tsx'
import { queueName } from './pages.tsx'
import { t } from './texts.ts'

interface ParkedProps {
  parked: readonly { queue: string; jobs: number }[]
}

/** That there are parked jobs, and of what; nothing where there are none. */
export function ParkedAlert({ parked }: ParkedProps) {
  const ctx = useRequestContext()
  const { language } = ctx
  if (parked.length === 0) return null
  const all = parked.reduce((sum, { jobs }) => sum + jobs, 0)
  return (
    <Alert
      tone="red"
      title={t('parked.alert', { jobs: all })}
      action={<ButtonLink href={routes.console.jobs()}>{t('parked.alert.open')}</ButtonLink>}
    >
      {parked
        .map(({ queue, jobs }) => `${queueName(ctx, queue)}: ${number(language, jobs)}`)
        .join(' · ')}
    </Alert>
  )
}
