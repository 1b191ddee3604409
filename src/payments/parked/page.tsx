import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Details,
  Empty,
  Form,
  Panel,
  TextField,
  Time,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { moneyText } from '../wording/money.tsx'
import type { ParkedPayment } from './queries.ts'
import { t } from './texts.ts'

interface ParkedProps {
  parked: readonly ParkedPayment[]
  /** Shown id of the one whose form was refused, and what is wrong. */
  refused?: { attempt: string; typed?: Record<string, string>; errors?: Errors }
}

/** What gateways have told and nobody counts, with what is to be said of each. */
export function ParkedPage({ parked, refused }: ParkedProps) {
  return (
    <Layout
      title={t('title')}
      lead={parked.length > 0 ? t('lead') : undefined}
      crumbs={[{ label: t('payments'), href: routes.invoices() }]}
    >
      {parked.length === 0 ? <Empty icon="check" title={t('none')} /> : null}
      {parked.map((payment) => {
        const attempt = show('attempt', payment.id)
        return (
          <ParkedPanel
            payment={payment}
            {...(refused?.attempt === attempt ? refused : { attempt })}
          />
        )
      })}
    </Layout>
  )
}

function ParkedPanel({
  payment,
  attempt,
  typed,
  errors,
}: { payment: ParkedPayment } & NonNullable<ParkedProps['refused']>) {
  const language = useLanguage()
  const { invoiceId, invoiceNumber, personName, why, currency, reference, since } = payment
  const amount = moneyText(payment.amount, currency, language)
  return (
    <Panel framed title={t(`why.${why}`, { amount, currency })}>
      <Details
        items={[
          {
            label: t('invoice'),
            value: (
              <a href={routes.invoices.one({ invoice: show('invoice', invoiceId) })}>
                {invoiceNumber}
              </a>
            ),
          },
          { label: t('who'), value: personName },
          ...(reference ? [{ label: t('reference'), value: <code>{reference}</code> }] : []),
          { label: t('since'), value: <Time at={since} /> },
        ]}
      />
      <Form action={routes.payments.parked.one({ attempt })} errors={errors} guard={false}>
        <TextField
          name="reason"
          id={`reason-${attempt}`}
          label={t('reason')}
          value={typed?.['reason']}
          error={errors?.['reason']}
          maxlength={500}
        />
        <Actions>
          <Button>{t('clear')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

/** On top of lists of payments, as long as something waits. */
export const ParkedAlert = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <Alert
      tone="amber"
      action={<ButtonLink href={routes.payments.parked()}>{t('waiting.do')}</ButtonLink>}
    >
      {t('waiting', { count })}
    </Alert>
  )
