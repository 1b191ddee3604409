import type { Right } from '../../gate/index.ts'
import { z } from 'zod'
import type { OwnerKind } from '../../identity/index.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { because } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { sendAgain } from './deliveries/queries.ts'
import { insertDeliveries } from './following/queries.ts'
import { webhookQueue } from './sending/queue.ts'
import { aboutEndpoint, onEndpointOf } from './endpoint.ts'
import { payloadOf, TEST_EVENT } from './webhook.ts'

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
export function sendingOperations(kind: OwnerKind, right: Right) {
  const whose = `a ${kind}’s`
  const on = onEndpointOf(kind, { right, quiet: true })

  const test = on({
    name: 'test_webhook',
    done: { en: 'Sent a test to a webhook', es: 'Envió una prueba a un webhook' },
    summary: `Sends a test event to ${whose} webhook`,
    shape: {},
    async run(op, { owner, endpoint }) {
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const { portal, partner } = owner
      const event = {
        id: newId(),
        name: TEST_EVENT,
        portal,
        subject: show('webhook', endpoint.id),
        at: op.now.toString(),
        data: {},
      }
      const [delivery] = await insertDeliveries(op.tx, {
        portal,
        endpoints: [endpoint.id],
        event,
        aboutPortal: null,
        payload: payloadOf(event, { portal: partner === null ? portal : null, partner }),
        now: op.now,
      })
      await op.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      op.note(aboutEndpoint(owner, endpoint.id))
      return done({ delivery: show('delivery', delivery!) })
    },
  })

  const resend = on({
    name: 'resend_webhook',
    done: { en: 'Sent an event to a webhook again', es: 'Reenvió un evento a un webhook' },
    summary: `Sends one delivery to ${whose} webhook again, under the same id`,
    shape: { delivery: id('delivery') },
    async run(op, { owner, endpoint }, { delivery }) {
      const { portal } = owner
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      if ((await sendAgain(op.tx, endpoint.id, { delivery }, op.now)) === 0)
        return kitRefuse('not_found')
      await op.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      op.note(aboutEndpoint(owner, endpoint.id, { delivery: show('delivery', delivery) }))
      return done({ delivery: show('delivery', delivery) })
    },
  })

  const resendFailed = on({
    name: 'resend_failed_webhooks',
    done: {
      en: 'Sent failed events to a webhook again',
      es: 'Reenvió a un webhook los eventos fallidos',
    },
    summary: `Sends again what ${whose} webhook has not taken, of all events since a time`,
    shape: { since: instant },
    async run(op, { owner, endpoint }, { since }) {
      const { portal } = owner
      if (endpoint.state === 'disabled') return refuse('webhook_disabled')
      const sent = await sendAgain(op.tx, endpoint.id, { failedSince: since }, op.now)
      await op.enqueue(webhookQueue.wake, { portal, endpoint: endpoint.id })
      op.note(aboutEndpoint(owner, endpoint.id, { since: since.toString(), sent }))
      return done({ webhook: show('webhook', endpoint.id), sent })
    },
  })

  return { test, resend, resendFailed }
}
