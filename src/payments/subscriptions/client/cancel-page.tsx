import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { Confirm, dateOf } from '../../../ui/index.ts'
import { Layout, useRequestContext } from '../../../web/index.ts'
import type { SubscriptionShown } from '../reading/queries.ts'
import { t } from './texts.ts'

/** Says when a subscription ends that its owner cancels, before they do. */
export function CancelOwnPage({ of: { subscription, plan } }: { of: SubscriptionShown }) {
  const { language, zone } = useRequestContext()
  const { id, periodEnds } = subscription
  const at = { subscription: show('subscription', id) }
  const day = periodEnds ? dateOf(language, periodEnds, zone) : ''
  return (
    <Layout
      title={t('cancel.title', { plan: plan.name })}
      crumbs={[{ label: t('billing'), href: routes.billing() }]}
      width="form"
    >
      <Confirm
        action={routes.billing.subscriptions.one.cancellation(at)}
        consequences={[t('cancel.ends', { day }), t('cancel.nothing')]}
        reassurance={t('cancel.back')}
        button={t('cancel.do')}
        danger
        cancelHref={routes.billing()}
      />
    </Layout>
  )
}
