import { addressOn } from '../../../kit/installation.ts'
import { routes } from '../../../routes.ts'
import { SettingsLayout } from '../../../portals/index.ts'
import {
  Actions,
  Badge,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  Details,
  Empty,
  Form,
  Panel,
  SelectField,
  TextField,
  Time,
  type Errors,
} from '../../../ui/index.ts'
import { Layout, useRequestContext } from '../../../web/index.ts'
import type { lastEvents } from '../events/queries.ts'
import { DELIVERIES, type Deliveries } from '../sandbox/sandbox.ts'
import { EVENTS } from '../stripe/events.ts'
import type { Connected } from './account.ts'
import type { AccountShown } from './view.ts'
import { t } from './texts.ts'

interface GatewaysProps {
  accounts: AccountShown[]
  deliveries: Deliveries
  events: Awaited<ReturnType<typeof lastEvents>>
  /** The gateway whose form was refused, and what is wrong. */
  refused?: { gateway: Connected; errors: Errors }
}

/** Settings → Payments → How clients pay. */
export function GatewaysPage({ accounts, deliveries, events, refused }: GatewaysProps) {
  const of = (gateway: Connected) => accounts.find((account) => account.gateway === gateway)
  const errors = (gateway: Connected) => (refused?.gateway === gateway ? refused.errors : undefined)
  return (
    <SettingsLayout tab="payments">
      <Panel title={t('title')} text={t('text')}>
        <Sandbox account={of('sandbox')} deliveries={deliveries} />
        <Stripe account={of('stripe')} errors={errors('stripe')} />
        <Panel
          framed
          title={t('manual')}
          text={t('manual.text')}
          action={
            <ButtonLink small href={routes.settings.payments()}>
              {t('manual.do')}
            </ButtonLink>
          }
        />
      </Panel>
      <Panel title={t('last')} id="events">
        <Events events={events} />
      </Panel>
    </SettingsLayout>
  )
}

const State = ({ account }: { account: AccountShown | undefined }) =>
  account ? (
    <Badge tone={account.live ? 'green' : 'amber'}>
      {t(account.live ? 'state.on' : 'state.test')}
    </Badge>
  ) : (
    <Badge tone="grey">{t('state.off')}</Badge>
  )

/** What can be done with a gateway that is connected. */
const Connection = ({ gateway }: { gateway: Connected }) => (
  <>
    <Form action={routes.settings.gateways.secret()} hidden={{ gateway }} guard={false}>
      <p class="help">{t('rotate.text')}</p>
      {gateway === 'stripe' ? (
        <TextField name="webhookSecret" id="new-secret" label={t('rotate')} autocomplete="off" />
      ) : null}
      <Button small>{t('rotate.do')}</Button>
    </Form>
    <div class="row-actions">
      <Form action={routes.settings.gateways.test()} hidden={{ gateway }} guard={false}>
        <Button small>{t('test')}</Button>
      </Form>
      <ButtonLink small look="quiet" href={routes.settings.gateways.disconnection({}, { gateway })}>
        {t('disconnect')}
      </ButtonLink>
    </div>
  </>
)

function Sandbox(props: { account: AccountShown | undefined; deliveries: Deliveries }) {
  const { account, deliveries } = props
  return (
    <Panel
      framed
      title={t('sandbox')}
      text={t(account ? 'sandbox.on' : 'sandbox.text')}
      action={<State account={account} />}
    >
      {account ? (
        <>
          <Form action={routes.settings.gateways.deliveries()} layout="line">
            <SelectField
              name="deliveries"
              label={t('deliveries')}
              help={t('deliveries.help')}
              value={deliveries}
              options={DELIVERIES.map((value) => ({ value, label: t(`deliveries.${value}`) }))}
            />
            <Button>{t('deliveries.do')}</Button>
          </Form>
          <Connection gateway="sandbox" />
        </>
      ) : (
        <Form action={routes.settings.gateways()} hidden={{ gateway: 'sandbox' }} guard={false}>
          <Button>{t('connect.sandbox')}</Button>
        </Form>
      )}
    </Panel>
  )
}

function Stripe({ account, errors }: { account: AccountShown | undefined; errors?: Errors }) {
  const { installation, portal } = useRequestContext()
  const address = addressOn(installation, portal.host, routes.paymentEvents({ gateway: 'stripe' }))
  const text = account
    ? t(account.live ? 'stripe.on' : 'stripe.test', { account: account.name })
    : t('stripe.text')
  return (
    <Panel framed title={t('stripe')} text={text} action={<State account={account} />}>
      <Form action={routes.settings.gateways()} hidden={{ gateway: 'stripe' }} errors={errors}>
        <TextField
          name="apiKey"
          label={t('key')}
          help={t('key.help')}
          autocomplete="off"
          error={errors?.['apiKey']}
        />
        <TextField
          name="webhookSecret"
          label={t('secret')}
          help={t('secret.help')}
          autocomplete="off"
          error={errors?.['webhookSecret']}
        />
        <Details
          items={[
            { label: t('address'), value: <code>{address}</code> },
            { label: t('events'), value: <code>{EVENTS.join(', ')}</code> },
          ]}
        />
        <Actions>
          <Button look={account ? 'plain' : 'primary'}>{t(account ? 'replace' : 'connect')}</Button>
        </Actions>
      </Form>
      {account ? <Connection gateway="stripe" /> : null}
    </Panel>
  )
}

const TONES = {
  changed: 'green',
  nothing_new: 'grey',
  not_ours: 'grey',
  parked: 'red',
  failed: 'red',
} as const

function Events({ events }: Pick<GatewaysProps, 'events'>) {
  if (events.length === 0) return <Empty title={t('last.none')} />
  return (
    <DataTable
      caption={t('last')}
      rows={events}
      columns={[
        { key: 'kind', header: t('last.kind'), cell: ({ kind }) => <code>{kind}</code> },
        { key: 'when', header: t('last.when'), cell: ({ receivedAt }) => <Time at={receivedAt} /> },
        {
          key: 'gateway',
          header: t('last.gateway'),
          cell: ({ gateway }) => t(gateway as Connected),
        },
        {
          key: 'outcome',
          header: t('last.outcome'),
          cell: ({ outcome }) => (
            <Badge tone={outcome ? TONES[outcome as keyof typeof TONES] : 'blue'}>
              {t(outcome ? `outcome.${outcome as keyof typeof TONES}` : 'outcome.waiting')}
            </Badge>
          ),
        },
      ]}
    />
  )
}

export const DisconnectionPage = ({ gateway, errors }: { gateway: Connected; errors?: Errors }) => (
  <Layout title={t('disconnect.title', { gateway: t(gateway) })}>
    <Confirm
      action={routes.settings.gateways.disconnection()}
      hidden={{ gateway }}
      consequences={[t('disconnect.text')]}
      button={t('disconnect')}
      danger
      cancelHref={routes.settings.gateways()}
      errors={errors}
    />
  </Layout>
)
