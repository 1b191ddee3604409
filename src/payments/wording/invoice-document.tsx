import type { Child } from 'hono/jsx'
import { useLanguage } from '../../kit/reader.ts'
import { DataTable, Day } from '../../ui/index.ts'
import { milliText } from '../amount.ts'
import { discountText } from '../items/item.ts'
import type { InvoiceInClear } from '../invoice/invoice.ts'
import { byRate } from '../totals/totals.ts'
import { Money, moneyText } from './money.tsx'
import { t } from './texts.ts'

/** What is charged for, and what it comes to. */
export function InvoiceItems({ invoice }: { invoice: InvoiceInClear }) {
  const { currency, items } = invoice
  const hasDiscount = items.some(({ discount }) => discount !== null)
  const hasTax = items.some(({ taxRate }) => taxRate > 0n)
  return (
    <DataTable
      caption={t('text')}
      rows={[...items]}
      columns={[
        {
          key: 'text',
          header: t('text'),
          cell: ({ text }) => <span class="timeline-text">{text}</span>,
        },
        {
          key: 'quantity',
          header: t('quantity'),
          align: 'end',
          cell: ({ quantity }) => milliText(quantity),
        },
        {
          key: 'unit',
          header: t('unit'),
          align: 'end',
          nowrap: true,
          cell: ({ unit }) => <Money minor={unit} currency={currency} />,
        },
        ...(hasDiscount
          ? [
              {
                key: 'discount',
                header: t('discount'),
                align: 'end' as const,
                nowrap: true,
                cell: (item: InvoiceInClear['items'][number]) =>
                  discountText(item, currency) ?? '–',
              },
            ]
          : []),
        ...(hasTax
          ? [
              {
                key: 'tax',
                header: t('tax'),
                align: 'end' as const,
                nowrap: true,
                cell: ({ taxRate }: InvoiceInClear['items'][number]) => `${milliText(taxRate)}%`,
              },
            ]
          : []),
        {
          key: 'amount',
          header: t('amount'),
          align: 'end',
          nowrap: true,
          cell: ({ net, total }) => (
            <Money minor={invoice.taxIncluded ? total : net} currency={currency} />
          ),
        },
      ]}
    />
  )
}

/** What it comes to: by tax rate, in all, and what of that is still to be paid. */
export function InvoiceSums({ invoice }: { invoice: InvoiceInClear }) {
  const language = useLanguage()
  const { currency, state } = invoice
  const rates = byRate(invoice.items, invoice.items).filter(({ taxRate }) => taxRate > 0n)
  return (
    <dl class="sums">
      {rates.length > 0 ? <Sum label={t('net')} minor={invoice.net} currency={currency} /> : null}
      {rates.map(({ taxRate, net, tax }) => (
        <Sum
          label={t('tax.rate', {
            rate: milliText(taxRate),
            net: moneyText(net, currency, language),
          })}
          minor={tax}
          currency={currency}
        />
      ))}
      <Sum strong label={t('total')} minor={invoice.total} currency={currency} />
      {(['paid', 'credited', 'refunded'] as const).map((kind) =>
        invoice[kind] > 0n ? (
          <Sum label={t(`${kind}.sum`)} minor={-invoice[kind]} currency={currency} />
        ) : null,
      )}
      {state === 'open' || state === 'processing' || state === 'uncollectible' ? (
        <Sum strong label={t('outstanding')} minor={invoice.outstanding} currency={currency} />
      ) : null}
    </dl>
  )
}

interface SumProps {
  label: Child
  minor: bigint
  currency: string
  strong?: boolean
}

const Sum = ({ label, minor, currency, strong }: SumProps) => (
  <div class={strong ? 'sum-strong' : undefined}>
    <dt>{label}</dt>
    <dd>
      <Money minor={minor} currency={currency} />
    </dd>
  </div>
)

/** A day, or a dash where there is none. */
export const DayOr = ({ day }: { day: string | null }) =>
  day === null ? <span class="muted">–</span> : <Day day={day} />
