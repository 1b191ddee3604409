import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Badge,
  ButtonLink,
  Confirm,
  DataTable,
  Details,
  Panel,
  Time,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { milliText } from '../amount.ts'
import { moneyText } from '../wording/money.tsx'
import type { Plan } from './plan.ts'
import type { PlanRow, versionsOf } from './queries.ts'
import { intervalText, planText } from './terms.ts'
import { t } from './texts.ts'

type Versions = Awaited<ReturnType<typeof versionsOf>>

const named = ({ id }: Pick<PlanRow, 'id'>) => ({ plan: show('plan', id) })
const crumbs = (plan?: PlanRow) => [
  { label: t('title'), href: routes.plans() },
  ...(plan ? [{ label: plan.current.name, href: routes.plans.one(named(plan)) }] : []),
]

/** A plan with its terms, and who has which version. */
export function PlanPage({ plan, versions }: { plan: PlanRow; versions: Versions }) {
  const language = useLanguage()
  const at = named(plan)
  const isOn = plan.archivedAt === null
  return (
    <Layout
      title={plan.current.name}
      badge={
        <Badge tone={isOn ? 'green' : 'grey'}>{t(isOn ? 'state.on' : 'state.archived')}</Badge>
      }
      crumbs={crumbs()}
      action={
        isOn ? <ButtonLink href={routes.plans.one.change(at)}>{t('change')}</ButtonLink> : null
      }
      menu={
        isOn
          ? [{ label: t('archive'), href: routes.plans.one.archiving(at), danger: true }]
          : undefined
      }
      details={<Terms plan={plan.current} />}
    >
      <Panel
        title={t('subscribers.count', { count: plan.subscribers })}
        action={
          plan.subscribers > 0 ? (
            <ButtonLink href={routes.subscriptions({}, { plan: at.plan })}>{t('see')}</ButtonLink>
          ) : null
        }
      />
      <Panel
        title={t('versions')}
        action={
          plan.earlier > 0 ? (
            <ButtonLink href={routes.plans.one.moving(at)}>{t('move')}</ButtonLink>
          ) : null
        }
      >
        <DataTable
          caption={t('versions')}
          rows={versions}
          columns={[
            { key: 'number', header: t('version'), nowrap: true, cell: ({ plan }) => plan.number },
            { key: 'terms', header: t('terms'), cell: ({ plan }) => planText(plan, language) },
            { key: 'since', header: t('since'), nowrap: true, cell: ({ at }) => <Time at={at} /> },
            {
              key: 'subscribers',
              header: t('subscribers'),
              align: 'end',
              cell: ({ subscribers }) => subscribers,
            },
          ]}
        />
      </Panel>
    </Layout>
  )
}

function Terms({ plan }: { plan: Plan }) {
  const language = useLanguage()
  const { price, interval, trialDays, cycles, graceDays, retryDays, taxRate } = plan
  return (
    <Details
      items={[
        { label: t('amount'), value: moneyText(price.minor, price.currency, language) },
        { label: t('tax'), value: milliText(taxRate) },
        { label: t('rhythm'), value: intervalText(interval, language) },
        ...(trialDays > 0 ? [{ label: t('trial'), value: String(trialDays) }] : []),
        ...(cycles === null ? [] : [{ label: t('cycles'), value: String(cycles) }]),
        {
          label: t('grace'),
          value: graceDays === 0 ? t('grace.none') : t('grace.days', { days: graceDays }),
        },
        { label: t('retries'), value: t('retries.days', { days: retryDays.join(', ') }) },
      ]}
    />
  )
}

export function ArchivingPage({ plan, errors }: { plan: PlanRow; errors?: Errors }) {
  return (
    <Layout
      title={t('archive.title', { name: plan.current.name })}
      crumbs={crumbs(plan)}
      width="form"
    >
      <Confirm
        action={routes.plans.one.archiving(named(plan))}
        errors={errors}
        consequences={[t('archive.effect')]}
        reassurance={t('archive.keeps')}
        button={t('archive')}
        danger
        cancelHref={routes.plans.one(named(plan))}
      />
    </Layout>
  )
}

/** Says whom a move to the newest version is about, and what they pay then, before it is done. */
export function MovingPage({
  plan,
  versions,
  errors,
}: {
  plan: PlanRow
  versions: readonly { plan: Plan; count: number }[]
  errors?: Errors
}) {
  const language = useLanguage()
  const amountOf = ({ price, interval }: Plan) =>
    `${moneyText(price.minor, price.currency, language)} ${intervalText(interval, language)}`
  const count = versions.reduce((sum, one) => sum + one.count, 0)
  return (
    <Layout title={t('move.title', { name: plan.current.name })} crumbs={crumbs(plan)} width="form">
      {count === 0 ? (
        <>
          <p>{t('move.none')}</p>
          <p>
            <ButtonLink href={routes.plans.one(named(plan))}>{t('move.back')}</ButtonLink>
          </p>
        </>
      ) : (
        <Confirm
          action={routes.plans.one.moving(named(plan))}
          errors={errors}
          consequences={[
            t('move.count', { count }),
            ...versions.map((one) =>
              t('move.from', {
                count: one.count,
                before: amountOf(one.plan),
                after: amountOf(plan.current),
              }),
            ),
            t('move.told'),
          ]}
          reassurance={t('move.keeps')}
          button={t('move.do')}
          cancelHref={routes.plans.one(named(plan))}
        />
      )}
    </Layout>
  )
}
