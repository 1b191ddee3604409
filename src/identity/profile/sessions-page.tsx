import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Badge, Button, DataTable, Form, Time, type Column, RowButton } from '../../ui/index.ts'
import { deviceName } from '../sessions/device-name.ts'
import { useSignedInContext } from '../../web/index.ts'
import { ProfileLayout } from '../profile-layout.tsx'
import { t } from './texts.ts'

export interface SessionLine {
  id: string
  started_at: Temporal.Instant
  seen_at: Temporal.Instant
  ip: string | null
  user_agent: string | null
}

/** Where a person is signed in, this device first. */
export function SessionsPage({ sessions }: { sessions: SessionLine[] }) {
  const ctx = useSignedInContext()
  const isThis = ({ id }: SessionLine) => id === ctx.session
  const rows = [...sessions.filter(isThis), ...sessions.filter((session) => !isThis(session))]
  return (
    <ProfileLayout current="sessions" lead={t('sessions.lead')}>
      <DataTable caption={t('sessions.caption')} columns={columns(isThis)} rows={rows} />
      {rows.length > 1 ? (
        <Form layout="line" guard={false} action={routes.profile.sessions()}>
          <Button look="plain">{t('end.others')}</Button>
        </Form>
      ) : null}
    </ProfileLayout>
  )
}

function inWords(userAgent: string | null): string {
  const { browser, system } = deviceName(userAgent)
  if (browser && system) return t('device.on', { browser, system })
  return browser ?? system ?? t('device.unknown')
}

function columns(isThis: (session: SessionLine) => boolean): Column<SessionLine>[] {
  const time = (at: Temporal.Instant) => <Time at={at} />
  return [
    {
      key: 'device',
      header: t('device'),
      cell: (session) => (
        <>
          <strong>{inWords(session.user_agent)}</strong>{' '}
          {isThis(session) ? <Badge tone="green">{t('this')}</Badge> : null}
        </>
      ),
    },
    { key: 'seen', header: t('seen'), cell: ({ seen_at }) => time(seen_at) },
    { key: 'started', header: t('started'), cell: ({ started_at }) => time(started_at) },
    { key: 'from', header: t('from'), cell: ({ ip }) => ip ?? t('from.unknown') },
    {
      key: 'end',
      header: t('action'),
      align: 'end',
      cell: (session) =>
        isThis(session) ? null : (
          <RowButton
            action={routes.profile.sessions.one.end({ session: show('session', session.id) })}
            text={t('end')}
            label={t('end.label', { device: inWords(session.user_agent) })}
          />
        ),
    },
  ]
}
