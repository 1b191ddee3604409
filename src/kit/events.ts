import type { Tx } from './db/database.ts'
import type { Services } from './installation.ts'
import { jobType } from './jobs.ts'

/** An event that a reaction follows, once its transaction has committed. */
export const reactionJob = jobType<EventData>('reaction', 10)

/** Something that happened, as others are told of it; nothing secret. */
export interface EventData {
  id: string
  name: string
  portal: string
  subject: string | null
  at: string
  data: Record<string, unknown>
  /** What its caller followed from; told to reactions alone. */
  follows?: string
}

/** Writes an event, and in the same transaction what follows from it: reactions, and those who are told. */
export async function emit(
  op: { tx: Tx; installation: Services },
  event: EventData,
): Promise<void> {
  const { tx, installation } = op
  await tx.db
    .insertInto('events')
    .values({
      id: event.id,
      name: event.name,
      at: Temporal.Instant.from(event.at),
      subject: event.subject,
      data: JSON.stringify(event.data),
    })
    .execute()
  await installation.follow(tx, installation, event)
  await react(op, event)
}

/** Queues what is to follow from an event, also from one that nobody else is told of. */
export async function react(
  { tx, installation }: { tx: Tx; installation: Services },
  event: EventData,
): Promise<void> {
  if (installation.reactsTo.has(event.name)) await installation.jobs.enqueue(tx, reactionJob, event)
}
