import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxField,
  FieldGroup,
  Form,
  RadioList,
  SelectField,
  TextArea,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { amountIn } from '../amount.ts'
import type { ItemLeft } from '../credit-notes/crediting.ts'
import { creditable, type InvoiceInClear } from '../invoice/invoice.ts'
import { METHODS, type Payment } from '../received/payment.ts'
import { moneyText } from '../wording/money.tsx'
import { words as shared } from '../wording/texts.ts'
import { t } from './form-texts.ts'
import { crumbsTo } from './page.tsx'

interface FormProps {
  typed?: Record<string, string>
  errors?: Errors
  today: string
}

interface MoneyProps extends FormProps {
  amount: string
  /** Of the field for the day. */
  day: 'receivedOn' | 'paidOn'
}

/** How much, how, and when: alike for what comes in and what goes back. */
function MoneyFields({ typed, errors = {}, today, amount, day }: MoneyProps) {
  const comesIn = day === 'receivedOn'
  return (
    <>
      <TextField
        name="amount"
        label={t('amount')}
        value={typed?.['amount'] ?? amount}
        error={errors['amount']}
        inputmode="decimal"
        width="medium"
        maxlength={20}
        autocomplete="off"
      />
      <SelectField
        name="method"
        label={t(comesIn ? 'method' : 'refund.method')}
        value={typed?.['method'] ?? 'bank_transfer'}
        error={errors['method']}
        width="medium"
        options={METHODS.map((value) => ({ value, label: shared.t(`method.${value}`) }))}
      />
      <TextField
        name={day}
        type="date"
        label={t(comesIn ? 'received' : 'refund.day')}
        value={typed?.[day] ?? today}
        error={errors[day]}
        width="medium"
      />
      <TextField
        name="reference"
        label={t('reference')}
        help={t('reference.help')}
        value={typed?.['reference']}
        error={errors['reference']}
        maxlength={200}
        optional
      />
    </>
  )
}

const Buttons = ({ back, children }: { back: string; children: Child }) => (
  <Actions>
    <Button>{children}</Button>
    <ButtonLink look="quiet" href={back}>
      {t('back')}
    </ButtonLink>
  </Actions>
)

const isTicked = (typed: Record<string, string> | undefined, name: string, first: boolean) =>
  typed ? typed[name] !== undefined : first

export function PaymentPage({ invoice, ...form }: FormProps & { invoice: InvoiceInClear }) {
  const { typed, errors } = form
  const language = useLanguage()
  const { currency, outstanding } = invoice
  const named = { invoice: show('invoice', invoice.id) }
  return (
    <Layout title={t('pay.title')} width="form" crumbs={crumbsTo(invoice)}>
      <p>
        {t('pay.text', {
          number: invoice.number!,
          amount: moneyText(outstanding, currency, language),
        })}
      </p>
      <Form action={routes.invoices.one.payments(named)} errors={errors}>
        <MoneyFields {...form} amount={amountIn(outstanding, currency)} day="receivedOn" />
        <CheckboxField
          name="keepRest"
          label={t('keep')}
          checked={isTicked(typed, 'keepRest', false)}
        />
        <CheckboxField name="tell" label={t('tell')} checked={isTicked(typed, 'tell', true)} />
        <Buttons back={routes.invoices.one(named)}>{t('pay.do')}</Buttons>
      </Form>
    </Layout>
  )
}

export function RefundPage({
  invoice,
  payment,
  ...form
}: FormProps & { invoice: InvoiceInClear; payment: Payment }) {
  const { typed, errors } = form
  const language = useLanguage()
  const [ofPayment, ofInvoice] = [payment.applied - payment.refunded, creditable(invoice)]
  const left = ofPayment < ofInvoice ? ofPayment : ofInvoice
  const { currency } = payment
  return (
    <Layout title={t('refund.title')} width="form" crumbs={crumbsTo(invoice)}>
      <p>{t('refund.text', { amount: moneyText(left, currency, language) })}</p>
      <Form
        action={routes.payments.one.refunds({ payment: show('payment', payment.id) })}
        errors={errors}
      >
        <MoneyFields {...form} amount={amountIn(left, currency)} day="paidOn" />
        <CheckboxField
          name="creditNote"
          label={t('refund.note')}
          help={t('refund.note.help')}
          checked={isTicked(typed, 'creditNote', true)}
        />
        <Buttons back={routes.invoices.one({ invoice: show('invoice', invoice.id) })}>
          {t('refund.do')}
        </Buttons>
      </Form>
    </Layout>
  )
}

export function CreditNotePage({
  invoice,
  left,
  typed,
  errors = {},
}: FormProps & { invoice: InvoiceInClear; left: readonly ItemLeft[] }) {
  const language = useLanguage()
  const { currency } = invoice
  const named = { invoice: show('invoice', invoice.id) }
  const money = (minor: bigint) => moneyText(minor, currency, language)
  return (
    <Layout
      title={t('note.title', { number: invoice.number! })}
      width="form"
      crumbs={crumbsTo(invoice)}
    >
      <p>{t('note.text', { name: invoice.personName })}</p>
      <Form action={routes.invoices.one.creditNotes(named)} errors={errors}>
        <RadioList
          name="what"
          label={t('note.what')}
          value={typed?.['what'] ?? 'whole'}
          error={errors['what']}
          options={[
            { value: 'whole', label: t('note.whole', { amount: money(creditable(invoice)) }) },
            { value: 'parts', label: t('note.parts') },
          ]}
        />
        <FieldGroup legend={t('note.parts')}>
          {left.map(({ position, total }, at) =>
            total === 0n ? null : (
              <TextField
                name={`items.${position}`}
                label={invoice.items[at]!.text.split('\n')[0]!}
                help={t('note.left', { amount: money(total) })}
                value={typed?.[`items.${position}`]}
                error={errors[`items.${position}`]}
                inputmode="decimal"
                width="medium"
                maxlength={20}
                autocomplete="off"
                optional
              />
            ),
          )}
        </FieldGroup>
        <TextArea
          name="reason"
          label={t('note.reason')}
          help={t('note.reason.help')}
          value={typed?.['reason']}
          error={errors['reason']}
          rows={2}
          maxlength={1000}
          optional
        />
        <CheckboxField name="tell" label={t('note.tell')} checked={isTicked(typed, 'tell', true)} />
        <Buttons back={routes.invoices.one(named)}>{t('note.do')}</Buttons>
      </Form>
    </Layout>
  )
}

interface PayOutProps extends FormProps {
  person: { id: string; name: string }
  credit: readonly { currency: string; amount: bigint }[]
}

export function PayOutPage({ person, credit, ...form }: PayOutProps) {
  const { typed, errors = {} } = form
  const language = useLanguage()
  const named = { person: show('person', person.id) }
  const back = routes.contacts.one(named)
  const [first] = credit
  return (
    <Layout title={t('out.title')} width="form" crumbs={[{ label: person.name, href: back }]}>
      {first ? (
        <>
          {credit.map(({ currency, amount }) => (
            <p>
              {t('out.text', { name: person.name, amount: moneyText(amount, currency, language) })}
            </p>
          ))}
          <Form action={routes.contacts.one.payOut(named)} errors={errors}>
            {credit.length > 1 ? (
              <SelectField
                name="currency"
                label={t('currency')}
                value={typed?.['currency'] ?? first.currency}
                error={errors['currency']}
                width="medium"
                options={credit.map(({ currency }) => ({ value: currency, label: currency }))}
              />
            ) : (
              <input type="hidden" name="currency" value={first.currency} />
            )}
            <MoneyFields {...form} amount={amountIn(first.amount, first.currency)} day="paidOn" />
            <Buttons back={back}>{t('out.do')}</Buttons>
          </Form>
        </>
      ) : (
        <p>{t('out.none', { name: person.name })}</p>
      )}
    </Layout>
  )
}
