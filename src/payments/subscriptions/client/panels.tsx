import { show } from '../../../kit/ids.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { routes } from '../../../routes.ts'
import {
  Alert,
  Button,
  ButtonLink,
  DataTable,
  Details,
  Form,
  Panel,
  SelectField,
  dateOf,
} from '../../../ui/index.ts'
import { useRequestContext } from '../../../web/index.ts'
import type { Connected } from '../../gateways/accounts/account.ts'
import type { KeptMethod } from '../../methods/queries.ts'
import { intervalText } from '../../plans/terms.ts'
import { moneyText } from '../../wording/money.tsx'
import { canBeginAgain } from '../again.ts'
import type { SubscriptionShown } from '../reading/queries.ts'
import { methodText, SubscriptionBadge } from '../reading/said.tsx'
import { words as reading } from '../reading/texts.ts'
import { renews } from '../subscription.ts'
import { t } from './texts.ts'

/** A subscription with what a period of it costs, with tax. */
export type OwnSubscription = SubscriptionShown & { cost: bigint }

interface PanelProps {
  subscriptions: readonly OwnSubscription[]
  methods: readonly KeptMethod[]
}

/** What somebody has subscribed to, and what comes next of it. */
export const OwnSubscriptions = ({ subscriptions, methods }: PanelProps) =>
  subscriptions.length === 0 ? null : (
    <Panel title={t('title')} id="subscriptions">
      {subscriptions.map((of) => (
        <OwnSubscriptionPanel of={of} methods={methods} />
      ))}
    </Panel>
  )

function OwnSubscriptionPanel({
  of,
  methods,
}: Pick<PanelProps, 'methods'> & { of: OwnSubscription }) {
  const { subscription, plan, method, cost } = of
  const { language, zone } = useRequestContext()
  const { state, periodEnds, failedInvoice, endsAtPeriodEnd } = subscription
  const at = { subscription: show('subscription', subscription.id) }
  const amount = moneyText(cost, plan.price.currency, language)
  const day = periodEnds ? dateOf(language, periodEnds, zone) : ''
  const others = methods.filter(({ id, usable }) => usable && id !== method?.id)
  const isOn = state === 'active' || state === 'trialing'
  return (
    <Panel
      framed
      title={plan.name}
      text={`${amount} ${intervalText(plan.interval, language)}`}
      action={
        isOn && endsAtPeriodEnd ? (
          <Form action={routes.billing.subscriptions.one.keeping(at)} guard={false}>
            <Button>{t('keep')}</Button>
          </Form>
        ) : isOn ? (
          <ButtonLink look="quiet" href={routes.billing.subscriptions.one.cancellation(at)}>
            {t('cancel')}
          </ButtonLink>
        ) : canBeginAgain(subscription) ? (
          <ButtonLink look="primary" href={routes.billing.again({}, at)}>
            {t('again')}
          </ButtonLink>
        ) : null
      }
    >
      <p>
        <SubscriptionBadge state={state} />
      </p>
      {failedInvoice ? (
        <Alert
          tone="amber"
          action={
            <ButtonLink href={routes.billing.one({ invoice: show('invoice', failedInvoice) })}>
              {t('failed.do')}
            </ButtonLink>
          }
        >
          {t('failed')}
        </Alert>
      ) : null}
      {isOn && endsAtPeriodEnd ? <p>{t('ends', { day })}</p> : null}
      {isOn || state === 'past_due' ? (
        <Details
          items={[
            ...(renews(subscription, plan)
              ? [{ label: t('next'), value: t('next.amount', { amount, day }) }]
              : []),
            {
              label: t('charged.to'),
              value: method ? methodText(method) : t('charged.by_hand'),
              note: method && !method.usable ? reading(language)('method.unusable') : undefined,
            },
          ]}
        />
      ) : null}
      {others.length > 0 && (isOn || state === 'past_due') ? (
        <Form action={routes.billing.subscriptions.one.method(at)} layout="line" guard={false}>
          <SelectField
            name="method"
            id={`method-${at.subscription}`}
            label={t('method.choose')}
            options={others.map((one) => ({
              value: show('method', one.id),
              label: methodText(one),
            }))}
          />
          <Button look="plain">{t('method.choose.do')}</Button>
        </Form>
      ) : null}
    </Panel>
  )
}

export interface OwnProps extends PanelProps {
  /** Gateways that keep one. */
  gateways: readonly Connected[]
  /** Somebody comes from having left one, and the gateway has not said so yet. */
  isWaiting: boolean
}

/** What somebody has left to be charged. */
export function OwnMethods({ subscriptions, methods, gateways, isWaiting }: OwnProps) {
  const language = useLanguage()
  if (gateways.length === 0 && methods.length === 0) return null
  const usedFor = (id: string) =>
    subscriptions
      .filter(({ subscription: { methodId, state } }) => methodId === id && state !== 'ended')
      .map(({ plan }) => plan.name)
  return (
    <Panel title={t('methods')} text={t('methods.text')} id="methods">
      {isWaiting ? <Alert tone="blue">{t('methods.waiting')}</Alert> : null}
      {methods.length === 0 ? (
        <p class="muted">{t('methods.none')}</p>
      ) : (
        <DataTable
          caption={t('methods')}
          rows={[...methods]}
          columns={[
            {
              key: 'method',
              header: t('method.kind'),
              cell: (method) => (
                <>
                  {methodText(method)}
                  {method.usable ? null : (
                    <span class="muted"> · {reading(language)('method.unusable')}</span>
                  )}
                </>
              ),
            },
            {
              key: 'used',
              header: '',
              cell: ({ id }) => {
                const plans = usedFor(id)
                return plans.length > 0
                  ? t('method.used', { plans: plans.join(', ') })
                  : t('method.unused')
              },
            },
            {
              key: 'remove',
              header: '',
              nowrap: true,
              cell: ({ id }) =>
                usedFor(id).length > 0 ? null : (
                  <Form
                    action={routes.billing.paymentMethods.one.removal({
                      method: show('method', id),
                    })}
                    guard={false}
                  >
                    <Button small look="quiet">
                      {t('method.remove')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
      {gateways.map((gateway) => (
        <Form action={routes.billing.paymentMethods()} hidden={{ gateway }} guard={false} leaves>
          <Button>{t(methods.length > 0 ? 'methods.add' : 'methods.first')}</Button>
        </Form>
      ))}
    </Panel>
  )
}
