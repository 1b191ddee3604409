import { reads, writes, type Served, type SignedInVisit, type Visit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import * as answers from './answers.ts'
import { logQuery, readDelivery, readLog } from './log/log.ts'
import { readEndpoint, readOwned, RIGHT_OVER } from './owners.ts'
import { listEndpoints } from './queries.ts'
import { oldSecretUntil } from './secrets/queries.ts'
import { partnerSending, portalSending } from './resending.ts'
import type { OwnerKind } from './webhook.ts'
import { partnerWebhooks, portalWebhooks } from './webhooks.ts'

const { api } = routes

/** One endpoint as it stands now. */
const shown = (visit: Visit, kind: OwnerKind) =>
  readEndpoint(visit, kind, async (tx, { portal }, endpoint) => ({
    ...answers.showEndpoint(endpoint),
    oldSecretUntil: (await oldSecretUntil(tx, portal, endpoint.id, visit.now))?.toString() ?? null,
  }))

/** The API of one kind of owner's webhooks; whatever their pages can do. */
const endpointsOf = (
  kind: OwnerKind,
  at: {
    all: typeof api.portalWebhooks | typeof api.partnerWebhooks
    one: typeof api.portalWebhook | typeof api.partnerWebhook
    secret: typeof api.portalWebhookSecret | typeof api.partnerWebhookSecret
    disabling: typeof api.portalWebhookDisabling | typeof api.partnerWebhookDisabling
    test: typeof api.portalWebhookTest | typeof api.partnerWebhookTest
    failed: typeof api.portalWebhookFailed | typeof api.partnerWebhookFailed
    deliveries: typeof api.portalWebhookDeliveries | typeof api.partnerWebhookDeliveries
    delivery: typeof api.portalWebhookDelivery | typeof api.partnerWebhookDelivery
    resend: typeof api.portalWebhookResend | typeof api.partnerWebhookResend
  },
  { add, change, rotate, disable, enable, remove }: typeof portalWebhooks,
  { test, resend, resendFailed }: typeof portalSending,
): readonly Served[] => {
  const gated = { feature: 'api', right: RIGHT_OVER[kind] } as const
  const ofOwner = { ...gated, path: { [kind]: kind } }
  const ofOne = { ...gated, path: { [kind]: kind, webhook: 'webhook' } }
  const ofDelivery = { ...gated, path: { ...ofOne.path, delivery: 'delivery' } }
  const changes = {
    ...ofOne,
    answer: answers.endpoint,
    show: (visit: SignedInVisit) => shown(visit, kind),
  }
  const whose = kind === 'portal' ? 'a portal’s' : 'a partner’s'
  return [
    reads(at.all, {
      ...gated,
      name: `${kind}.webhooks`,
      summary: `Lists ${whose} webhooks, the oldest first`,
      query: answers.endpointsQuery,
      answer: answers.endpoints,
      show: (visit, { cursor, limit }) =>
        readOwned(visit, kind, async (tx, owner) => {
          const found = await listEndpoints(tx, owner, { after: cursor, limit: limit + 1 })
          const webhooks = found.slice(0, limit).map(answers.showEndpoint)
          return { webhooks, next: found.length > limit ? webhooks.at(-1)!.id : null }
        }),
    }),
    writes(at.all, 'POST', {
      ...ofOwner,
      operation: add,
      status: 201,
      answer: answers.made,
      show: (_, { webhook, secret }) => ({ id: webhook, secret }),
    }),
    reads(at.one, {
      ...gated,
      name: `${kind}.webhook`,
      summary: `Shows one of ${whose} webhooks`,
      answer: answers.endpoint,
      show: (visit) => shown(visit, kind),
    }),
    writes(at.one, 'PATCH', { ...changes, operation: change }),
    writes(at.one, 'DELETE', { ...ofOne, operation: remove }),
    writes(at.secret, 'POST', {
      ...ofOne,
      operation: rotate,
      answer: answers.rotated,
      show: (_, { webhook, ...rest }) => ({ id: webhook, ...rest }),
    }),
    writes(at.disabling, 'POST', { ...changes, operation: disable }),
    writes(at.disabling, 'DELETE', { ...changes, operation: enable }),
    writes(at.test, 'POST', {
      ...ofOne,
      operation: test,
      status: 202,
      answer: answers.sentAgain,
      show: (_, sent) => sent,
    }),
    writes(at.failed, 'POST', {
      ...ofOne,
      operation: resendFailed,
      status: 202,
      answer: answers.allSentAgain,
      show: (_, { sent }) => ({ sent }),
    }),
    reads(at.deliveries, {
      ...gated,
      name: `${kind}.webhook_deliveries`,
      summary: `Lists what was sent to one of ${whose} webhooks, the newest first`,
      query: logQuery,
      answer: answers.deliveries,
      show: (visit, query) =>
        readEndpoint(visit, kind, async (tx, owner, endpoint) => {
          const { deliveries, next } = await readLog(tx, owner, endpoint.id, query)
          return {
            deliveries: deliveries.map(answers.showLine),
            next: next && show('delivery', next),
          }
        }),
    }),
    reads(at.delivery, {
      ...gated,
      name: `${kind}.webhook_delivery`,
      summary: `Shows what was sent to one of ${whose} webhooks, and each attempt at it`,
      answer: answers.delivery,
      show: (visit) =>
        readEndpoint(visit, kind, async (tx, owner, endpoint) => {
          const row = parseId('delivery', visit.param('delivery'))
          const found = row && (await readDelivery(tx, owner, endpoint.id, row))
          return found ? answers.showDelivery(found) : null
        }),
    }),
    writes(at.resend, 'POST', {
      ...ofDelivery,
      operation: resend,
      status: 202,
      answer: answers.sentAgain,
      show: (_, sent) => sent,
    }),
  ]
}

export const webhookEndpoints: readonly Served[] = [
  ...endpointsOf(
    'portal',
    {
      all: api.portalWebhooks,
      one: api.portalWebhook,
      secret: api.portalWebhookSecret,
      disabling: api.portalWebhookDisabling,
      test: api.portalWebhookTest,
      failed: api.portalWebhookFailed,
      deliveries: api.portalWebhookDeliveries,
      delivery: api.portalWebhookDelivery,
      resend: api.portalWebhookResend,
    },
    portalWebhooks,
    portalSending,
  ),
  ...endpointsOf(
    'partner',
    {
      all: api.partnerWebhooks,
      one: api.partnerWebhook,
      secret: api.partnerWebhookSecret,
      disabling: api.partnerWebhookDisabling,
      test: api.partnerWebhookTest,
      failed: api.partnerWebhookFailed,
      deliveries: api.partnerWebhookDeliveries,
      delivery: api.partnerWebhookDelivery,
      resend: api.partnerWebhookResend,
    },
    partnerWebhooks,
    partnerSending,
  ),
]
