import { show } from '../../../kit/ids.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { routes } from '../../../routes.ts'
import {
  ButtonLink,
  DataTable,
  Empty,
  ListPage,
  Stats,
  type Column,
  type Filter,
} from '../../../ui/index.ts'
import { Layout } from '../../../web/index.ts'
import type { Invoice } from '../../invoice/invoice.ts'
import { INVOICE_STATES } from '../../invoice/state.ts'
import { ParkedAlert } from '../../parked/page.tsx'
import { paymentSections } from '../../sections/tabs.ts'
import { InvoiceBadge } from '../../wording/badge.tsx'
import { DayOr } from '../../wording/invoice-document.tsx'
import { Money } from '../../wording/money.tsx'
import { monthName, monthsBefore } from '../../wording/months.ts'
import { words as shared } from '../../wording/texts.ts'
import { t } from '../texts.ts'
import { paramsOf } from './filter.ts'
import type { InvoiceFilter } from './queries.ts'

interface InvoicesProps {
  filter: InvoiceFilter
  today: string
  rows: readonly Invoice[]
  owed: readonly { currency: string; owed: bigint; overdue: bigint }[]
  /** How many the filter finds, in words. */
  count: string
  csv: string
  /** Payments that do not match, which staff have not looked at. */
  parked: number
  pager: { previous?: string; next?: string }
}

/** The portal’s invoices, for its staff. */
export function InvoicesPage(props: InvoicesProps) {
  const { filter, today, rows, owed, count, csv, parked, pager } = props
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.invoices.new()}>
      {t('new')}
    </ButtonLink>
  )
  const { person } = paramsOf(filter)
  return (
    <Layout
      {...paymentSections('invoices')}
      action={add}
      menu={[
        { label: t('monthly'), href: routes.invoices.month(), icon: 'chart' },
        { label: t('settings'), href: routes.settings.payments(), icon: 'settings' },
      ]}
    >
      <ParkedAlert count={parked} />
      {owed.length > 0 ? (
        <Stats
          items={owed.flatMap(({ currency, owed, overdue }) => [
            { label: t('owed'), value: <Money minor={owed} currency={currency} /> },
            ...(overdue > 0n
              ? [
                  {
                    label: t('owed.overdue'),
                    value: <Money minor={overdue} currency={currency} />,
                    href: routes.invoices({}, { due: 'over' }),
                  },
                ]
              : []),
          ])}
        />
      ) : null}
      <ListPage
        action={routes.invoices()}
        search={{ name: 'search', label: t('search'), value: filter.search }}
        filters={filtersOf(filter, today, useLanguage())}
        keep={{ person }}
        count={count}
        csv={csv}
        pager={pager}
        hasRows={rows.length > 0}
        empty={<Empty icon="card" title={t('empty')} text={t('empty.text')} action={add} />}
      >
        <DataTable
          caption={t('caption')}
          columns={columns(today)}
          rows={[...rows]}
          rowHref={({ id }) => routes.invoices.one({ invoice: show('invoice', id) })}
        />
      </ListPage>
    </Layout>
  )
}

function filtersOf(
  { state, overdue, month }: InvoiceFilter,
  today: string,
  language: ReturnType<typeof useLanguage>,
): Filter[] {
  return [
    {
      name: 'state',
      label: t('state'),
      value: state,
      options: INVOICE_STATES.map((value) => ({ value, label: shared.t(`state.${value}`) })),
    },
    {
      name: 'due',
      label: t('due_filter'),
      value: overdue ? 'over' : undefined,
      options: [{ value: 'over', label: t('due.over') }],
    },
    {
      name: 'month',
      label: t('month'),
      value: month,
      options: monthsBefore(today, month).map((value) => ({
        value,
        label: monthName(value, language),
      })),
    },
  ]
}

/** @param today by the portal’s calendar @param withName whom each is for, where they are of several */
export function columns(today: string, withName = true): Column<Invoice>[] {
  return [
    {
      key: 'number',
      header: shared.t('number'),
      cell: ({ number }) => number ?? t('draft'),
    },
    ...(withName
      ? [{ key: 'who', header: t('who'), cell: ({ personName }: Invoice) => personName }]
      : []),
    { key: 'title', header: t('csv.title'), minor: true, cell: ({ title }) => title },
    {
      key: 'issued',
      header: shared.t('issued'),
      nowrap: true,
      minor: true,
      cell: ({ issuedOn }) => <DayOr day={issuedOn} />,
    },
    {
      key: 'due',
      header: shared.t('due'),
      nowrap: true,
      cell: ({ dueOn }) => <DayOr day={dueOn} />,
    },
    {
      key: 'total',
      header: shared.t('total'),
      align: 'end',
      nowrap: true,
      cell: ({ total, currency }) => <Money minor={total} currency={currency} />,
    },
    {
      key: 'state',
      header: t('state'),
      nowrap: true,
      cell: (invoice) => <InvoiceBadge invoice={invoice} today={today} />,
    },
  ]
}
