import {
  errorsOf,
  page,
  typed,
  type Mount,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { endpointProps, FIELDS, inputOf, whoseOf, wrongWith } from './page-props.ts'
import { addressesOf, WEBHOOK_ROUTES } from './addresses.ts'
import { readDelivery } from './log/log.ts'
import { DeliveryPage } from './delivery-page.tsx'
import { EndpointPage } from './endpoint-page.tsx'
import { readEndpoint, readOwned, RIGHT_OVER } from './owners.ts'
import { hostOf, NewWebhookPage, SecretPage, SurePage, WebhooksPage } from './pages.tsx'
import { listEndpoints } from './queries.ts'
import { partnerSending, portalSending } from './resending.ts'
import { words, type Text } from './texts.ts'
import type { OwnerKind } from './webhook.ts'
import { partnerWebhooks, portalWebhooks } from './webhooks.ts'

/** The pages of one kind of owner's webhooks: the same for both, at addresses of their own. */
function pagesOf(
  kind: OwnerKind,
  operations: typeof portalWebhooks,
  sending: typeof portalSending,
): readonly Served[] {
  const at = WEBHOOK_ROUTES[kind]
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
    route: Mount,
    act: (visit: SignedInVisit) => Promise<Done<unknown> | Refusal>,
    to: 'one' | 'list' | 'delivery',
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
        const about = { webhook: visit.param('webhook'), delivery: visit.param('delivery') }
        return visit.redirect(addressesOf(found.whose.owner)[to](about), {
          tone: 'green',
          text: words(visit.language)(text, { host: hostOf(found.endpoint) }),
        })
      },
      { right },
    )

  const sure = (change: 'secret' | 'removal') =>
    page(
      at[change],
      'GET',
      feature,
      async (visit) => {
        const found = await ofEndpoint(visit)
        return found ? visit.page(<SurePage {...found} change={change} />) : nothing(visit)
      },
      { right },
    )

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
        const to = addressesOf(props.whose.owner).one({ webhook: visit.param('webhook') })
        return visit.redirect(to, { tone: 'green', text })
      },
      { right, fields: FIELDS },
    ),
    sure('secret'),
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
    sure('removal'),
    button(
      at.removal,
      (visit) => visit.perform(operations.remove, named(visit)),
      'list',
      'removed',
    ),
    button(
      at.disabling,
      (visit) => visit.perform(operations.disable, named(visit)),
      'one',
      'disabled',
    ),
    button(
      at.enabling,
      (visit) => visit.perform(operations.enable, named(visit)),
      'one',
      'enabled',
    ),
    button(at.test, (visit) => visit.perform(sending.test, named(visit)), 'one', 'tested'),
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
        const to = addressesOf(props.whose.owner).one({ webhook: visit.param('webhook') })
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
      'delivery',
      'resent',
    ),
  ]
}

export const webhooksController: readonly Served[] = [
  ...pagesOf('portal', portalWebhooks, portalSending),
  ...pagesOf('partner', partnerWebhooks, partnerSending),
]
