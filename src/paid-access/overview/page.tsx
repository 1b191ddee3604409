import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { moneyText, paymentSections } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import {
  ButtonLink,
  ChartRow,
  ColumnChart,
  DataTable,
  Empty,
  locale,
  Panel,
  Stats,
  Time,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { HeldClient, Uninvited } from './queries.ts'
import { COUNTED, type Overview } from './reading.ts'
import { t } from './texts.ts'

/** What came in, what comes in by itself, and who waits for what. */
export function OverviewPage({ overview }: { overview: Overview }) {
  const { money, recurring, held, waiting, failures } = overview
  const isEmpty =
    money.length === 0 && recurring.length === 0 && held.count === 0 && waiting.count === 0
  return (
    <Layout {...paymentSections('home')}>
      {isEmpty ? (
        <Empty
          icon="card"
          title={t('empty')}
          text={t('empty.text')}
          action={
            <>
              <ButtonLink look="primary" href={routes.settings.gateways()}>
                {t('empty.gateway')}
              </ButtonLink>{' '}
              <ButtonLink href={routes.invoices.new()}>{t('empty.invoice')}</ButtonLink>
            </>
          }
        />
      ) : (
        <>
          <Numbers overview={overview} />
          <ChartRow>
            {money.map((one) => (
              <MoneyChart {...one} months={overview.months} isOne={money.length === 1} />
            ))}
            {failures.some(({ failed }) => failed > 0) ? (
              <FailuresChart failures={failures} />
            ) : null}
          </ChartRow>
          <Held {...held} />
          <Waiting {...waiting} />
        </>
      )}
    </Layout>
  )
}

const counted = (count: number) => (count > COUNTED ? t('more', { count: COUNTED }) : String(count))

function Numbers({ overview: { money, recurring, held, waiting } }: { overview: Overview }) {
  const language = useLanguage()
  const text = (minor: bigint, currency: string) => (
    <span class="numeric">{moneyText(minor, currency, language)}</span>
  )
  return (
    <Stats
      items={[
        ...money.map(({ currency, amounts }) => ({
          label: t('this_month'),
          value: text(amounts.at(-1)!, currency),
        })),
        ...recurring.map(({ currency, amount, count }) => ({
          label: t('recurring'),
          value: text(amount, currency),
          note: t('recurring.note', { count }),
          href: routes.subscriptions(),
        })),
        { label: t('held'), value: counted(held.count), note: t('held.until_paid') },
        { label: t('waiting'), value: counted(waiting.count) },
      ]}
    />
  )
}

/** `Jan 27`. */
const nameOf = (month: string, language: ReturnType<typeof useLanguage>) =>
  new Intl.DateTimeFormat(locale(language), {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  }).format(Date.parse(`${month}-01`))

function MoneyChart({
  currency,
  amounts,
  months,
  isOne,
}: Overview['money'][number] & { months: string[]; isOne: boolean }) {
  const language = useLanguage()
  const format = (minor: number) => moneyText(BigInt(Math.round(minor)), currency, language)
  const [before, now] = amounts.slice(-2).map(Number)
  return (
    <ColumnChart
      id={`money-${currency.toLowerCase()}`}
      title={isOne ? t('money') : t('money.in', { currency })}
      sentence={t('money.sentence', { amount: format(now!), before: format(before!) })}
      pointsLabel={t('month')}
      points={months.map((month) => nameOf(month, language))}
      // A month in which more went back than came in stands at the bottom; its number is in the table.
      series={[{ label: t('money.series'), values: amounts.map(Number), ink: 'second' }]}
      format={format}
    />
  )
}

function FailuresChart({ failures }: Pick<Overview, 'failures'>) {
  const language = useLanguage()
  const { failed, recovered } = failures.at(-1)!
  return (
    <ColumnChart
      id="failures"
      title={t('failures')}
      sentence={t('failures.sentence', { failed, recovered })}
      pointsLabel={t('month')}
      points={failures.map(({ month }) => nameOf(month, language))}
      series={[
        { label: t('failures.recovered'), values: failures.map((one) => one.recovered) },
        {
          label: t('failures.open'),
          values: failures.map((one) => one.failed - one.recovered),
          ink: 'grey',
        },
      ]}
    />
  )
}

function Held({ held, count }: Overview['held']) {
  const language = useLanguage()
  if (count === 0) return null
  return (
    <Panel
      title={t('held.title')}
      text={count > held.length ? t('held.more', { count: held.length }) : undefined}
      id="held"
    >
      <DataTable
        caption={t('held.title')}
        rows={held}
        rowHref={({ id }) => routes.contacts.one({ person: show('person', id) })}
        columns={[
          { key: 'who', header: t('who'), cell: ({ name }) => name },
          {
            key: 'since',
            header: t('since'),
            nowrap: true,
            cell: ({ since }) => <Time at={since} />,
          },
          {
            key: 'pays',
            header: t('pays'),
            cell: ({ invoice, number, outstanding, currency }: HeldClient) =>
              invoice === null ? (
                <span class="muted">{t('pays.again')}</span>
              ) : (
                <>
                  {number}{' '}
                  <span class="numeric">{moneyText(outstanding!, currency!, language)}</span>
                </>
              ),
          },
        ]}
      />
    </Panel>
  )
}

function Waiting({ waiting, count }: Overview['waiting']) {
  if (count === 0) return null
  return (
    <Panel title={t('waiting.title')} id="waiting">
      <DataTable
        caption={t('waiting.title')}
        rows={waiting}
        rowHref={({ id }) => routes.contacts.one({ person: show('person', id) })}
        columns={[
          { key: 'who', header: t('who'), cell: ({ name }: Uninvited) => name },
          { key: 'form', header: t('form'), cell: ({ form }) => form },
          {
            key: 'since',
            header: t('since'),
            nowrap: true,
            cell: ({ since }) => <Time at={since} />,
          },
        ]}
      />
    </Panel>
  )
}
