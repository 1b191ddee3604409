import { DatabaseUnavailable } from '../../../kit/db/database.ts'
import { dueQueue } from '../../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../../kit/due/worker.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Installation } from '../../../kit/installation.ts'
import {
  portalsWithEvents,
  saveOutcome,
  takeEvent,
  type EventOutcome,
  type WaitingEvent,
} from './queries.ts'

/** Events that gateways have told and nobody has looked at yet, portal by portal. */
export const eventQueue = dueQueue<{ portal: string }>({
  names: { wake: 'gateway_event', sweep: 'sweep_gateway_events' },
  key: ({ portal }) => portal,
  atOnce: 8,
  due: portalsWithEvents,
  falls: null,
})

/** Minutes after which an event is looked at again that could not be; then the nightly comparison has to find it. */
const AGAIN_MINUTES = [1, 5, 30, 120, 720] as const

/** What is done about an event: given by what knows payments, so that events know nothing of them. */
export type Look = (
  installation: Installation,
  portal: string,
  event: WaitingEvent,
) => Promise<EventOutcome>

export const eventWorker = (look: Look) => (installation: Installation) =>
  new QueueWorker(installation, eventQueue, ({ portal }) => next(installation, portal, look))

async function next(installation: Installation, portal: string, look: Look): Promise<Next> {
  const { db, clock, log } = installation
  const event = await db.write({ portal }, async (tx) => takeEvent(tx, await clock.now(tx)))
  if (event === null) return 'nothing'
  const write = (became: (now: Instant) => { outcome: EventOutcome } | { again: Instant }) =>
    db.write({ portal }, async (tx) => {
      const now = await clock.now(tx)
      await saveOutcome(tx, event, became(now), now)
    })
  try {
    const outcome = await look(installation, portal, event)
    await write(() => ({ outcome }))
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, event: event.id }, 'a gateway’s event could not be looked at')
    const minutes = AGAIN_MINUTES[event.tries]
    await write((now) =>
      minutes === undefined ? { outcome: 'failed' } : { again: now.add({ minutes }) },
    )
    return 'failed'
  }
}
