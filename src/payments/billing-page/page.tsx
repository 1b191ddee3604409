import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Panel, Stats } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { InvoiceBadge } from '../wording/badge.tsx'
import { DayOr } from '../wording/invoice-document.tsx'
import { OwnMethods, OwnSubscriptions, type OwnProps } from '../subscriptions/client/panels.tsx'
import { Money } from '../wording/money.tsx'
import { words as shared } from '../wording/texts.ts'
import { t } from '../client/texts.ts'

interface BillingProps extends OwnProps {
  invoices: readonly Invoice[]
  owed: readonly { currency: string; owed: bigint }[]
  credit: readonly { currency: string; amount: bigint }[]
  today: string
  /** Id of the invoice that the next page comes before. */
  next: string | null
}

/** A client’s subscriptions, invoices and means of payment, and what is still to be paid. */
export const BillingPage = ({ invoices, owed, credit, today, next, ...own }: BillingProps) => (
  <Layout title={t('title')} lead={t('lead')}>
    {owed.length > 0 || credit.length > 0 ? (
      <Stats
        items={[
          ...owed.map(({ currency, owed }) => ({
            label: t('owed'),
            value: <Money minor={owed} currency={currency} />,
          })),
          ...credit.map(({ currency, amount }) => ({
            label: t('credit'),
            value: <Money minor={amount} currency={currency} />,
            note: t('credit.text'),
          })),
        ]}
      />
    ) : null}
    <OwnSubscriptions {...own} />
    <Panel
      title={t('invoices')}
      action={
        invoices.length > 0 ? (
          <ButtonLink look="quiet" href={routes.billing.statement()}>
            {t('statement')}
          </ButtonLink>
        ) : undefined
      }
    >
      {invoices.length === 0 ? (
        <p class="muted">{t('none')}</p>
      ) : (
        <DataTable
          caption={t('invoices')}
          rows={[...invoices]}
          rowHref={({ id }) => routes.billing.one({ invoice: show('invoice', id) })}
          columns={[
            { key: 'number', header: shared.t('number'), cell: ({ number }) => number },
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
              header: '',
              nowrap: true,
              cell: (invoice) => <InvoiceBadge invoice={clientSees(invoice)} today={today} />,
            },
          ]}
        />
      )}
      {next ? (
        <nav class="pager" aria-label={t('invoices')}>
          <a class="btn btn-plain" href={routes.billing({}, { before: next })}>
            {t('more')}
          </a>
        </nav>
      ) : null}
    </Panel>
    <OwnMethods {...own} />
  </Layout>
)

/** That it was given up is not for whoever owes it: to them it is overdue. */
export const clientSees = <I extends Pick<Invoice, 'state'>>(invoice: I): I =>
  invoice.state === 'uncollectible' ? { ...invoice, state: 'open' } : invoice
