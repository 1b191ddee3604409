import { show } from '../../kit/ids.ts'
import { startOf } from '../../kit/day.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { CheckboxField, Confirm, dateOf, TextField, type Errors } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { InvoiceInClear } from '../invoice/invoice.ts'
import type { Payment } from '../received/payment.ts'
import { moneyText } from '../wording/money.tsx'
import { crumbsTo } from './page.tsx'
import { t } from './texts.ts'

interface OfInvoice {
  invoice: InvoiceInClear
  errors?: Errors
  typed?: Record<string, string>
}

interface IssueProps extends OfInvoice {
  series: string
  dueOn: string
  email: string | null
}

/** Says what becomes of a draft before it cannot be changed any more. */
export function IssuePage({ invoice, series, dueOn, email, errors }: IssueProps) {
  const language = useLanguage()
  const named = { invoice: show('invoice', invoice.id) }
  const total = moneyText(invoice.total, invoice.currency, language)
  const due = dateOf(language, startOf(dueOn), 'UTC')
  return (
    <Layout title={t('issue.title')} width="form" crumbs={crumbsTo(invoice)}>
      <Confirm
        action={routes.invoices.one.issue(named)}
        hidden={{ version: invoice.version }}
        errors={errors}
        consequences={[
          t('issue.total', { name: invoice.personName, total, due }),
          t('issue.number', { series }),
        ]}
        reassurance={email ? undefined : t('issue.no_email')}
        button={t('issue')}
        cancelHref={routes.invoices.one(named)}
      >
        {email ? <CheckboxField name="send" label={t('issue.send', { email })} checked /> : null}
      </Confirm>
    </Layout>
  )
}

const ReasonField = ({ typed, errors }: Pick<OfInvoice, 'typed' | 'errors'>) => (
  <TextField
    name="reason"
    label={t('reason')}
    help={t('reason.help')}
    value={typed?.['reason']}
    error={errors?.['reason']}
    maxlength={500}
    optional
  />
)

export function VoidPage({ invoice, errors, typed }: OfInvoice) {
  const language = useLanguage()
  const named = { invoice: show('invoice', invoice.id) }
  const total = moneyText(invoice.total, invoice.currency, language)
  return (
    <Layout title={t('void.title')} width="form" crumbs={crumbsTo(invoice)}>
      <Confirm
        action={routes.invoices.one.voiding(named)}
        errors={errors}
        consequences={[t('void.text', { number: invoice.number!, total })]}
        reassurance={t('void.keeps')}
        button={t('void.do')}
        danger
        cancelHref={routes.invoices.one(named)}
      >
        <ReasonField typed={typed} errors={errors} />
      </Confirm>
    </Layout>
  )
}

export function WriteOffPage({ invoice, errors, typed }: OfInvoice) {
  const language = useLanguage()
  const named = { invoice: show('invoice', invoice.id) }
  const amount = moneyText(invoice.outstanding, invoice.currency, language)
  return (
    <Layout title={t('write_off.title')} width="form" crumbs={crumbsTo(invoice)}>
      <Confirm
        action={routes.invoices.one.writeOff(named)}
        errors={errors}
        consequences={[t('write_off.text', { number: invoice.number!, amount })]}
        reassurance={t('write_off.keeps')}
        button={t('write_off.do')}
        danger
        cancelHref={routes.invoices.one(named)}
      >
        <ReasonField typed={typed} errors={errors} />
      </Confirm>
    </Layout>
  )
}

export function WithdrawalPage({ invoice, payment, errors }: OfInvoice & { payment: Payment }) {
  const language = useLanguage()
  const amount = moneyText(payment.applied, payment.currency, language)
  return (
    <Layout title={t('withdraw.title')} width="form" crumbs={crumbsTo(invoice)}>
      <Confirm
        action={routes.payments.one.withdrawal({ payment: show('payment', payment.id) })}
        errors={errors}
        consequences={[t('withdraw.text', { amount, number: invoice.number! })]}
        reassurance={t('withdraw.keeps')}
        button={t('withdraw.do')}
        danger
        cancelHref={routes.invoices.one({ invoice: show('invoice', invoice.id) })}
      />
    </Layout>
  )
}
