import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Work } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { isRefusal } from '../living.ts'
import { refuse } from '../refusals.ts'
import { aboutEndpoint, disableEndpoint, lockEndpoint } from './endpoint.ts'
import { homeOf, lockOwner, owned, RIGHT_OVER } from './owners.ts'
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
  type OwnerKind,
} from './webhook.ts'

const webhook = id('webhook')

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
  work: Work,
  kind: OwnerKind,
  events: string[] | null | undefined,
): Refusal | null => {
  const known = new Set(offered(work.installation.events, kind))
  const unknown = (events ?? []).filter((name) => !known.has(name))
  if (unknown.length === 0) return null
  return refuse('webhook_events', { field: 'events', values: { unknown: unknown.join(', ') } })
}

/** The operations on one kind of owner's endpoints; a portal's and a partner's differ in whose right is asked. */
function endpointOperations(kind: OwnerKind) {
  const common = { right: RIGHT_OVER[kind], portal: homeOf }
  const whose = kind === 'portal' ? 'a portal’s' : 'a partner’s'

  const add = operation({
    ...common,
    name: `${kind}.add_webhook`,
    summary: `Adds a webhook to ${whose}: events are sent to its URL; its secret is shown this once`,
    input: owned(kind, {
      url: webhookUrl,
      description: webhookDescription.default(''),
      events: eventNames.default(null),
    }),
    before: beforeUrl,
    async run(work, { url, description, events, ...named }) {
      const owner = await lockOwner(work, named)
      if (isRefusal(owner)) return owner
      const wrong = unknownEvents(work, kind, events)
      if (wrong) return wrong
      const { tx, now, caller, installation } = work
      const most = await reached(work, 'webhooks', owner.partner ?? owner.portal, () =>
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
      work.note(aboutEndpoint(owner, endpoint, { url: plainUrl(url), events }))
      return done({ webhook: show('webhook', endpoint), secret })
    },
  })

  const change = operation({
    ...common,
    name: `${kind}.change_webhook`,
    summary: `Changes where ${whose} webhook sends, what, or what it is called`,
    input: owned(kind, {
      webhook,
      url: webhookUrl.optional(),
      description: webhookDescription.optional(),
      events: eventNames.optional(),
    }),
    before: beforeUrl,
    async run(work, { url, description, events, ...named }) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const wrong = unknownEvents(work, kind, events)
      if (wrong) return wrong
      const { owner, endpoint } = found
      const changes = Object.fromEntries(
        Object.entries({ url, description, events }).filter(([, value]) => value !== undefined),
      )
      if (Object.keys(changes).length > 0)
        await changeEndpoint(work.tx, owner.portal, endpoint.id, changes)
      work.note(
        aboutEndpoint(owner, endpoint.id, {
          ...changes,
          ...(url === undefined ? {} : { url: plainUrl(url) }),
        }),
      )
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const rotate = operation({
    ...common,
    name: `${kind}.rotate_webhook_secret`,
    summary: `Gives ${whose} webhook a new secret, shown this once; the one before signs as well for 24 hours`,
    input: owned(kind, { webhook }),
    async run(work, named) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      const { tx, now, installation } = work
      const { portal } = owner
      if ((await countOldSecrets(tx, portal, endpoint.id, now)) >= installation.caps.oldSecrets)
        return refuse('webhook_rotating')
      const secret = newWebhookSecret()
      const until = now.add({ hours: ROTATION_HOURS })
      const key = await installation.keys.of(tx, portal)
      await addSecret(tx, { portal, endpoint: endpoint.id, key, secret, now, until })
      work.note(aboutEndpoint(owner, endpoint.id, { oldSecretUntil: until.toString() }))
      return done({
        webhook: show('webhook', endpoint.id),
        secret,
        oldSecretUntil: until.toString(),
      })
    },
  })

  const disable = operation({
    ...common,
    name: `${kind}.disable_webhook`,
    summary: `Stops sending to ${whose} webhook; what waited there is given up and can be sent again`,
    input: owned(kind, { webhook }),
    async run(work, named) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const given_up = await disableEndpoint(work, owner, endpoint.id, 'by_hand')
      work.note(aboutEndpoint(owner, endpoint.id, { given_up }))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const enable = operation({
    ...common,
    name: `${kind}.enable_webhook`,
    summary: `Sends to ${whose} webhook again, from now on`,
    input: owned(kind, { webhook }),
    async run(work, named) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      if (endpoint.state === 'enabled') return refuse('webhook_enabled')
      await changeEndpoint(work.tx, owner.portal, endpoint.id, {
        state: 'enabled',
        state_since: work.now,
        disabled_why: null,
        failing_since: null,
      })
      work.note(aboutEndpoint(owner, endpoint.id))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  const remove = operation({
    ...common,
    name: `${kind}.remove_webhook`,
    summary: `Removes ${whose} webhook with its secret and its log`,
    input: owned(kind, { webhook }),
    async run(work, named) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      await deleteEndpoint(work.tx, owner.portal, endpoint.id)
      work.note(aboutEndpoint(owner, endpoint.id, { url: plainUrl(endpoint.url) }))
      return done({ webhook: show('webhook', endpoint.id) })
    },
  })

  return { add, change, rotate, disable, enable, remove }
}

export const portalWebhooks = endpointOperations('portal')
export const partnerWebhooks = endpointOperations('partner')
