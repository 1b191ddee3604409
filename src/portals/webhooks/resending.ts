import { z } from 'zod'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { because } from '../../kit/validation.ts'
import { isRefusal } from '../living.ts'
import { refuse } from '../refusals.ts'
import { sendAgain } from './deliveries/queries.ts'
import { insertDeliveries } from './following/queries.ts'
import { webhookQueue } from './sending/queue.ts'
import { homeOf, owned, RIGHT_OVER } from './owners.ts'
import { payloadOf, TEST_EVENT, type OwnerKind } from './webhook.ts'
import { aboutEndpoint, lockEndpoint } from './endpoint.ts'

const webhook = id('webhook')

/** `2026-01-05T09:00:00Z`. */
const instant = z
  .string()
  .max(60)
  .transform((text, context) => {
    try {
      return Temporal.Instant.from(text)
    } catch {
      context.addIssue({ code: 'custom', ...because('instant') })
      return z.NEVER
    }
  })
  .meta({ examples: ['2026-01-05T09:00:00Z'] })

/**
 * What sends something to one endpoint by hand. All are audited; none is an event, since an event would
 * be sent in its turn.
 */
function sendingOperations(kind: OwnerKind) {
  const common = { right: RIGHT_OVER[kind], portal: homeOf, quiet: true }
  const whose = kind === 'portal' ? 'a portal’s' : 'a partner’s'

  const test = operation({
    ...common,
    name: `${kind}.test_webhook`,
    summary: `Sends a test event to ${whose} webhook`,
    input: owned(kind, { webhook }),
    async run(work, named) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const { portal, partner } = owner
      const event = {
        id: newId(),
        name: TEST_EVENT,
        portal,
        subject: show('webhook', endpoint.id),
        at: work.now.toString(),
        data: {},
      }
      const [delivery] = await insertDeliveries(work.tx, {
        portal,
        endpoints: [endpoint.id],
        event,
        aboutPortal: null,
        payload: payloadOf(event, { portal: partner === null ? portal : null, partner }),
        now: work.now,
      })
      await work.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      work.note(aboutEndpoint(owner, endpoint.id))
      return done({ delivery: show('delivery', delivery!) })
    },
  })

  const resend = operation({
    ...common,
    name: `${kind}.resend_webhook`,
    summary: `Sends one delivery to ${whose} webhook again, under the same id`,
    input: owned(kind, { webhook, delivery: id('delivery') }),
    async run(work, { delivery, ...named }) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      const { portal } = owner
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      if ((await sendAgain(work.tx, portal, endpoint.id, { delivery }, work.now)) === 0)
        return kitRefuse('not_found')
      await work.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      work.note(aboutEndpoint(owner, endpoint.id, { delivery: show('delivery', delivery) }))
      return done({ delivery: show('delivery', delivery) })
    },
  })

  const resendFailed = operation({
    ...common,
    name: `${kind}.resend_failed_webhooks`,
    summary: `Sends again what ${whose} webhook has not taken, of all events since a time`,
    input: owned(kind, { webhook, since: instant }),
    async run(work, { since, ...named }) {
      const found = await lockEndpoint(work, named)
      if (isRefusal(found)) return found
      const { owner, endpoint } = found
      const { portal } = owner
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const sent = await sendAgain(work.tx, portal, endpoint.id, { failedSince: since }, work.now)
      await work.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      work.note(aboutEndpoint(owner, endpoint.id, { since: since.toString(), sent }))
      return done({ webhook: show('webhook', endpoint.id), sent })
    },
  })

  return { test, resend, resendFailed }
}

export const portalSending = sendingOperations('portal')
export const partnerSending = sendingOperations('partner')
