import type { Tx } from '../../../kit/db/database.ts'
import { CONSOLE } from '../../../kit/ids.ts'
import type { Services } from '../../../kit/installation.ts'
import type { EventData } from '../../../kit/events.ts'
import { insertDeliveries, listenersOf, type Listener } from './queries.ts'
import { webhookQueue } from '../sending/queue.ts'
import { concerns, payloadOf } from '../webhook.ts'

/**
 * Notes for every endpoint that wants to hear of an event that it will, in the event's own transaction:
 * of a change that commits everyone hears, of one that does not nobody.
 */
export async function followEvent(tx: Tx, installation: Services, event: EventData): Promise<void> {
  const about = concerns(event, CONSOLE)
  if (about.portal === null && about.partner === null) return
  const listeners = await listenersOf(tx, { event: event.name, ...about }, CONSOLE)
  if (listeners.length === 0) return
  const here = (listener: Listener) => listener.portal
  for (const [portal, those] of Map.groupBy(listeners, here)) {
    const partner = those[0]!.partner
    const note = async () => {
      await insertDeliveries(tx, {
        portal,
        endpoints: those.map(({ endpoint }) => endpoint),
        event,
        aboutPortal: partner === null ? null : about.portal,
        payload: payloadOf(event, { portal: about.portal, partner: partner ?? about.partner }),
        now: Temporal.Instant.from(event.at),
      })
      for (const { endpoint } of those)
        await installation.jobs.enqueue(tx, webhookQueue.wake, { portal, endpoint })
    }
    await tx.within(portal, note)
  }
}
