import type { Installation } from './kit/installation.ts'
import { handle, type JobHandler, type JobType } from './kit/jobs.ts'
import { deliverMail, mailJob } from './kit/mail.ts'
import { reactionJob, type EventData } from './kit/operation.ts'
import {
  buildJob,
  buildPortal,
  dailyStatusesJob,
  deleteJob,
  deletePortal,
  proveHost,
  proveHostJob,
  recordDailyStatuses,
  reportsJob,
  runReports,
  runSweep,
  sweepJob,
} from './portals/index.ts'
import { reactions } from './reactions.ts'

/** Every kind of job and who does it, one list. */
export const jobHandlers = (installation: Installation): readonly JobHandler[] => [
  handle(mailJob, (job) => deliverMail(installation, job)),
  handle(reactionJob, (event) => react(installation, event)),
  handle(sweepJob, () => runSweep(installation)),
  handle(buildJob, (job) => buildPortal(installation, job)),
  handle(deleteJob, (job) => deletePortal(installation, job)),
  handle(proveHostJob, (job) => proveHost(installation, job)),
  handle(reportsJob, () => runReports(installation)),
  handle(dailyStatusesJob, () => recordDailyStatuses(installation)),
]

export const jobTypes: readonly JobType<object>[] = [
  mailJob,
  reactionJob,
  sweepJob,
  buildJob,
  deleteJob,
  proveHostJob,
  reportsJob,
  dailyStatusesJob,
]

async function react(installation: Installation, event: EventData): Promise<void> {
  for (const { when, then } of reactions) if (when === event.name) await then(installation, event)
}
