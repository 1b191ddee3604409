import {
  errorsOf,
  listOf,
  page,
  typed,
  type SentForm,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../kit/db/database.ts'
import { routes } from '../../routes.ts'
import { addressesOf, type Addresses } from './addresses.ts'
import { logQuery, readDelivery, readLog } from './log/log.ts'
import { failedOf } from './log/queries.ts'
import { DeliveryPage } from './delivery-page.tsx'
import { EndpointPage, type EndpointPageProps } from './endpoint-page.tsx'
import type { Wrong } from './form.tsx'
import type { Whose } from './frame.tsx'
import { readEndpoint, readOwned, RIGHT_OVER } from './owners.ts'
import {
  hostOf,
  NewWebhookPage,
  RemovingPage,
  RotatingPage,
  SecretPage,
  WebhooksPage,
} from './pages.tsx'
import { listEndpoints, oldSecretUntil, partnerContact } from './queries.ts'
import { partnerSending, portalSending } from './resending.ts'
import { words, type Text } from './texts.ts'
import type { Owner, OwnerKind } from './webhook.ts'
import { partnerWebhooks, portalWebhooks } from './webhooks.ts'

const FIELDS = { url: 'text', description: 'text', which: 'text', events: 'list' } as const

/**
 * A form sends the boxes that are ticked also where it says *every event*. What says neither that nor
 * *only these* is sent on, to be refused by its name.
 */
const inputOf = ({ url, description, which = 'all', ...form }: SentForm) => ({
  url,
  description,
  events: which === 'chosen' ? listOf(form, 'events') : null,
  ...(which === 'all' || which === 'chosen' ? {} : { which }),
})

const wrongWith = ({ form, language }: Visit, refusal: Refusal): Wrong => ({
  typed: typed(form),
  events: listOf(form, 'events'),
  errors: errorsOf(refusal, language),
})

const whoseOf = async (tx: Tx, owner: Owner): Promise<Whose> => ({
  owner,
  name: owner.partner === null ? undefined : (await partnerContact(tx, owner.partner))?.name,
})

/** Everything that the page of one endpoint shows; null where it is not there for the visitor. */
const endpointProps = (visit: Visit, kind: OwnerKind): Promise<EndpointPageProps | null> =>
  readEndpoint(visit, kind, async (tx, owner, endpoint) => {
    const asked = logQuery.safeParse({ state: visit.query('state'), cursor: visit.query('cursor') })
    const query = asked.success ? asked.data : logQuery.parse({})
    return {
      visit,
      whose: await whoseOf(tx, owner),
      endpoint,
      oldSecretUntil: await oldSecretUntil(tx, owner.portal, endpoint.id, visit.now),
      log: await readLog(tx, owner, endpoint.id, query),
      state: query.state,
      failed: await failedOf(tx, owner.portal, endpoint.id),
    }
  })

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
