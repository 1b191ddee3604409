import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  DataTable,
  exactTime,
  Details,
  Form,
  locale,
  Panel,
  TextField,
  Time,
  Timeline,
  type Errors,
  type Tone,
} from '../../ui/index.ts'
import { words as shared } from '../console/texts.ts'
import type { TimerKind } from '../status/portal-status.ts'
import type { Falling } from './falling.ts'
import type { Happened } from './happened.ts'
import type { DueLine } from './queries.ts'
import { t, type Text } from './texts.ts'

/** Days that a button moves the clock by. */
export const STEPS = [1, 7, 30, 90] as const

interface Outlook {
  days: (typeof STEPS)[number]
  to: Instant
  due: { kind: TimerKind; n: number }[]
  falling: Falling
}

interface ClockProps {
  clock: { now: Instant; movable: boolean; aheadMs: number }
  outlook: Outlook[]
  due: DueLine[]
  /** What the clock brought about since it was moved from there. */
  past: { from: Instant; happened: Happened[]; fell: Falling } | undefined
  typed: Record<string, string>
  errors?: Errors
}

export function ClockPage(props: ClockProps) {
  const { clock, past } = props
  const { language, zone } = useRequestContext()
  if (!clock.movable)
    return (
      <Layout title={t('title')} width="form">
        <Alert tone="grey">{t('fixed')}</Alert>
      </Layout>
    )
  return (
    <Layout title={t('title')} subtitle={t('lead')}>
      <Details
        layout="row"
        items={[
          { label: t('now'), value: <strong>{exactTime(language, clock.now, zone)}</strong> },
          { label: t('ahead'), value: <strong>{aheadInWords(clock.aheadMs)}</strong> },
        ]}
      />
      {past ? <Past now={clock.now} {...past} /> : null}
      <Move {...props} />
      <Due {...props} />
    </Layout>
  )
}

const HOUR_MS = 3_600_000

function aheadInWords(ms: number): string {
  const hours = Math.round(ms / HOUR_MS)
  if (hours === 0) return t('ahead.none')
  return hours < 48
    ? t('ahead.hours', { n: hours })
    : shared.t('days', { n: Math.round(hours / 24) })
}

function Move({ outlook, typed, errors = {} }: ClockProps) {
  const ctx = useRequestContext()
  const { language, zone } = ctx
  return (
    <Panel title={t('move')}>
      <form method="post" action={routes.console.clock()}>
        <DataTable
          caption={t('move')}
          rows={outlook}
          columns={[
            {
              key: 'by',
              header: t('move.by'),
              nowrap: true,
              cell: ({ days }) => (
                <Button look="plain" small name="advance" value={`P${days}D`}>
                  {t('move.do.days', { n: days })}
                </Button>
              ),
            },
            {
              key: 'to',
              header: t('move.to'),
              nowrap: true,
              cell: ({ to }) => exactTime(language, to, zone),
            },
            {
              key: 'happens',
              header: t('move.happens'),
              cell: (row) => whatWillHappen(ctx, row),
            },
          ]}
        />
      </form>
      <Form action={routes.console.clock()} errors={errors} guard={false}>
        <TextField
          name="advance"
          label={t('move.other')}
          help={t('move.other.help')}
          value={typed['advance']}
          error={errors['advance']}
          width="short"
          maxlength={60}
          autocomplete="off"
        />
        <Actions>
          <Button look="plain">{t('move.do')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

/** "2 trials end, 1 warning is mailed and 1 portal is cancelled and everything in it deleted." */
function whatWillHappen({ language }: RequestContext, { due, falling }: Outlook) {
  const count = (begins: string) =>
    due.filter(({ kind }) => kind.startsWith(begins)).reduce((sum, { n }) => sum + n, 0)
  const parts = (['trial_end', 'warning', 'cancellation'] as const)
    .map((kind) => ({ kind, n: count(kind) }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => t(`move.${kind}`, { n }))
    .concat(fallingInWords(falling))
  if (parts.length === 0) return <span class="muted">{t('move.nothing')}</span>
  const sentence = new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(parts)
  return `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`
}

/** "3 reminders are due", of everything that is swept. */
const fallingInWords = (falling: Falling): string[] =>
  Object.entries(falling).map(([name, n]) => t(`falls.${name}` as Text, { n }))

function Due({ clock: { now }, due }: ClockProps) {
  const what = (kind: TimerKind) =>
    kind === 'trial_end' || kind === 'cancellation'
      ? t(`due.${kind}`)
      : t('due.warning', { n: Number(kind.slice('warning_'.length)) })
  return (
    <Panel title={t('due')}>
      {due.length === 0 ? (
        <p class="muted">{t('due.none')}</p>
      ) : (
        <DataTable
          caption={t('due')}
          rows={due}
          rowHref={({ portal }) => routes.console.portals.one({ portal })}
          columns={[
            { key: 'portal', header: t('due.portal'), cell: ({ name }) => name },
            { key: 'what', header: t('due.what'), cell: ({ kind }) => what(kind) },
            {
              key: 'when',
              header: t('due.when'),
              nowrap: true,
              cell: ({ dueAt }) => <Time at={dueAt} now={now} />,
            },
          ]}
        />
      )}
    </Panel>
  )
}

const TONES: Record<Happened['what'], Tone> = {
  trial_expired: 'amber',
  warned: 'amber',
  cancelled: 'grey',
}

interface PastProps {
  from: Instant
  now: Instant
  happened: Happened[]
  fell: Falling
}

function Past({ from, now, happened, fell }: PastProps) {
  const { language, zone } = useRequestContext()
  const others = fallingInWords(fell)
  const span = { from: exactTime(language, from, zone), to: exactTime(language, now, zone) }
  return (
    <Panel framed title={t('happened')} text={t('happened.text', span)}>
      {others.length > 0 ? (
        <ul class="consequences">
          {others.map((one) => (
            <li>{`${one.charAt(0).toLocaleUpperCase()}${one.slice(1)}.`}</li>
          ))}
        </ul>
      ) : happened.length === 0 ? (
        <p>{t('happened.none')}</p>
      ) : null}
      {happened.length === 0 ? null : (
        <Timeline
          now={now}
          entries={happened.map(({ portal, name, at, what, days }) => ({
            what: (
              <>
                <a href={routes.console.portals.one({ portal })}>{name}</a>:{' '}
                {t(`happened.${what}`, { n: days ?? 0 })}
              </>
            ),
            at,
            tone: TONES[what],
          }))}
        />
      )}
    </Panel>
  )
}
