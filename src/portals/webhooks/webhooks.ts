import type { Right } from '../../gate/index.ts'
import { reached } from '../../kit/caps.ts'
import { homeOf, owned, type OwnerKind } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { isRefusal } from '../living.ts'
import { refuse } from '../refusals.ts'
import { aboutEndpoint, disableEndpoint, lockOwner, onEndpointOf } from './endpoint.ts'
import { changeEndpoint, countEndpoints, deleteEndpoint, insertEndpoint } from './queries.ts'
import { addSecret, countOldSecrets } from './secrets/queries.ts'
import {
  eventNames,
  newWebhookSecret,
  offered,
  plainUrl,
  ROTATION_HOURS,
  webhookDescription,
  webhookUrl,
} from './webhook.ts'

/** Whether anything could be sent there is asked of the network before a transaction is open. */
const beforeUrl = async (
  { outgoing, mode }: Installation,
  { url }: { url?: string },
): Promise<Refusal | null> => {
  const why = url === undefined ? null : await outgoing.check(url)
  if (why === null) return null
  if (why === 'scheme' && mode === 'sandbox') return refuse('webhook_not_a_url', { field: 'url' })
  return refuse(`webhook_${why}`, { field: 'url' })
}

const unknownEvents = (
  op: OperationContext,
  kind: OwnerKind,
  events: string[] | null | undefined,
): Refusal | null => {
  const byId = new Set(offered(op.installation.events, kind))
  const unknown = (events ?? []).filter((name) => !byId.has(name))
  if (unknown.length === 0) return null
  return refuse('webhook_events', { field: 'events', values: { unknown: unknown.join(', ') } })
}

/** Its particulars, as the audit trail calls them. */
const ENDPOINT = {
  url: { en: 'Address', es: 'Dirección' },
  description: { en: 'Description', es: 'Descripción' },
  events: { en: 'Events', es: 'Eventos' },
}

/** The operations on one kind of owner's endpoints. */
export function endpointOperations(kind: OwnerKind, right: Right) {
  const whose = `a ${kind}’s`
  const on = onEndpointOf(kind, { right })

  const add = operation({
    right,
    portal: homeOf,
    name: `${kind}.add_webhook`,
    done: { en: 'Added a webhook', es: 'Añadió un webhook' },
    details: ENDPOINT,
    summary: `Adds a webhook to ${whose}: events are sent to its URL; its secret is shown this once`,
    input: owned(kind, {
      url: webhookUrl,
      description: webhookDescription.default(''),
      events: eventNames.default(null),
    }).meta({ id: 'NewWebhook' }),
    before: beforeUrl,
    async run(op, { url, description, events, ...named }) {
      const owner = await lockOwner(op, named)
      if (isRefusal(owner)) return owner
      const wrong = unknownEvents(op, kind, events)
      if (wrong) return wrong
      const { tx, now, caller, installation } = op
      const most = await reached(op, 'webhooks', owner.partner ?? owner.portal, () =>
        countEndpoints(tx, owner),
      )
      if (most !== null) return refuse('webhook_too_many', { values: { most } })
      const endpoint = newId()
      await insertEndpoint(tx, owner, {
        id: endpoint,
        url,
        description,
        events,
        state_since: now,
        made_by: caller.portal === owner.portal ? (caller.person ?? null) : null,
        created_at: now,
      })
      const secret = newWebhookSecret()
      const key = await installation.keys.of(tx, owner.portal)
      const at = { portal: owner.portal, endpoint, key }
      await addSecret(tx, { ...at, secret, now, until: now })
      op.note(aboutEndpoint(owner, endpoint, { url: plainUrl(url), events }))
      return done({ webhook: show('webhook', endpoint), secret })
    },
  })

  const change = on({
    name: 'change_webhook',
    done: { en: 'Changed a webhook', es: 'Cambió un webhook' },
    details: ENDPOINT,
    summary: `Changes where ${whose} webhook sends, what, or what it is called`,
    shape: {
      url: webhookUrl.optional(),
      description: webhookDescription.optional(),
      events: eventNames.optional(),
    },
    called: 'WebhookChange',
    before: beforeUrl,
    async run(op, { owner, endpoint }, { url, description, events }) {
      const wrong = unknownEvents(op, kind, events)
      if (wrong) return wrong
      const changes = Object.fromEntries(
        Object.entries({ url, description, events }).filter(([, value]) => value !== undefined),
      )
      if (Object.keys(changes).length > 0) await changeEndpoint(op.tx, endpoint.id, changes)
      op.note(
        aboutEndpoint(owner, endpoint.id, {
          ...changes,
          ...(url === undefined ? {} : { url: plainUrl(url) }),
        }),
      )
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const rotate = on({
    name: 'rotate_webhook_secret',
    done: { en: 'Changed a webhook’s secret', es: 'Cambió el secreto de un webhook' },
    details: {
      oldSecretUntil: { en: 'Old secret signs until', es: 'El secreto anterior firma hasta' },
    },
    summary: `Gives ${whose} webhook a new secret, shown this once; the one before signs as well for 24 hours`,
    shape: {},
    async run(op, { owner, endpoint }) {
      const { tx, now, installation } = op
      const { portal } = owner
      if ((await countOldSecrets(tx, endpoint.id, now)) >= installation.caps.oldSecrets)
        return refuse('webhook_rotating')
      const secret = newWebhookSecret()
      const until = now.add({ hours: ROTATION_HOURS })
      const key = await installation.keys.of(tx, portal)
      await addSecret(tx, { endpoint: endpoint.id, key, secret, now, until })
      op.note(aboutEndpoint(owner, endpoint.id, { oldSecretUntil: until.toString() }))
      return done({
        webhook: show('webhook', endpoint.id),
        secret,
        oldSecretUntil: until.toString(),
      })
    },
  })

  const disable = on({
    name: 'disable_webhook',
    done: { en: 'Disabled a webhook', es: 'Desactivó un webhook' },
    summary: `Stops sending to ${whose} webhook; what waited there is given up and can be sent again`,
    shape: {},
    async run(op, { owner, endpoint }) {
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const given_up = await disableEndpoint(op, endpoint.id, 'by_hand')
      op.note(aboutEndpoint(owner, endpoint.id, { given_up }))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const enable = on({
    name: 'enable_webhook',
    done: { en: 'Enabled a webhook', es: 'Activó un webhook' },
    summary: `Sends to ${whose} webhook again, from now on`,
    shape: {},
    async run(op, { owner, endpoint }) {
      if (endpoint.state === 'enabled') return refuse('webhook_enabled')
      await changeEndpoint(op.tx, endpoint.id, {
        state: 'enabled',
        state_since: op.now,
        disabled_why: null,
        failing_since: null,
      })
      op.note(aboutEndpoint(owner, endpoint.id))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const remove = on({
    name: 'remove_webhook',
    done: { en: 'Removed a webhook', es: 'Quitó un webhook' },
    summary: `Removes ${whose} webhook with its secret and its log`,
    shape: {},
    async run(op, { owner, endpoint }) {
      await deleteEndpoint(op.tx, endpoint.id)
      op.note(aboutEndpoint(owner, endpoint.id, { url: plainUrl(endpoint.url) }))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  return { add, change, rotate, disable, enable, remove }
}
