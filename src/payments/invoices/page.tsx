import { happenings, type AuditEntry } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  Button,
  ButtonLink,
  Details,
  Form,
  Panel,
  Time,
  Timeline,
  type MenuItem,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { creditable, nameOf, type InvoiceInClear } from '../invoice/invoice.ts'
import { allowed } from '../invoice/state.ts'
import type { WholeInvoice } from '../reading/whole.ts'
import { InvoiceBadge } from '../wording/badge.tsx'
import { DayOr, InvoiceItems, InvoiceSums } from '../wording/invoice-document.tsx'
import { moneyText } from '../wording/money.tsx'
import { words as shared } from '../wording/texts.ts'
import { CreditNotesPanel, PaymentsPanel } from './money-panels.tsx'
import { t } from './texts.ts'

interface InvoiceProps {
  of: WholeInvoice
  /** What whoever it is for has as credit in its currency. */
  credit: bigint
  today: string
  history: AuditEntry[]
}

const named = ({ id }: Pick<InvoiceInClear, 'id'>) => ({ invoice: show('invoice', id) })

/** An invoice, for the staff. */
export function InvoicePage({ of, credit, today, history }: InvoiceProps) {
  const { invoice } = of
  const language = useLanguage()
  return (
    <Layout
      title={invoice.number ?? t('draft.of', { name: invoice.personName })}
      badge={<InvoiceBadge invoice={invoice} today={today} />}
      subtitle={invoice.title}
      crumbs={[{ label: t('title'), href: routes.invoices() }]}
      action={<Primary invoice={invoice} />}
      menu={menuOf(invoice)}
      details={<InvoiceDetails invoice={invoice} />}
    >
      {credit > 0n && allowed(invoice.state, 'invoice.use_credit') ? (
        <Alert
          tone="blue"
          action={
            <Form action={routes.invoices.one.credit(named(invoice))} guard={false}>
              <Button look="plain">{t('use_credit')}</Button>
            </Form>
          }
        >
          {t('credit.has', {
            name: invoice.personName,
            amount: moneyText(credit, invoice.currency, language),
          })}
        </Alert>
      ) : null}
      {invoice.items.length > 0 ? (
        <>
          <InvoiceItems invoice={invoice} />
          <InvoiceSums invoice={invoice} />
        </>
      ) : (
        <Alert tone="amber">{t('issue.empty')}</Alert>
      )}
      {invoice.note ? (
        <Panel title={t('note')}>
          <p class="timeline-text">{invoice.note}</p>
        </Panel>
      ) : null}
      <PaymentsPanel of={of} />
      <CreditNotesPanel of={of} />
      <Panel title={t('history')}>
        <Timeline entries={happenings(history, language)} />
      </Panel>
    </Layout>
  )
}

/** The one thing to do next. */
function Primary({ invoice }: { invoice: InvoiceInClear }) {
  if (invoice.state === 'draft')
    return (
      <>
        <ButtonLink href={routes.invoices.one.draft(named(invoice))}>{t('edit')}</ButtonLink>{' '}
        <ButtonLink look="primary" href={routes.invoices.one.issue(named(invoice))}>
          {t('issue')}
        </ButtonLink>
      </>
    )
  return allowed(invoice.state, 'payment.record') ? (
    <ButtonLink look="primary" href={routes.invoices.one.payments(named(invoice))}>
      {t('pay')}
    </ButtonLink>
  ) : null
}

function menuOf(invoice: InvoiceInClear): MenuItem[] {
  const at = named(invoice)
  const { one } = routes.invoices
  const { state } = invoice
  if (state === 'draft')
    return [{ label: t('discard'), href: one.discarding(at), icon: 'cross', danger: true }]
  return [
    { label: shared.t('pdf'), href: one.pdf(at), icon: 'download', download: true },
    ...(state === 'void' || state === 'uncollectible'
      ? []
      : [{ label: t('send'), action: one.sending(at), icon: 'mail' as const }]),
    ...(state === 'open'
      ? [{ label: t('remind'), action: one.reminder(at), icon: 'clock' as const }]
      : []),
    ...(allowed(state, 'credit_note.issue') && creditable(invoice) > 0n
      ? [{ label: t('credit_note'), href: one.creditNotes(at), icon: 'file' as const }]
      : []),
    {
      label: t('statement'),
      href: routes.contacts.one.statement({ person: show('person', invoice.personId) }),
      icon: 'list',
    },
    ...(allowed(state, 'invoice.write_off')
      ? [{ label: t('write_off'), href: one.writeOff(at), icon: 'cross' as const, danger: true }]
      : []),
    ...(allowed(state, 'invoice.void') && invoice.paid === 0n && invoice.credited === 0n
      ? [{ label: t('void'), href: one.voiding(at), icon: 'cross' as const, danger: true }]
      : []),
  ]
}

function InvoiceDetails({ invoice }: { invoice: InvoiceInClear }) {
  const { buyer, buyerName, sentAt, reminders, remindedAt } = invoice
  const person = { person: show('person', invoice.personId) }
  return (
    <Details
      items={[
        {
          label: t('who'),
          value: <a href={routes.contacts.one(person)}>{invoice.personName}</a>,
        },
        { label: shared.t('issued'), value: <DayOr day={invoice.issuedOn} /> },
        { label: shared.t('due'), value: <DayOr day={invoice.dueOn} /> },
        ...(invoice.number === null
          ? []
          : [
              {
                label: t('sent'),
                value: sentAt ? <Time at={sentAt} /> : <span class="muted">{t('sent.never')}</span>,
              },
            ]),
        ...(reminders > 0
          ? [
              {
                label: t('reminders'),
                value: t('reminders.count', { count: reminders }),
                note: remindedAt ? <Time at={remindedAt} /> : undefined,
              },
            ]
          : []),
        {
          label: t('buyer'),
          value: (
            <span class="timeline-text">
              {[buyerName, buyer.address, buyer.taxNumber].filter(Boolean).join('\n')}
            </span>
          ),
        },
      ]}
    />
  )
}

/** The way up from a page about an invoice. */
export const crumbsTo = (invoice: InvoiceInClear) => [
  { label: t('title'), href: routes.invoices() },
  { label: nameOf(invoice), href: routes.invoices.one(named(invoice)) },
]
