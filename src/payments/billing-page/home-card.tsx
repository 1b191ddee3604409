import { onGuestHome } from '../../messages/index.ts'
import { routes } from '../../routes.ts'
import { Card } from '../../ui/index.ts'
import { t } from '../client/texts.ts'
import { todayOf } from '../invoice/today.ts'
import { countInvoices } from '../invoices/list/queries.ts'

/** More tell nobody more. */
const COUNTED = 20

/** On a client’s home page: what is to be paid. */
export const billingCard = onGuestHome.with(async (ctx, { id }) => {
  if (!ctx.may('invoices')) return null
  const count = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now: ctx.now })
    return countInvoices(tx, { person: id, state: 'open', today }, COUNTED)
  })
  return <BillingCard count={count} />
})

const BillingCard = ({ count }: { count: number }) => (
  <Card
    title={t('title')}
    href={routes.billing()}
    icon="card"
    text={t('home.card')}
    waiting={count > 0 ? t('home.waiting', { count }) : undefined}
  />
)
