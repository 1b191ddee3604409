import type { EventData } from '../../../kit/events.ts'
import { newId } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { whyNotAfter } from '../procedure.ts'
import { activeBefore } from '../queries.ts'
import { zoneOf } from '../subjects/queries.ts'
import { causesOf, dueAfter, waitsFor } from '../trigger.ts'
import { insertRun, parentRun } from './queries.ts'
import { procedureQueue } from './queue.ts'

/**
 * After something happened: notes a run of each procedure that waits for it, once however often or at
 * the same time this is told of it. What a procedure brought about sets others going, but none that led
 * there; such a run is kept, and says so.
 */
export async function startRuns(installation: Installation, event: EventData): Promise<void> {
  const causes = causesOf(event)
  if (causes.length === 0) return
  const { portal } = event
  await installation.db.write({ portal }, async (tx) => {
    const at = Temporal.Instant.from(event.at)
    const procedures = await activeBefore(tx, at)
    const wanted = causes.flatMap((cause) =>
      procedures
        .filter(({ trigger }) => waitsFor(trigger, cause))
        .map((procedure) => ({ cause, procedure })),
    )
    if (wanted.length === 0) return
    const [now, zone, parent] = await Promise.all([
      installation.clock.now(tx),
      zoneOf(tx),
      event.follows ? parentRun(tx, event.follows) : undefined,
    ])
    const chain = parent ? [...parent.chain, parent.procedure] : []
    // What follows from a run is counted from when that was due, however late it was found to be.
    const happened = parent?.dueAt ?? at
    for (const { cause, procedure } of wanted) {
      const id = newId()
      const dueAt = dueAfter(procedure.trigger, happened, zone)
      const why = whyNotAfter(chain, procedure.id)
      const run = { id, procedure: procedure.id, cause, chain, dueAt, why, now }
      const isNew = await insertRun(tx, run)
      if (isNew && why === null && Temporal.Instant.compare(dueAt, now) <= 0)
        await installation.jobs.enqueue(tx, procedureQueue.wake, { portal })
    }
  })
}
