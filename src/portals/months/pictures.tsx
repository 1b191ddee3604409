import { formatMoney } from '../../kit/money.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { ChartRow, ColumnChart, locale, Panel } from '../../ui/index.ts'
import { number } from '../console/status.tsx'
import { monthName } from './names.ts'
import { amountsIn, currenciesOf, type BilledMonth } from './billed.ts'
import { t } from './texts.ts'

interface BilledProps {
  months: BilledMonth[]
  /** Shown to the partner who pays it, to whom it is no revenue. */
  own: boolean
}

/** Currencies with a picture of their own; the reports tell of the others. */
const DRAWN = 3

/** PRO users and money by month, as the reports have them. Before the first one: where they will come from. */
export function BilledPictures({ months, own }: BilledProps) {
  const language = useLanguage()
  if (months.length === 0)
    return (
      <Panel title={t(own ? 'empty.own' : 'empty')}>
        <p class="muted">{t(own ? 'empty.own.text' : 'empty.text')}</p>
      </Panel>
    )
  const currencies = currenciesOf(months)
  const [drawn, others] = [currencies.slice(0, DRAWN), currencies.slice(DRAWN)]
  return (
    <>
      <ChartRow>
        <ProUsers months={months} />
        {drawn.map((currency) => (
          <Amounts
            months={months}
            currency={currency}
            title={
              currencies.length > 1
                ? t(own ? 'billed.in' : 'revenue.in', { currency })
                : t(own ? 'billed' : 'revenue')
            }
          />
        ))}
      </ChartRow>
      {others.length > 0 ? (
        <p class="muted">
          {t('others', { currencies: new Intl.ListFormat(locale(language)).format(others) })}
        </p>
      ) : null}
    </>
  )
}

function ProUsers({ months }: Pick<BilledProps, 'months'>) {
  const language = useLanguage()
  const values = months.map(({ proUsers }) => proUsers)
  const change = changeOf(values, (a, b) => a - b)
  const about = { n: values.at(-1)!, month: monthName(months.at(-1)!.month, language) }
  return (
    <ColumnChart
      id="billed-users"
      title={t('users')}
      sentence={
        change === undefined
          ? t('users.first', about)
          : change === 0
            ? t('users.same', about)
            : change > 0
              ? t('users.more', { ...about, more: number(language, change) })
              : t('users.fewer', { ...about, fewer: number(language, -change) })
      }
      pointsLabel={t('month')}
      points={pointsOf(months, language)}
      series={[{ label: t('users.series'), values }]}
    />
  )
}

interface AmountsProps extends Pick<BilledProps, 'months'> {
  currency: string
  title: string
}

function Amounts({ months, currency, title }: AmountsProps) {
  const language = useLanguage()
  const money = (minor: bigint) => formatMoney({ minor, currency }, locale(language))
  const values = amountsIn(currency, months)
  const change = changeOf(values, (a, b) => a - b)
  const about = {
    amount: money(values.at(-1)!),
    month: monthName(months.at(-1)!.month, language),
  }
  return (
    <ColumnChart
      id={`billed-${currency.toLowerCase()}`}
      title={title}
      sentence={
        change === undefined
          ? t('amount.first', about)
          : change === 0n
            ? t('amount.same', about)
            : change > 0n
              ? t('amount.more', { ...about, more: money(change) })
              : t('amount.less', { ...about, less: money(-change) })
      }
      pointsLabel={t('month')}
      points={pointsOf(months, language)}
      series={[{ label: t('amount.series'), values: values.map(Number), ink: 'second' }]}
      format={(minor) => money(BigInt(minor))}
    />
  )
}

/** From the month before to the last one; undefined where there is none before. */
function changeOf<T>(values: T[], minus: (a: T, b: T) => T): T | undefined {
  const [before, last] = values.slice(-2)
  return before === undefined || last === undefined ? undefined : minus(last, before)
}

const pointsOf = (months: BilledMonth[], language: Language): string[] => {
  const name = new Intl.DateTimeFormat(locale(language), {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  })
  return months.map(({ month }) => name.format(Date.parse(`${month}-01`)))
}
