import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { Owner } from './webhook.ts'

/** Where the pages about an owner's webhooks are: a partner's in the console, a portal's on its own host. */
export interface Addresses {
  list: string
  fresh: string
  one: (webhook: string, query?: { state?: string; cursor?: string }) => string
  secret: (webhook: string) => string
  disabling: (webhook: string) => string
  enabling: (webhook: string) => string
  removal: (webhook: string) => string
  test: (webhook: string) => string
  failed: (webhook: string) => string
  delivery: (webhook: string, delivery: string) => string
  resend: (webhook: string, delivery: string) => string
}

export function addressesOf(owner: Owner): Addresses {
  if (owner.partner === null)
    return {
      list: routes.webhooks(),
      fresh: routes.newWebhook(),
      one: (webhook, query) => routes.webhook({ webhook }, query),
      secret: (webhook) => routes.webhookSecret({ webhook }),
      disabling: (webhook) => routes.webhookDisabling({ webhook }),
      enabling: (webhook) => routes.webhookEnabling({ webhook }),
      removal: (webhook) => routes.webhookRemoval({ webhook }),
      test: (webhook) => routes.webhookTest({ webhook }),
      failed: (webhook) => routes.webhookFailed({ webhook }),
      delivery: (webhook, delivery) => routes.webhookDelivery({ webhook, delivery }),
      resend: (webhook, delivery) => routes.webhookDeliveryResend({ webhook, delivery }),
    }
  const partner = show('partner', owner.partner)
  return {
    list: routes.partnerWebhooks({ partner }),
    fresh: routes.newPartnerWebhook({ partner }),
    one: (webhook, query) => routes.partnerWebhook({ partner, webhook }, query),
    secret: (webhook) => routes.partnerWebhookSecret({ partner, webhook }),
    disabling: (webhook) => routes.partnerWebhookDisabling({ partner, webhook }),
    enabling: (webhook) => routes.partnerWebhookEnabling({ partner, webhook }),
    removal: (webhook) => routes.partnerWebhookRemoval({ partner, webhook }),
    test: (webhook) => routes.partnerWebhookTest({ partner, webhook }),
    failed: (webhook) => routes.partnerWebhookFailed({ partner, webhook }),
    delivery: (webhook, delivery) => routes.partnerWebhookDelivery({ partner, webhook, delivery }),
    resend: (webhook, delivery) =>
      routes.partnerWebhookDeliveryResend({ partner, webhook, delivery }),
  }
}
