import { features, operations } from './features.ts'
import { tellWhoAsked } from './identity/index.ts'
import { reactionJob, type EventData } from './kit/events.ts'
import { lateMailsOf } from './kit/feature.ts'
import type { Installation } from './kit/installation.ts'
import { handle, type JobHandler, type JobType } from './kit/jobs.ts'
import { KeyMissing } from './kit/keys.ts'
import { mailJob, urgentMailJob } from './kit/mail.ts'
import { Outbox, type TellOfLoss } from './kit/outbox.ts'
import { deleteJob, tellOperatorsOfReport } from './portals/index.ts'
import { reactions } from './reactions.ts'

const declaredJobs = features.flatMap(({ jobs = [] }) => jobs)

/** What is done one thing after another, and the reason that the clock looks after it. */
export const dueQueues = features.flatMap(({ queues = [] }) => queues)

const work = { operations, lateMails: lateMailsOf(features) }

/** Every kind of job and who does it. */
export function jobHandlers(installation: Installation): readonly JobHandler[] {
  const outbox = new Outbox(installation, tellOfLoss)
  return [
    handle(urgentMailJob, (job, attempt) => outbox.send(job, 'urgent', attempt)),
    handle(mailJob, (job, attempt) => outbox.send(job, 'ordinary', attempt)),
    handle(reactionJob, (event) => react(installation, event)),
    ...declaredJobs.map(({ type, run }) =>
      handle(type, (job, attempt) => run(installation, job, attempt)),
    ),
    ...dueQueues.flatMap(({ worker }) => worker(installation, work).handlers),
  ].map((handler) => admitted(installation, handler))
}

export const jobTypes: readonly JobType<object>[] = [
  urgentMailJob,
  mailJob,
  reactionJob,
  ...declaredJobs.map(({ type }) => type),
  ...dueQueues.flatMap(({ queue: { wake, sweep } }): JobType<object>[] => [wake, sweep]),
]

/**
 * Nothing of a portal runs that cannot be opened: what is left of one that was deleted is over, what a missing
 * key keeps is tried again. Its deletion needs no key.
 */
const admitted = (installation: Installation, { type, run }: JobHandler): JobHandler => ({
  type,
  run: async (data, attempt) => {
    const portal = (data as { portal?: unknown }).portal
    if (typeof portal === 'string' && type.name !== deleteJob.name) {
      const standing = await installation.admit(installation, portal)
      if (standing === 'deleted') return
      if (standing === 'missing') throw new KeyMissing(portal, installation.keys.store.place)
    }
    return run(data, attempt)
  },
})

async function react(installation: Installation, event: EventData): Promise<void> {
  for (const { when, then } of reactions) if (when === event.name) await then(installation, event)
}

const tellOfLoss: TellOfLoss = async (op, lost) => {
  await tellWhoAsked(op, lost)
  await tellOperatorsOfReport(op, lost)
}
