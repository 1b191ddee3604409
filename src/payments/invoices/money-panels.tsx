import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { Badge, ButtonLink, DataTable, Day, Panel } from '../../ui/index.ts'
import { creditable } from '../invoice/invoice.ts'
import { allowed } from '../invoice/state.ts'
import type { Payment } from '../received/payment.ts'
import type { WholeInvoice } from '../reading/whole.ts'
import { Money, moneyText } from '../wording/money.tsx'
import { words as shared } from '../wording/texts.ts'
import { t } from './texts.ts'

/** What came in for an invoice, and what of it went back. */
export function PaymentsPanel({ of: { invoice, payments } }: { of: WholeInvoice }) {
  const language = useLanguage()
  if (payments.length === 0) return null
  const canRefund = (payment: Payment) =>
    payment.state === 'succeeded' &&
    payment.gateway === 'manual' &&
    payment.refunded < payment.applied &&
    allowed(invoice.state, 'payment.refund') &&
    creditable(invoice) > 0n
  const canWithdraw = (payment: Payment) =>
    payment.state === 'succeeded' &&
    payment.refunded === 0n &&
    allowed(invoice.state, 'payment.withdraw')
  return (
    <Panel title={shared.t('payments')} id="payments">
      <DataTable
        caption={shared.t('payments')}
        rows={payments}
        columns={[
          {
            key: 'day',
            header: shared.t('day'),
            nowrap: true,
            cell: ({ receivedOn }) => <Day day={receivedOn} />,
          },
          {
            key: 'method',
            header: shared.t('method'),
            cell: ({ method, reference }) =>
              reference
                ? `${shared.t(`method.${method}`)} · ${reference}`
                : shared.t(`method.${method}`),
          },
          {
            key: 'amount',
            header: shared.t('amount'),
            align: 'end',
            nowrap: true,
            cell: ({ amount, currency }) => <Money minor={amount} currency={currency} />,
          },
          {
            key: 'state',
            header: '',
            nowrap: true,
            cell: (payment) => (
              <>
                {payment.state === 'withdrawn' ? (
                  <Badge tone="grey">{shared.t('withdrawn')}</Badge>
                ) : null}
                {payment.refunded > 0n ? (
                  <span class="muted">
                    {shared.t('refunded.of', {
                      amount: moneyText(payment.refunded, payment.currency, language),
                    })}{' '}
                  </span>
                ) : null}
                {canRefund(payment) ? (
                  <ButtonLink
                    small
                    look="quiet"
                    href={routes.payments.one.refunds({ payment: show('payment', payment.id) })}
                  >
                    {t('refund')}
                  </ButtonLink>
                ) : null}
                {canWithdraw(payment) ? (
                  <ButtonLink
                    small
                    look="quiet"
                    href={routes.payments.one.withdrawal({ payment: show('payment', payment.id) })}
                  >
                    {t('withdraw')}
                  </ButtonLink>
                ) : null}
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

/** What corrects it. */
export const CreditNotesPanel = ({ of: { creditNotes } }: { of: WholeInvoice }) =>
  creditNotes.length === 0 ? null : (
    <Panel title={shared.t('credit_notes')} id="credit-notes">
      <DataTable
        caption={shared.t('credit_notes')}
        rows={creditNotes}
        columns={[
          {
            key: 'number',
            header: shared.t('number'),
            cell: ({ id, number }) => (
              <a href={routes.creditNotes.one.pdf({ creditNote: show('creditNote', id) })} download>
                {number}
              </a>
            ),
          },
          {
            key: 'issued',
            header: shared.t('issued'),
            nowrap: true,
            cell: ({ issuedOn }) => <Day day={issuedOn} />,
          },
          { key: 'reason', header: shared.t('reason'), cell: ({ reason }) => reason ?? '' },
          {
            key: 'total',
            header: shared.t('total'),
            align: 'end',
            nowrap: true,
            cell: ({ total, currency }) => <Money minor={total} currency={currency} />,
          },
        ]}
      />
    </Panel>
  )
