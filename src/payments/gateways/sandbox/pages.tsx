import { formatMoney } from '../../../kit/money.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Form,
  RadioList,
  TextField,
  type Errors,
} from '../../../ui/index.ts'
import { Layout, useRequestContext } from '../../../web/index.ts'
import type { Failure } from '../gateway.ts'
import type { PaymentRow } from './queries.ts'
import { TEST_NUMBER_NAMES, testNumber } from './sandbox.ts'
import { t } from './texts.ts'

interface CheckoutProps {
  payment: PaymentRow
  chosen?: string
  errors?: Errors
}

const addressOf = ({ id }: PaymentRow) =>
  routes.sandboxCheckout({ sandboxPayment: show('sandboxPayment', id) })

const amountOf = ({ amount, currency }: PaymentRow) =>
  formatMoney({ minor: BigInt(amount), currency }, useRequestContext().language)

/** Ends the payment, and leads back to where the payer came from. */
const GiveUp = ({ payment }: { payment: PaymentRow }) => (
  <Form action={addressOf(payment)} hidden={{ step: 'cancel' }} guard={false} leaves>
    <Button look="quiet">{t('give.up')}</Button>
  </Form>
)

/** A page to pay at: every test number with what it does. */
export function CheckoutPage({ payment, chosen = 'pays', errors }: CheckoutProps) {
  const isPayment = payment.purpose === 'payment'
  const amount = amountOf(payment)
  const { failure, methods } = payment
  const offered = TEST_NUMBER_NAMES.filter((name) => methods.includes(testNumber(name).kind))
  return (
    <Layout
      title={isPayment ? t('title', { amount }) : t('title.setup')}
      lead={t('lead', { description: payment.description })}
    >
      {failure === null ? null : (
        <Alert tone="red">{t('refused', { why: t(`why.${failure as Failure['code']}`) })}</Alert>
      )}
      <Form
        action={addressOf(payment)}
        hidden={{ step: 'pay' }}
        errors={errors}
        guard={false}
        leaves
      >
        <RadioList
          name="number"
          label={t(isPayment ? 'number' : 'number.setup')}
          value={chosen}
          error={errors?.['number']}
          options={offered.map((name) => ({
            value: name,
            label: testNumber(name).number,
            help: t(`does.${name}`),
            group: t(`kind.${testNumber(name).kind}`),
          }))}
        />
        <Actions>
          <Button look="primary">{isPayment ? t('pay', { amount }) : t('keep')}</Button>
        </Actions>
      </Form>
      <GiveUp payment={payment} />
    </Layout>
  )
}

/** What the payer's bank would ask them, in a window of its own. */
export function BankPage({ payment }: CheckoutProps) {
  const { description } = payment
  return (
    <Layout
      title={t('bank.title')}
      lead={t('bank.lead', { description, amount: amountOf(payment) })}
    >
      <Form action={addressOf(payment)} hidden={{ step: 'approve' }} guard={false} leaves>
        <Button look="primary">{t('bank.yes')}</Button>
      </Form>
      <Form action={addressOf(payment)} hidden={{ step: 'refuse' }} guard={false} leaves>
        <Button look="quiet">{t('bank.no')}</Button>
      </Form>
    </Layout>
  )
}

export function DepositsPage({ payment, errors }: CheckoutProps) {
  return (
    <Layout title={t('deposits.title')} lead={t('deposits.lead')}>
      <Form
        action={addressOf(payment)}
        hidden={{ step: 'deposits' }}
        errors={errors}
        guard={false}
        leaves
      >
        <TextField
          name="first"
          label={t('first')}
          inputmode="numeric"
          width="short"
          error={errors?.['first']}
        />
        <TextField name="second" label={t('second')} inputmode="numeric" width="short" />
        <Actions>
          <Button look="primary">{t('deposits.do')}</Button>
        </Actions>
      </Form>
      <GiveUp payment={payment} />
    </Layout>
  )
}

/** There is nothing left to do here: how the payment stands is said where it was begun. */
export const OverPage = ({ payment }: CheckoutProps) => (
  <Layout title={t('over.title')} lead={t('over')}>
    <ButtonLink look="primary" href={payment.return_to ?? routes.home()}>
      {t('back')}
    </ButtonLink>
  </Layout>
)
