import type { Child } from 'hono/jsx'
import { routes } from '../../../routes.ts'
import { Button, ButtonLink, Details, Form } from '../../../ui/index.ts'
import { Layout, useRequestContext } from '../../../web/index.ts'
import type { Connected } from '../../gateways/accounts/account.ts'
import type { Plan } from '../../plans/plan.ts'
import { planText } from '../../plans/terms.ts'
import { moneyText } from '../../wording/money.tsx'
import { t } from './texts.ts'

interface AgainProps {
  plan: Plan
  /** What is to be paid today, with tax. */
  cost: bigint
  gateways: readonly Connected[]
  /** Where the form is sent, and what says of which subscription it is. */
  action: string
  hidden: Record<string, string>
  /** Beside the offer, such as another way to get in. */
  children?: Child
}

/** What it is, what it costs today, and the way to pay it. */
export function AgainPage({ plan, cost, gateways, action, hidden, children }: AgainProps) {
  const { language, portal } = useRequestContext()
  const amount = moneyText(cost, plan.price.currency, language)
  return (
    <Layout
      title={t('again.title')}
      lead={t('again.lead', { plan: plan.name, portal: portal.name })}
      address={action}
    >
      <Details
        items={[
          { label: t('again.today'), value: <strong class="numeric">{amount}</strong> },
          { label: t('again.then'), value: planText({ ...plan, trialDays: 0 }, language) },
        ]}
      />
      <p>{t('again.period')}</p>
      {gateways.length === 0 ? (
        <Form action={action} hidden={hidden} guard={false}>
          <Button look="primary">{t('again.by_hand')}</Button>
        </Form>
      ) : (
        gateways.map((gateway) => (
          <Form action={action} hidden={{ ...hidden, gateway }} guard={false} leaves>
            <Button look="primary">
              {gateways.length === 1
                ? t('again.do', { amount })
                : t('again.do.other', { gateway: t(`again.gateway.${gateway}`) })}
            </Button>
          </Form>
        ))
      )}
      {children}
    </Layout>
  )
}

/** By a mailed link they may have come for another reason. */
export const PasswordInstead = ({ token }: { token: string }) => (
  <Form action={routes.subscribeAgain.password()} hidden={{ token }} guard={false}>
    <p class="muted">{t('again.password')}</p>
    <Button look="quiet">{t('again.password.do')}</Button>
  </Form>
)

/** Nothing stands in the way any more. */
export const NothingToPay = () => (
  <Layout title={t('again.title')} lead={t('again.open')}>
    <ButtonLink look="primary" href={routes.signIn()}>
      {t('again.open.do')}
    </ButtonLink>
  </Layout>
)

/** They are out, and there is nothing that they could pay. */
export const AccessEnded = () => (
  <Layout title={t('again.none')} lead={t('again.none.text')}>
    <ButtonLink href={routes.billing()}>{t('billing')}</ButtonLink>
  </Layout>
)
