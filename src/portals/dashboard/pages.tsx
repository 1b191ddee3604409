import type { Child } from 'hono/jsx'
import { Layout, useRequestContext } from '../../web/index.ts'
import type { Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  ButtonLink,
  ColumnChart,
  DataTable,
  Empty,
  locale,
  Panel,
  Stats,
  Time,
  TimeChart,
  type Ink,
} from '../../ui/index.ts'
import { BilledPictures } from '../months/pictures.tsx'
import { number } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import type { Dashboard } from './dashboard.ts'
import type { EndingPortal, MonthOfTrials } from './queries.ts'
import { t } from './texts.ts'

interface DashboardProps {
  /** What waits for whoever operates it, above all else. */
  alert: Child
  overview: Dashboard
  /** How many portals have each status at this moment. */
  standing: Record<PortalStatus, number>
}

/** Those that are there, from the ground up as the picture stacks them; cancelled ones are gone. */
const SHOWN: { status: PortalStatus; ink: Ink }[] = [
  { status: 'certified_secure', ink: 'first' },
  { status: 'trial_expired', ink: 'second' },
  { status: 'trial_active', ink: 'first-light' },
  { status: 'suspended', ink: 'grey' },
]

/** As a portal goes through them. */
const IN_ORDER = ['trial_active', 'trial_expired', 'certified_secure', 'suspended'] as const

export function DashboardPage({ alert, overview, standing }: DashboardProps) {
  const ctx = useRequestContext()
  const { language } = ctx
  const there = SHOWN.reduce((sum, { status }) => sum + standing[status], 0)
  const create = ctx.holds('portals:provision') ? (
    <ButtonLink look="primary" icon="plus" href={routes.console.portals.new()}>
      {t('new')}
    </ButtonLink>
  ) : null
  if (there + standing.cancelled === 0)
    return (
      <Layout title={t('title')}>
        {alert}
        <Empty icon="grid" title={t('empty')} text={t('empty.text')} action={create} />
      </Layout>
    )
  return (
    <Layout title={t('title')} action={create}>
      {alert}
      <Stats
        items={[
          {
            label: t('standing'),
            value: number(language, there),
            href: routes.console.portals(),
          },
          ...IN_ORDER.map((status) => ({
            label: shared.t(`badge.${status}`),
            value: number(language, standing[status]),
            href: routes.console.portals({}, { status }),
          })),
        ]}
      />
      <Picture overview={overview} standing={standing} there={there} />
      <Conversions trials={overview.trials} />
      {overview.billed ? (
        <BilledPictures months={overview.billed} own={!ctx.holds('installation:operate')} />
      ) : null}
      <Panel title={t('trials')}>
        <Ending
          portals={overview.trialsEnding}
          caption={t('trials')}
          none={t('trials.none')}
          ends={t('ends')}
        />
      </Panel>
      <Panel title={t('suspensions')}>
        <Ending
          portals={overview.suspensionsEnding}
          caption={t('suspensions')}
          none={t('suspensions.none')}
          ends={t('deleted')}
        />
      </Panel>
    </Layout>
  )
}

function Picture({
  overview: { days, byStatus },
  standing,
  there,
}: Omit<DashboardProps, 'alert'> & { there: number }) {
  const { language } = useRequestContext()
  const last = days.length - 1
  const day = new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  // What was counted last may be an hour old; today's column agrees with the numbers above it.
  const values = (status: PortalStatus) => [...byStatus[status].slice(0, last), standing[status]]
  const first = SHOWN.reduce((sum, { status }) => sum + (byStatus[status][0] ?? 0), 0)
  const change = there - first
  const about = { now: there, days: number(language, last) }
  return (
    <TimeChart
      id="by-status"
      title={t('chart')}
      sentence={
        change === 0
          ? t('chart.same', about)
          : change > 0
            ? t('chart.more', { ...about, more: number(language, change) })
            : t('chart.fewer', { ...about, fewer: number(language, -change) })
      }
      pointsLabel={t('day')}
      points={days.map((date) => day.format(Date.parse(date)))}
      series={SHOWN.map(({ status, ink }) => ({
        label: shared.t(`badge.${status}`),
        values: values(status),
        ink,
      }))}
    />
  )
}

/** Of the trials of a year, how many became customers. Not drawn before anything ended. */
function Conversions({ trials }: { trials: MonthOfTrials[] }) {
  const { language } = useRequestContext()
  const sum = (what: 'began' | 'certified' | 'expired') =>
    trials.reduce((all, month) => all + month[what], 0)
  const [certified, expired] = [sum('certified'), sum('expired')]
  if (certified + expired === 0) return null
  return (
    <ColumnChart
      id="conversions"
      title={t('conversions')}
      sentence={t('conversions.text', { began: sum('began'), certified, expired })}
      pointsLabel={t('month')}
      points={trials.map(({ month }) => monthName(language, month))}
      series={[
        { label: t('conversions.certified'), values: trials.map((month) => month.certified) },
        {
          label: t('conversions.expired'),
          values: trials.map((month) => month.expired),
          ink: 'grey',
        },
      ]}
    />
  )
}

const monthName = (language: Language, month: string) =>
  new Intl.DateTimeFormat(locale(language), {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  }).format(Date.parse(`${month}-01`))

interface EndingProps {
  portals: EndingPortal[]
  caption: string
  none: string
  ends: string
}

const Ending = ({ portals, caption, none, ends }: EndingProps) =>
  portals.length === 0 ? (
    <p class="muted">{none}</p>
  ) : (
    <DataTable
      caption={caption}
      rows={portals}
      rowHref={({ id }) => routes.console.portals.one({ portal: id })}
      columns={[
        { key: 'name', header: t('portal'), cell: ({ name }) => name },
        {
          key: 'ends',
          header: ends,
          nowrap: true,
          cell: ({ endsAt }) => <Time at={endsAt} show="date" />,
        },
        {
          key: 'left',
          header: t('left'),
          align: 'end',
          nowrap: true,
          cell: ({ daysLeft }) => shared.t('days', { n: daysLeft }),
        },
      ]}
    />
  )
