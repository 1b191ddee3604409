import {
  errorsOf,
  page,
  typed,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { endpointProps, FIELDS, inputOf, whoseOf, wrongWith } from './page-props.ts'
import { addressesOf, type Addresses } from './addresses.ts'
import { readDelivery } from './log/log.ts'
import { DeliveryPage } from './delivery-page.tsx'
import { EndpointPage } from './endpoint-page.tsx'
import { readEndpoint, readOwned, RIGHT_OVER } from './owners.ts'
import {
  hostOf,
  NewWebhookPage,
  RemovingPage,
  RotatingPage,
  SecretPage,
  WebhooksPage,
} from './pages.tsx'
import { listEndpoints } from './queries.ts'
import { partnerSending, portalSending } from './resending.ts'
import { words, type Text } from './texts.ts'
import type { OwnerKind } from './webhook.ts'
import { partnerWebhooks, portalWebhooks } from './webhooks.ts'

/** The pages of one kind of owner's webhooks: the same for both, at addresses of their own. */
function pagesOf(
  kind: OwnerKind,
  at: {
    list: typeof routes.webhooks | typeof routes.partnerWebhooks
    fresh: typeof routes.newWebhook | typeof routes.newPartnerWebhook
    one: typeof routes.webhook | typeof routes.partnerWebhook
    secret: typeof routes.webhookSecret | typeof routes.partnerWebhookSecret
    disabling: typeof routes.webhookDisabling | typeof routes.partnerWebhookDisabling
    enabling: typeof routes.webhookEnabling | typeof routes.partnerWebhookEnabling
    removal: typeof routes.webhookRemoval | typeof routes.partnerWebhookRemoval
    test: typeof routes.webhookTest | typeof routes.partnerWebhookTest
    failed: typeof routes.webhookFailed | typeof routes.partnerWebhookFailed
    delivery: typeof routes.webhookDelivery | typeof routes.partnerWebhookDelivery
    resend: typeof routes.webhookDeliveryResend | typeof routes.partnerWebhookDeliveryResend
  },
  operations: typeof portalWebhooks,
  sending: typeof portalSending,
): readonly Served[] {
  const right = RIGHT_OVER[kind]
  const feature = kind === 'portal' ? 'api' : 'home'
  const nothing = (visit: Visit) => visit.refuse(refuse('not_found'))

  /** What the address names, as the operations take it. */
  const named = (visit: Visit) => ({
    [kind]: visit.param(kind) || show('portal', visit.portal.id),
    webhook: visit.param('webhook'),
  })
  const ofOwner = (visit: Visit) => readOwned(visit, kind, whoseOf)
  const ofEndpoint = (visit: Visit) =>
    readEndpoint(visit, kind, async (tx, owner, endpoint) => ({
      visit,
      whose: await whoseOf(tx, owner),
      endpoint,
    }))

  /** A refusal about what the address names is one about nothing. */
  const refused = (visit: Visit, refusal: Refusal) =>
    refusal.fields.some(({ field }) => [kind, 'webhook', 'delivery'].includes(field))
      ? nothing(visit)
      : visit.refuse(refusal)

  /** A button: does it, and says so on the page it leads to. */
  const button = (
    route: (typeof at)[keyof typeof at],
    act: (visit: SignedInVisit) => Promise<Done<unknown> | Refusal>,
    to: (addresses: Addresses, webhook: string, visit: Visit) => string,
    text: Text,
  ) =>
    page(
      route,
      'POST',
      feature,
      async (visit) => {
        const found = await ofEndpoint(visit)
        if (!found) return nothing(visit)
        const result = await act(visit)
        if (!result.ok) return refused(visit, result)
        const webhook = visit.param('webhook')
        return visit.redirect(to(addressesOf(found.whose.owner), webhook, visit), {
          tone: 'green',
          text: words(visit.language)(text, { host: hostOf(found.endpoint) }),
        })
      },
      { right },
    )
  const back = (addresses: Addresses, webhook: string) => addresses.one(webhook)

  return [
    page(
      at.list,
      'GET',
      feature,
      async (visit) => {
        const found = await readOwned(visit, kind, async (tx, owner) => ({
          whose: await whoseOf(tx, owner),
          rows: await listEndpoints(tx, owner),
        }))
        return found ? visit.page(<WebhooksPage visit={visit} {...found} />) : nothing(visit)
      },
      { right },
    ),
    page(
      at.fresh,
      'GET',
      feature,
      async (visit) => {
        const whose = await ofOwner(visit)
        return whose ? visit.page(<NewWebhookPage visit={visit} whose={whose} />) : nothing(visit)
      },
      { right },
    ),
    page(
      at.list,
      'POST',
      feature,
      async (visit) => {
        const whose = await ofOwner(visit)
        if (!whose) return nothing(visit)
        const { [kind]: owner } = named(visit)
        const result = await visit.perform(operations.add, {
          ...inputOf(visit.form),
          [kind]: owner,
        })
        if (!result.ok) {
          const props = { visit, whose, wrong: wrongWith(visit, result) }
          return visit.page(<NewWebhookPage {...props} />, result.status)
        }
        // Not redirected to: an address or a cookie would keep the secret.
        return visit.page(
          <SecretPage visit={visit} whose={whose} title="made.title" {...result.value} />,
        )
      },
      { right, fields: FIELDS },
    ),
    page(
      at.one,
      'GET',
      feature,
      async (visit) => {
        const props = await endpointProps(visit, kind)
        return props ? visit.page(<EndpointPage {...props} />) : nothing(visit)
      },
      { right },
    ),
    page(
      at.one,
      'POST',
      feature,
      async (visit) => {
        const result = await visit.perform(operations.change, {
          ...inputOf(visit.form),
          ...named(visit),
        })
        const props = await endpointProps(visit, kind)
        if (!props) return nothing(visit)
        if (!result.ok)
          return visit.page(
            <EndpointPage {...props} wrong={wrongWith(visit, result)} />,
            result.status,
          )
        const text = words(visit.language)('changed')
        const to = addressesOf(props.whose.owner).one(visit.param('webhook'))
        return visit.redirect(to, { tone: 'green', text })
      },
      { right, fields: FIELDS },
    ),
    page(
      at.secret,
      'GET',
      feature,
      async (visit) => {
        const found = await ofEndpoint(visit)
        return found ? visit.page(<RotatingPage {...found} />) : nothing(visit)
      },
      { right },
    ),
    page(
      at.secret,
      'POST',
      feature,
      async (visit) => {
        const whose = await ofOwner(visit)
        if (!whose) return nothing(visit)
        const result = await visit.perform(operations.rotate, named(visit))
        if (!result.ok) return refused(visit, result)
        return visit.page(
          <SecretPage visit={visit} whose={whose} title="rotated.title" {...result.value} />,
        )
      },
      { right },
    ),
    page(
      at.removal,
      'GET',
      feature,
      async (visit) => {
        const found = await ofEndpoint(visit)
        return found ? visit.page(<RemovingPage {...found} />) : nothing(visit)
      },
      { right },
    ),
    button(
      at.removal,
      (visit) => visit.perform(operations.remove, named(visit)),
      ({ list }) => list,
      'removed',
    ),
    button(
      at.disabling,
      (visit) => visit.perform(operations.disable, named(visit)),
      back,
      'disabled',
    ),
    button(at.enabling, (visit) => visit.perform(operations.enable, named(visit)), back, 'enabled'),
    button(at.test, (visit) => visit.perform(sending.test, named(visit)), back, 'tested'),
    page(
      at.failed,
      'POST',
      feature,
      async (visit) => {
        const { form, language } = visit
        const result = await visit.perform(sending.resendFailed, { ...form, ...named(visit) })
        const props = await endpointProps(visit, kind)
        if (!props) return nothing(visit)
        if (!result.ok && result.fields.length === 0) return visit.refuse(result)
        if (!result.ok) {
          const errors = errorsOf(result, language)
          const failedWrong = { typed: typed(form)['since'] ?? '', errors }
          return visit.page(<EndpointPage {...props} failedWrong={failedWrong} />, result.status)
        }
        const text = words(language)('failed.sent', { n: result.value.sent })
        const to = addressesOf(props.whose.owner).one(visit.param('webhook'))
        return visit.redirect(to, { tone: 'green', text })
      },
      { right, fields: { since: 'text' } },
    ),
    page(
      at.delivery,
      'GET',
      feature,
      async (visit) => {
        const found = await readEndpoint(visit, kind, async (tx, owner, endpoint) => {
          const row = parseId('delivery', visit.param('delivery'))
          const delivery = row && (await readDelivery(tx, owner, endpoint.id, row))
          return delivery ? { whose: await whoseOf(tx, owner), endpoint, delivery } : null
        })
        return found ? visit.page(<DeliveryPage visit={visit} {...found} />) : nothing(visit)
      },
      { right },
    ),
    button(
      at.resend,
      (visit) =>
        visit.perform(sending.resend, { ...named(visit), delivery: visit.param('delivery') }),
      ({ delivery }, webhook, visit) => delivery(webhook, visit.param('delivery')),
      'resent',
    ),
  ]
}

export const webhooksController: readonly Served[] = [
  ...pagesOf(
    'portal',
    {
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
    portalWebhooks,
    portalSending,
  ),
  ...pagesOf(
    'partner',
    {
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
    partnerWebhooks,
    partnerSending,
  ),
]
