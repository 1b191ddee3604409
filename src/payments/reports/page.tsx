import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { Button, ButtonLink, DataTable, Form, SelectField, type Column } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { Money } from '../wording/money.tsx'
import { monthName, monthsBefore } from '../wording/months.ts'
import { ofText } from './csv.ts'
import type { MonthRow } from './month.ts'
import { t } from './texts.ts'

interface MonthProps {
  month: string
  today: string
  rows: readonly MonthRow[]
}

/** What was charged, paid and paid back in a month. */
export function MonthPage({ month, today, rows }: MonthProps) {
  const language = useLanguage()
  return (
    <Layout
      title={t('title', { month: monthName(month, language) })}
      crumbs={[{ label: t('payments'), href: routes.invoices() }]}
      action={
        <ButtonLink
          icon="download"
          href={routes.invoices.month({}, { month, format: 'csv' })}
          download
        >
          {t('csv')}
        </ButtonLink>
      }
    >
      <Form method="get" action={routes.invoices.month()} layout="line">
        <SelectField
          name="month"
          label={t('month')}
          value={month}
          options={monthsBefore(today, month).map((value) => ({
            value,
            label: monthName(value, language),
          }))}
        />
        <Button look="plain">{t('show')}</Button>
      </Form>
      {rows.length === 0 ? (
        <p class="muted">{t('none')}</p>
      ) : (
        <DataTable
          caption={t('title', { month: monthName(month, language) })}
          rows={[...rows]}
          columns={columns(language)}
        />
      )}
      <p>
        <a href={routes.invoices({}, { month, format: 'csv' })} download>
          {t('invoices_csv')}
        </a>
      </p>
    </Layout>
  )
}

function columns(language: ReturnType<typeof useLanguage>): Column<MonthRow>[] {
  const money = (key: 'net' | 'tax' | 'total'): Column<MonthRow> => ({
    key,
    header: t(key),
    align: 'end',
    nowrap: true,
    cell: (row) =>
      key !== 'total' && row.net === 0n && row.tax === 0n ? (
        ''
      ) : (
        <Money minor={row[key]} currency={row.currency} />
      ),
  })
  return [
    { key: 'what', header: t('what'), cell: ({ section }) => t(`section.${section}`) },
    { key: 'of', header: t('of'), cell: (row) => ofText(row, language) },
    {
      key: 'count',
      header: t('count'),
      align: 'end',
      cell: ({ count }) => (count === 0 ? '' : String(count)),
    },
    money('net'),
    money('tax'),
    money('total'),
  ]
}
