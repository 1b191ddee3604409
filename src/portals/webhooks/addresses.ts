import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { Owner } from './webhook.ts'

/** Where the pages about webhooks are: a partner's in the console, a portal's on its own host. */
export const WEBHOOK_ROUTES = {
  portal: {
    list: routes.webhooks,
    fresh: routes.newWebhook,
    one: routes.webhook,
    secret: routes.webhookSecret,
    disabling: routes.webhookDisabling,
    enabling: routes.webhookEnabling,
    removal: routes.webhookRemoval,
    test: routes.webhookTest,
    failed: routes.webhookFailed,
    delivery: routes.webhookDelivery,
    resend: routes.webhookDeliveryResend,
  },
  partner: {
    list: routes.partnerWebhooks,
    fresh: routes.newPartnerWebhook,
    one: routes.partnerWebhook,
    secret: routes.partnerWebhookSecret,
    disabling: routes.partnerWebhookDisabling,
    enabling: routes.partnerWebhookEnabling,
    removal: routes.partnerWebhookRemoval,
    test: routes.partnerWebhookTest,
    failed: routes.partnerWebhookFailed,
    delivery: routes.partnerWebhookDelivery,
    resend: routes.partnerWebhookDeliveryResend,
  },
}

type Page = keyof (typeof WEBHOOK_ROUTES)['portal']
type Query = { state?: string; cursor?: string }
/** Builds the address of one of an owner's pages from what it is about. */
export type Addresses = Record<
  Page,
  (about?: { webhook?: string; delivery?: string }, query?: Query) => string
>

export function addressesOf(owner: Owner): Addresses {
  const kind = owner.partner === null ? 'portal' : 'partner'
  const whose = owner.partner === null ? {} : { partner: show('partner', owner.partner) }
  return Object.fromEntries(
    Object.entries(WEBHOOK_ROUTES[kind]).map(([page, route]) => [
      page,
      (about: object = {}, query?: Query) =>
        (route as (params: object, query?: Query) => string)({ ...whose, ...about }, query),
    ]),
  ) as Addresses
}
