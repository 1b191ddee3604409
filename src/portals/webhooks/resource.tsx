import {
  inPortal,
  readOwned,
  type OwnerPage,
  type Owner,
  type OwnerKind,
  type Section,
} from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  resourceOf,
  typed,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { partnerSection, portalSection, settingsSection, thatPortal } from '../owners.tsx'
import { addressOf, pagesOf } from './addresses.ts'
import * as answers from './answers.ts'
import { DeliveryPage } from './delivery-page.tsx'
import { EndpointPage, type EndpointPageProps } from './endpoint-page.tsx'
import { logQuery, readDelivery, readLog } from './log/log.ts'
import { failedOf } from './log/queries.ts'
import { onPartnersWebhooks, onPortalsWebhooks, type OnWebhooks } from './operations.ts'
import { FIELDS, inputOf, wrongWith } from './form.tsx'
import { hostOf, NewWebhookPage, SecretPage, SurePage, WebhooksPage } from './pages.tsx'
import { findEndpoint, listEndpoints, type Endpoint } from './queries.ts'
import { oldSecretUntil } from './secrets/queries.ts'
import { words, type Text } from './texts.ts'

/** One kind of owner's webhooks: where their pages are, and where their endpoints. */
interface WebhooksOf {
  kind: Exclude<OwnerKind, 'installation'>
  pages: Section
  programs: Section
  at: (typeof pagesOf)['portal']
  api: typeof routes.api.portals.one.webhooks | typeof routes.api.partners.one.webhooks
  operations: OnWebhooks
  /** What the address of a page does not name. */
  given?: { fields: never[]; from: (typeof thatPortal)['from'] }
}

/** An endpoint that the address names, and whose it is. */
interface About {
  ownerPage: OwnerPage
  endpoint: Endpoint
}

/** The list of an owner's webhooks, and the form that adds one. */
function webhooksOf(of: WebhooksOf) {
  const { kind, pages, programs, at, api, operations, given } = of
  const fresh = (ctx: SignedInContext, ownerPage: OwnerPage, refusal?: Refusal) =>
    ctx.page(
      <NewWebhookPage ownerPage={ownerPage} wrong={refusal && wrongWith(ctx, refusal)} />,
      refusal?.status,
    )
  return resourceOf({ feature: 'api', right: operations.right, words }, pages.page)
    .page(at.list, async (ctx, ownerPage) => {
      const { owner } = ownerPage
      const rows = await inPortal(ctx, owner.portal, (tx) => listEndpoints(tx, owner))
      return ctx.page(<WebhooksPage {...{ ownerPage, rows }} />)
    })
    .page(at.new, fresh)
    .list(api, {
      name: `${kind}.webhooks`,
      summary: `Lists a ${kind}’s webhooks, the oldest first`,
      cursor: id('webhook').optional(),
      most: 100,
      rows: 'webhooks',
      view: answers.endpointLine,
      more: 'Send it as `cursor` for the webhooks that follow',
      find: (ctx, { after, limit }) =>
        readOwned(ctx, programs, async (tx, owner) => {
          const page = await listEndpoints(tx, owner, { after, limit: limit + 1 })
          const rows = page.slice(0, limit)
          return { rows, next: page.length > limit ? show('webhook', rows.at(-1)!.id) : null }
        }),
      show: answers.showEndpoint,
    })
    .change(operations.add, {
      page: at.list,
      api: api,
      given,
      fields: FIELDS,
      input: (_, { form }) => inputOf(form),
      again: fresh,
      // Not redirected to: an address or a cookie would keep the secret.
      ends: (ctx, made, ownerPage) =>
        ctx.page(<SecretPage ownerPage={ownerPage} title="made.title" {...made} />),
      status: 201,
      answer: answers.made,
      show: (_, { webhook, secret }) => ({ id: webhook, secret }),
    })
}

/** One of an owner's webhooks: its page, what was sent there, and what can be done about it. */
function webhookOf(of: WebhooksOf) {
  const { kind, pages, programs, at, api, operations, given } = of

  /** Something of the endpoint in the address; null for another owner's as for none. */
  const read = <T,>(
    ctx: SignedInContext,
    work: (tx: Tx, endpoint: Endpoint, owner: Owner) => Promise<T | null>,
  ) => readOwned(ctx, programs, endpointIn(ctx, work))

  const shown = (ctx: SignedInContext) =>
    read(ctx, async (tx, endpoint) => ({
      ...answers.showEndpoint(endpoint),
      oldSecretUntil: (await oldSecretUntil(tx, endpoint.id, ctx.now))?.toString() ?? null,
    }))

  const one = async (
    ctx: SignedInContext,
    about: About,
    wrong: Pick<EndpointPageProps, 'wrong' | 'failedWrong'> = {},
    status?: number,
  ) => {
    const { owner } = about.ownerPage
    const parsed = logQuery.safeParse({ state: ctx.query('state'), cursor: ctx.query('cursor') })
    const query = parsed.success ? parsed.data : logQuery.parse({})
    const props = await inPortal(ctx, owner.portal, async (tx) => ({
      oldSecretUntil: await oldSecretUntil(tx, about.endpoint.id, ctx.now),
      log: await readLog(tx, about.endpoint.id, query),
      failed: await failedOf(tx, about.endpoint.id),
    }))
    return ctx.page(
      <EndpointPage {...{ ...about, ...props, ...wrong }} state={query.state} />,
      status,
    )
  }

  const sure = (change: 'secret' | 'removal') => (ctx: SignedInContext, about: About) =>
    ctx.page(<SurePage {...{ ...about, change }} />)

  const to =
    (page: 'one' | 'list' | 'delivery') =>
    (_: unknown, ctx: SignedInContext, { ownerPage }: About) =>
      addressOf(ownerPage.owner, page, {
        webhook: ctx.param('webhook'),
        delivery: ctx.param('delivery'),
      })
  const said =
    (text: Text) =>
    (_: unknown, __: SignedInContext, { endpoint }: About) => ({
      text,
      values: { host: hostOf(endpoint) },
    })
  /** A button that nothing is sent by. */
  const button = (page: 'one' | 'list' | 'delivery', text: Text) => ({
    given,
    to: to(page),
    said: said(text),
  })

  return resourceOf(
    { feature: 'api', right: operations.right, words, answer: answers.endpoint, show: shown },
    async (ctx): Promise<About | Response | null> => {
      const ownerPage = await pages.page(ctx)
      if (!ownerPage || ownerPage instanceof Response) return ownerPage
      const { owner } = ownerPage
      const about = endpointIn(ctx, async (_, endpoint) => ({ ownerPage, endpoint }))
      return inPortal(ctx, owner.portal, (tx) => about(tx, owner))
    },
  )
    .page(at.one, (ctx, about) => one(ctx, about))
    .read(api.one, {
      name: `${kind}.webhook`,
      summary: `Shows one of a ${kind}’s webhooks`,
      show: shown,
    })
    .change(operations.change, {
      page: at.one,
      api: api.one,
      method: 'PATCH',
      given,
      fields: FIELDS,
      input: (_, { form }) => inputOf(form),
      again: (ctx, about, refusal) =>
        one(ctx, about, { wrong: wrongWith(ctx, refusal) }, refusal.status),
      to: to('one'),
      said: 'changed',
    })
    .page(at.removal, sure('removal'))
    .change(operations.remove, {
      ...button('list', 'removed'),
      page: at.removal,
      api: api.one,
      method: 'DELETE',
      show: null,
    })
    .page(at.secret, sure('secret'))
    .change(operations.rotate, {
      page: at.secret,
      api: api.one.secret,
      given,
      ends: (ctx, made, { ownerPage }) =>
        ctx.page(<SecretPage ownerPage={ownerPage} title="rotated.title" {...made} />),
      answer: answers.rotated,
      show: (_, { webhook, ...rest }) => ({ id: webhook, ...rest }),
    })
    .change(operations.disable, {
      ...button('one', 'disabled'),
      page: at.disabling,
      api: api.one.disabling,
    })
    .change(operations.enable, { ...button('one', 'enabled'), page: at.enabling })
    .change(operations.enable, { api: api.one.disabling, method: 'DELETE' })
    .change(operations.test, {
      ...button('one', 'tested'),
      page: at.test,
      api: api.one.test,
      status: 202,
      answer: answers.sentAgain,
      show: (_, sent) => sent,
    })
    .change(operations.resendFailed, {
      page: at.failed,
      api: api.one.failed.resend,
      given,
      again: (ctx, about, refusal) => {
        if (refusal.fields.length === 0) return ctx.refuse(refusal)
        const failedWrong = {
          typed: typed(ctx.form)['since'] ?? '',
          errors: errorsOf(refusal, ctx.language),
        }
        return one(ctx, about, { failedWrong }, refusal.status)
      },
      to: to('one'),
      said: ({ sent }) => ({ text: 'failed.sent', values: { n: sent } }),
      status: 202,
      answer: answers.allSentAgain,
      show: (_, { sent }) => ({ sent }),
    })
    .list(api.one.deliveries, {
      name: `${kind}.webhook_deliveries`,
      summary: `Lists what was sent to one of a ${kind}’s webhooks, the newest first`,
      filter: { state: logQuery.shape.state },
      cursor: logQuery.shape.cursor,
      most: 100,
      usual: 25,
      rows: 'deliveries',
      view: answers.deliveryLine,
      more: 'Send it as `cursor` for older ones',
      find: (ctx, { after, ...query }) =>
        read(ctx, async (tx, endpoint) => {
          const { deliveries, next } = await readLog(tx, endpoint.id, {
            ...query,
            cursor: after,
          })
          return { rows: deliveries, next: next && show('delivery', next) }
        }),
      show: answers.showLine,
    })
    .read(api.one.deliveries.one, {
      name: `${kind}.webhook_delivery`,
      summary: `Shows what was sent to one of a ${kind}’s webhooks, and each attempt at it`,
      answer: answers.delivery,
      show: (ctx) =>
        read(ctx, async (tx, endpoint, owner) => {
          const ownerPage = await deliveryIn(ctx, tx, owner, endpoint)
          return ownerPage && answers.showDelivery(ownerPage)
        }),
    })
    .page(at.delivery, async (ctx, { ownerPage, endpoint }) => {
      const { owner } = ownerPage
      const delivery = await inPortal(ctx, owner.portal, (tx) =>
        deliveryIn(ctx, tx, owner, endpoint),
      )
      return delivery
        ? ctx.page(<DeliveryPage {...{ ownerPage, endpoint, delivery }} />)
        : ctx.refuse(refuse('not_found'))
    })
    .change(operations.resend, {
      ...button('delivery', 'resent'),
      page: at.resend,
      api: api.one.deliveries.one.resend,
      status: 202,
      answer: answers.sentAgain,
      show: (_, sent) => sent,
    })
}

/** Finds the endpoint that the address names, for what is to be read of it. */
const endpointIn =
  <T,>(
    ctx: SignedInContext,
    work: (tx: Tx, endpoint: Endpoint, owner: Owner) => Promise<T | null>,
  ) =>
  async (tx: Tx, owner: Owner): Promise<T | null> => {
    const row = parseId('webhook', ctx.param('webhook'))
    const endpoint = row === null ? undefined : await findEndpoint(tx, owner, row)
    return endpoint ? work(tx, endpoint, owner) : null
  }

async function deliveryIn(ctx: SignedInContext, tx: Tx, owner: Owner, endpoint: Endpoint) {
  const row = parseId('delivery', ctx.param('delivery'))
  return row === null ? null : readDelivery(tx, endpoint.id, row)
}

const ofPortals: WebhooksOf = {
  kind: 'portal',
  pages: settingsSection,
  programs: portalSection,
  at: pagesOf.portal,
  api: routes.api.portals.one.webhooks,
  operations: onPortalsWebhooks,
  given: thatPortal as never,
}
const ofPartners: WebhooksOf = {
  kind: 'partner',
  pages: partnerSection,
  programs: partnerSection,
  at: pagesOf.partner,
  api: routes.api.partners.one.webhooks,
  operations: onPartnersWebhooks,
}

export const webhookResources: readonly RouteHandler[] = [ofPortals, ofPartners].flatMap((of) => [
  ...webhooksOf(of),
  ...webhookOf(of),
])
