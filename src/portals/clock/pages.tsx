import { Room, type Visit } from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  DataTable,
  exactTime,
  Facts,
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
import type { TimerKind } from '../lifecycle/portal-status.ts'
import type { Happened } from './happened.ts'
import type { DueLine } from './queries.ts'
import { words } from './texts.ts'

/** Days that a button moves the clock by. */
export const STEPS = [1, 7, 30, 90] as const

interface Outlook {
  days: (typeof STEPS)[number]
  to: Instant
  due: { kind: TimerKind; n: number }[]
}

interface ClockProps {
  visit: Visit
  clock: { now: Instant; movable: boolean; aheadMs: number }
  outlook: Outlook[]
  due: DueLine[]
  /** What the clock brought about since it was moved from there. */
  past: { from: Instant; happened: Happened[] } | undefined
  typed: Record<string, string>
  errors?: Errors
}

export function ClockPage(props: ClockProps) {
  const { visit, clock, past } = props
  const { language, zone } = visit
  const t = words(language)
  if (!clock.movable)
    return (
      <Room visit={visit} title={t('title')} width="form">
        <Alert tone="grey">{t('fixed')}</Alert>
      </Room>
    )
  return (
    <Room visit={visit} title={t('title')} subtitle={t('lead')}>
      <Facts
        layout="row"
        items={[
          { label: t('now'), value: <strong>{exactTime(language, clock.now, zone)}</strong> },
          { label: t('ahead'), value: <strong>{aheadInWords(visit, clock.aheadMs)}</strong> },
        ]}
      />
      {past ? <Past visit={visit} now={clock.now} {...past} /> : null}
      <Move {...props} />
      <Due {...props} />
    </Room>
  )
}

const HOUR_MS = 3_600_000

function aheadInWords({ language }: Visit, ms: number): string {
  const hours = Math.round(ms / HOUR_MS)
  if (hours === 0) return words(language)('ahead.none')
  return hours < 48
    ? words(language)('ahead.hours', { n: hours })
    : shared(language)('days', { n: Math.round(hours / 24) })
}

function Move({ visit, outlook, typed, errors = {} }: ClockProps) {
  const { language, zone } = visit
  const t = words(language)
  return (
    <Panel title={t('move')}>
      <form method="post" action={routes.clock()}>
        <DataTable
          language={language}
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
              cell: ({ due }) => whatWillHappen(visit, due),
            },
          ]}
        />
      </form>
      <Form language={language} action={routes.clock()} errors={errors} guard={false}>
        <TextField
          language={language}
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
function whatWillHappen({ language }: Visit, due: Outlook['due']) {
  const t = words(language)
  const count = (begins: string) =>
    due.filter(({ kind }) => kind.startsWith(begins)).reduce((sum, { n }) => sum + n, 0)
  const parts = (['trial_end', 'warning', 'cancellation'] as const)
    .map((kind) => ({ kind, n: count(kind) }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => t(`move.${kind}`, { n }))
  if (parts.length === 0) return <span class="muted">{t('move.nothing')}</span>
  const sentence = new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(parts)
  return `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`
}

function Due({ visit, clock: { now }, due }: ClockProps) {
  const { language, zone } = visit
  const t = words(language)
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
          language={language}
          caption={t('due')}
          rows={due}
          rowHref={({ portal }) => routes.portal({ portal })}
          columns={[
            { key: 'portal', header: t('due.portal'), cell: ({ name }) => name },
            { key: 'what', header: t('due.what'), cell: ({ kind }) => what(kind) },
            {
              key: 'when',
              header: t('due.when'),
              nowrap: true,
              cell: ({ dueAt }) => <Time language={language} at={dueAt} now={now} zone={zone} />,
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
  visit: Visit
  from: Instant
  now: Instant
  happened: Happened[]
}

function Past({ visit, from, now, happened }: PastProps) {
  const { language, zone } = visit
  const t = words(language)
  const span = { from: exactTime(language, from, zone), to: exactTime(language, now, zone) }
  return (
    <Panel framed title={t('happened')} text={t('happened.text', span)}>
      {happened.length === 0 ? (
        <p>{t('happened.none')}</p>
      ) : (
        <Timeline
          language={language}
          now={now}
          zone={zone}
          entries={happened.map(({ portal, name, at, what, days }) => ({
            what: (
              <>
                <a href={routes.portal({ portal })}>{name}</a>:{' '}
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
