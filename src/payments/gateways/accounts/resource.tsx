import type { Refusal } from '../../../kit/refusal.ts'
import { shape } from '../../../kit/shape.ts'
import { routes } from '../../../routes.ts'
import { errorsOf, resource, textOf, type SignedInContext } from '../../../web/index.ts'
import { lastEvents } from '../events/queries.ts'
import { deliveriesOf } from '../sandbox/queries.ts'
import {
  connectGateway,
  disconnectGateway,
  rotateGatewaySecret,
  setSandboxDeliveries,
  testGateway,
} from './accounts.ts'
import { connected } from './account.ts'
import { DisconnectionPage, GatewaysPage } from './page.tsx'
import { accountsShown } from './queries.ts'
import { words } from './texts.ts'
import { gatewayEventView, gatewayTestView, gatewayView, showGateway } from './view.ts'

/** Events that the page shows. */
const LAST = 20

async function gatewaysPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const shown = await ctx.read(async (tx) => ({
    accounts: await accountsShown(tx),
    deliveries: await deliveriesOf(tx),
    events: await lastEvents(tx, LAST),
  }))
  const named = connected.safeParse(textOf(ctx.form, 'gateway'))
  const refused =
    refusal && named.success
      ? { gateway: named.data, errors: errorsOf(refusal, ctx.language) }
      : undefined
  return ctx.page(<GatewaysPage {...shown} refused={refused} />, refusal?.status)
}

function disconnectionPage(ctx: SignedInContext, refusal?: Refusal): Response | Promise<Response> {
  const named = connected.safeParse(ctx.query('gateway') ?? textOf(ctx.form, 'gateway'))
  if (!named.success)
    return refusal ? ctx.refuse(refusal) : ctx.redirect(routes.settings.gateways())
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(<DisconnectionPage gateway={named.data} errors={errors} />, refusal?.status)
}

const back = () => routes.settings.gateways()

/** Settings → Payments: the gateways, their keys, and what they told last. */
export const gatewaysResource = resource({
  feature: 'invoices',
  right: 'portal:configure',
  words,
})
  .page(routes.settings.gateways, gatewaysPage)
  .read(routes.api.settings.gateways, {
    name: 'payment_gateway.list',
    summary: 'Lists the payment gateways that are connected, and what they told last',
    answer: shape('PaymentGateways', {
      gateways: gatewayView.array(),
      events: gatewayEventView.array().describe('The last, the newest first'),
    }),
    show: async (ctx) => {
      const { accounts, events } = await ctx.read(async (tx) => ({
        accounts: await accountsShown(tx),
        events: await lastEvents(tx, LAST),
      }))
      return {
        gateways: accounts.map(showGateway),
        events: events.map(({ id, gateway, kind, outcome, at, receivedAt }) => ({
          ...{ id, gateway, kind, outcome },
          at: at.toString(),
          receivedAt: receivedAt.toString(),
        })),
      }
    },
  })
  .change(connectGateway, {
    page: routes.settings.gateways,
    again: gatewaysPage,
    to: back,
    said: 'connect.done',
    api: routes.api.settings.gateways,
    status: 200,
    answer: shape('PaymentGatewayNamed', { gateway: connected }),
    show: (_, value) => value,
  })
  .change(testGateway, {
    page: routes.settings.gateways.test,
    to: back,
    said: ({ account }) => ({ text: 'test.done', values: { account } }),
    api: routes.api.settings.gateways.test,
    status: 200,
    answer: gatewayTestView,
    show: (_, value) => value,
  })
  .change(rotateGatewaySecret, {
    page: routes.settings.gateways.secret,
    to: back,
    said: 'rotate.done',
    api: routes.api.settings.gateways.secret,
    status: 204,
    show: null,
    answer: undefined,
  })
  .change(setSandboxDeliveries, {
    page: routes.settings.gateways.deliveries,
    to: back,
    said: 'deliveries.done',
    api: routes.api.settings.gateways.deliveries,
    status: 204,
    show: null,
  })
  .page(routes.settings.gateways.disconnection, disconnectionPage)
  .change(disconnectGateway, {
    page: routes.settings.gateways.disconnection,
    again: disconnectionPage,
    to: back,
    said: 'disconnect.done',
    api: routes.api.settings.gateways.disconnection,
    status: 204,
    show: null,
  })
