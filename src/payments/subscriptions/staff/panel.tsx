import { onPersonPage } from '../../../identity/index.ts'
import { show } from '../../../kit/ids.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { routes } from '../../../routes.ts'
import { Button, Form, Panel, SelectField } from '../../../ui/index.ts'
import { plansOf, type PlanRow } from '../../plans/queries.ts'
import { planText } from '../../plans/terms.ts'
import { subscriptionsPage, type SubscriptionShown } from '../reading/queries.ts'
import { SubscriptionTable } from './list-page.tsx'
import { t } from './texts.ts'

/** Subscriptions shown on a contact’s page; of more, the newest. */
const SHOWN = 10

/** On a contact’s page: what they have subscribed to, and how to subscribe them. */
export const subscriptionsOfContact = onPersonPage.with(async (ctx, { id, kind }) => {
  if (kind !== 'contact' || !ctx.may('invoices') || !ctx.holds('payments:manage')) return null
  const { plans, rows } = await ctx.read(async (tx) => ({
    plans: await plansOf(tx),
    rows: await subscriptionsPage(tx, { person: id, limit: SHOWN }),
  }))
  if (plans.length === 0 && rows.length === 0) return null
  return <SubscriptionsPanel person={show('person', id)} {...{ plans, rows }} />
})

interface PanelProps {
  person: string
  plans: readonly PlanRow[]
  rows: readonly SubscriptionShown[]
}

function SubscriptionsPanel({ person, plans, rows }: PanelProps) {
  const language = useLanguage()
  return (
    <Panel title={t('panel.title')} id="subscriptions">
      {rows.length > 0 ? (
        <SubscriptionTable rows={rows} isOfOne />
      ) : (
        <p class="muted">{t('panel.none')}</p>
      )}
      {plans.length > 0 ? (
        <Form action={routes.contacts.one.subscriptions({ person })} layout="line" guard={false}>
          <SelectField
            name="plan"
            label={t('start')}
            blank={t('start.choose')}
            options={plans.map(({ id, current }) => ({
              value: show('plan', id),
              label: planText(current, language),
            }))}
          />
          <Button look="plain">{t('start.do')}</Button>
        </Form>
      ) : null}
    </Panel>
  )
}
