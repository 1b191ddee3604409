import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  Button,
  DataTable,
  Form,
  Panel,
  Time,
  type Column,
  RowButton,
} from '../../ui/index.ts'
import { deviceName } from '../sessions/device-name.ts'
import { refuse } from '../refusals.ts'
import { useSignedInContext } from '../../web/index.ts'
import { t } from './texts.ts'

interface Line {
  id: string
  seen_at: Temporal.Instant
  ip: string | null
  user_agent: string | null
}

interface SignedInProps {
  person: string
  sessions: Line[]
  /** It looks shared. */
  shared: boolean
  /** They own the portal, and whoever looks is a colleague. */
  kept: boolean
}

/** Where one of the portal's people is signed in, for staff to end. */
export function SignedInPanel({ person, sessions, shared, kept }: SignedInProps) {
  const { language } = useSignedInContext()
  return (
    <>
      {shared ? (
        <Alert tone="amber" title={t('is.shared')}>
          {t('is.shared.text')}
        </Alert>
      ) : null}
      <Panel
        title={t('signed_in')}
        text={kept && sessions.length > 0 ? refuse('owner_only').say(language) : undefined}
        action={
          sessions.length > 1 && !kept ? (
            <Form layout="line" guard={false} action={routes.people.one.sessions.end({ person })}>
              <Button look="plain">{t('end.all')}</Button>
            </Form>
          ) : null
        }
      >
        {sessions.length === 0 ? (
          <p class="muted">{t('signed_in.none')}</p>
        ) : (
          <DataTable caption={t('signed_in')} columns={columns(person, kept)} rows={sessions} />
        )}
      </Panel>
    </>
  )
}

function named({ user_agent }: Line): string {
  const { browser, system } = deviceName(user_agent)
  if (browser && system) return t('device.on', { browser, system })
  return browser ?? system ?? t('device.unknown')
}

function columns(person: string, kept: boolean): Column<Line>[] {
  const end: Column<Line> = {
    key: 'end',
    header: t('action'),
    align: 'end',
    cell: (line) => (
      <RowButton
        action={routes.people.one.sessions.one.end({ person, session: show('session', line.id) })}
        text={t('end')}
        label={t('end.label', { device: named(line) })}
      />
    ),
  }
  return [
    { key: 'device', header: t('device'), cell: (line) => named(line) },
    {
      key: 'seen',
      header: t('seen'),
      cell: ({ seen_at }) => <Time at={seen_at} />,
    },
    { key: 'from', header: t('from'), cell: ({ ip }) => ip ?? t('from.unknown') },
    ...(kept ? [] : [end]),
  ]
}
