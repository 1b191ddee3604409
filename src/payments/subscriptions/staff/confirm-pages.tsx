import { useLanguage } from '../../../kit/reader.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Actions,
  Button,
  Confirm,
  dateOf,
  Form,
  RadioList,
  SelectField,
  TextField,
  type Errors,
} from '../../../ui/index.ts'
import { Layout, useRequestContext } from '../../../web/index.ts'
import type { PlanRow } from '../../plans/queries.ts'
import { planText } from '../../plans/terms.ts'
import { moneyText } from '../../wording/money.tsx'
import type { ChangePreview } from '../changing.ts'
import type { SubscriptionShown } from '../reading/queries.ts'
import { crumbsTo, named } from './page.tsx'
import { t } from './texts.ts'

interface OfSubscription {
  of: SubscriptionShown
  typed?: Record<string, string>
  errors?: Errors
}

export function PausePage({ of, typed, errors }: OfSubscription) {
  const { subscription, plan, personName: name } = of
  const { language, zone } = useRequestContext()
  const day = subscription.periodEnds ? dateOf(language, subscription.periodEnds, zone) : ''
  return (
    <Layout title={t('pause.title', { plan: plan.name, name })} crumbs={crumbsTo(of)} width="form">
      <Confirm
        action={routes.subscriptions.one.pause(named(subscription))}
        errors={errors}
        consequences={[t('pause.effect'), t('pause.access', { day }), t('pause.told', { name })]}
        button={t('pause')}
        cancelHref={routes.subscriptions.one(named(subscription))}
      >
        <TextField
          name="resumesOn"
          type="date"
          label={t('pause.resumes')}
          help={t('pause.resumes.help')}
          value={typed?.['resumesOn']}
          error={errors?.['resumesOn']}
          width="short"
          optional
        />
      </Confirm>
    </Layout>
  )
}

export function CancelPage({ of, typed, errors }: OfSubscription) {
  const { subscription, plan, personName: name } = of
  const { language, zone } = useRequestContext()
  const { state, periodEnds, failedInvoice } = subscription
  const canWait = (state === 'active' || state === 'trialing') && !subscription.endsAtPeriodEnd
  const day = periodEnds ? dateOf(language, periodEnds, zone) : ''
  return (
    <Layout title={t('cancel.title', { plan: plan.name, name })} crumbs={crumbsTo(of)} width="form">
      <Confirm
        action={routes.subscriptions.one.cancellation(named(subscription))}
        hidden={canWait ? undefined : { when: 'now' }}
        errors={errors}
        consequences={[
          t('cancel.effect'),
          ...(canWait ? [] : [t('cancel.access')]),
          ...(failedInvoice ? [t('cancel.invoice')] : []),
          t('cancel.told', { name }),
        ]}
        reassurance={t('cancel.again')}
        button={t('cancel')}
        danger
        cancelHref={routes.subscriptions.one(named(subscription))}
      >
        {canWait ? (
          <RadioList
            name="when"
            label={t('cancel.when')}
            value={typed?.['when'] ?? 'period_end'}
            error={errors?.['when']}
            options={[
              { value: 'period_end', label: t('cancel.period_end', { day }) },
              { value: 'now', label: t('cancel.now') },
            ]}
          />
        ) : null}
      </Confirm>
    </Layout>
  )
}

interface ChangeProps extends OfSubscription {
  plans: readonly PlanRow[]
  /** Of the plan that is looked at, at a moment. */
  preview: { shown: ChangePreview; at: string; later: string } | null
}

/** Another plan: first which, then what it comes to. */
export function ChangePage({ of, plans, preview, errors }: ChangeProps) {
  const { subscription, personName: name } = of
  const at = named(subscription)
  const language = useLanguage()
  return (
    <Layout title={t('change.title', { name })} crumbs={crumbsTo(of)} width="form">
      <Form method="get" action={routes.subscriptions.one.plan(at)} errors={errors} guard={false}>
        {plans.length === 0 ? (
          <p>{t('change.no_plans')}</p>
        ) : (
          <>
            <SelectField
              name="plan"
              label={t('change.plan')}
              value={preview ? show('plan', preview.shown.plan.id) : undefined}
              error={errors?.['plan']}
              options={plans.map(({ id, current }) => ({
                value: show('plan', id),
                label: planText(current, language),
              }))}
            />
            <Actions>
              <Button look={preview ? 'plain' : 'primary'}>{t('change.look')}</Button>
            </Actions>
          </>
        )}
      </Form>
      {preview ? <Preview of={of} {...preview} /> : null}
    </Layout>
  )
}

function Preview({
  of,
  shown,
  at,
  later,
}: Pick<ChangeProps, 'of'> & NonNullable<ChangeProps['preview']>) {
  const { language, zone } = useRequestContext()
  const { credit, charge, currency, plan, renews } = shown
  const money = (minor: bigint) => moneyText(minor, currency, language)
  const day = (moment: Temporal.Instant) => dateOf(language, moment, zone)
  return (
    <Confirm
      action={routes.subscriptions.one.plan(named(of.subscription))}
      hidden={{ plan: show('plan', plan.id), at }}
      consequences={[
        ...(credit ? [t('change.credit', { amount: money(credit.amount) })] : []),
        ...(charge
          ? [
              t('change.charge', {
                amount: money(charge.total),
                from: day(charge.begins),
                to: day(charge.ends),
              }),
            ]
          : []),
        ...(credit || charge ? [] : [t('change.none')]),
        t('change.later', { amount: later, day: day(renews) }),
        t('change.told', { name: of.personName }),
      ]}
      reassurance={credit || charge ? t('change.valid') : undefined}
      button={t('change.do')}
      cancelHref={routes.subscriptions.one(named(of.subscription))}
    />
  )
}
