import { onGuestHome } from '../../messages/index.ts'
import { routes } from '../../routes.ts'
import { Card } from '../../ui/index.ts'
import { t } from '../client/texts.ts'

/** On a client’s home page, which asks the database nothing beside what it has with the gate. */
export const billingCard = onGuestHome.with(async (ctx) =>
  ctx.may('invoices') ? <BillingCard /> : null,
)

const BillingCard = () => (
  <Card title={t('title')} href={routes.billing()} icon="card" text={t('home.card')} />
)
