import {
  forgetUploads,
  forgetUploadsJob,
  continueImporting,
  continueInviting,
  procedureQueue,
  procedureWorker,
} from './cases/index.ts'
import {
  codeJob,
  findPortalsJob,
  INVITATION_MAIL,
  lateInvitation,
  mailPlaces,
  newLinkJob,
  resetJob,
  sendCode,
  sendNewLink,
  sendResetLink,
  sharedLoginJob,
  tellStaffOfSharing,
  tellWhoAsked,
} from './identity/index.ts'
import type { Installation } from './kit/installation.ts'
import { KeyMissing } from './kit/keys.ts'
import { handle, type JobHandler, type JobType } from './kit/jobs.ts'
import { forgetLimits, forgetLimitsJob } from './kit/limits.ts'
import { mailJob, urgentMailJob } from './kit/mail.ts'
import { Outbox, type TellOfLoss } from './kit/outbox.ts'
import { longWorkQueue, longWorkWorker } from './kit/bulk-jobs/runner.ts'
import { pacedMailQueue } from './kit/paced-mail/pacing.ts'
import { pacedMailWorker } from './kit/paced-mail/sending.ts'
import { reactionJob, type EventData } from './kit/events.ts'
import {
  buildJob,
  buildPortal,
  dailyCountsJob,
  deleteJob,
  deletePortal,
  forgetTrialRequests,
  forgetTrialRequestsJob,
  proveHost,
  proveHostJob,
  recordDailyCounts,
  forgetWebhooks,
  forgetWebhooksJob,
  keysJob,
  lookAfterKeys,
  reportsJob,
  runReports,
  runSweep,
  sweepJob,
  tellOperatorsOfReport,
  webhookQueue,
  webhookWorker,
} from './portals/index.ts'
import { operations } from './operations.ts'
import { reactions } from './reactions.ts'

/** What is done one thing after another, and the reason that the clock looks after it. */
export const dueQueues = [
  { queue: webhookQueue, why: 'sends webhooks again that were not taken' },
  { queue: longWorkQueue, why: 'goes on with long work that was left' },
  { queue: pacedMailQueue, why: 'sends what may leave in this minute' },
  { queue: procedureQueue, why: 'does what procedures wait so many days with' },
] as const

/** Every kind of job and who does it, one list. */
export function jobHandlers(installation: Installation): readonly JobHandler[] {
  const outbox = new Outbox(installation, tellOfLoss)
  return [
    handle(urgentMailJob, (job, attempt) => outbox.send(job, 'urgent', attempt)),
    handle(mailJob, (job, attempt) => outbox.send(job, 'ordinary', attempt)),
    handle(reactionJob, (event) => react(installation, event)),
    handle(sweepJob, () => runSweep(installation)),
    handle(buildJob, (job) => buildPortal(installation, job)),
    handle(deleteJob, (job) => deletePortal(installation, job)),
    handle(proveHostJob, (job) => proveHost(installation, job)),
    handle(sharedLoginJob, (job) => tellStaffOfSharing(installation, job)),
    handle(findPortalsJob, (job) => mailPlaces(installation, job)),
    handle(reportsJob, () => runReports(installation)),
    handle(dailyCountsJob, () => recordDailyCounts(installation)),
    handle(forgetLimitsJob, () => forgetLimits(installation)),
    handle(forgetTrialRequestsJob, () => forgetTrialRequests(installation)),
    ...webhookWorker(installation).handlers,
    handle(forgetWebhooksJob, () => forgetWebhooks(installation)),
    ...longWorkWorker(installation, [continueInviting, continueImporting]).handlers,
    ...pacedMailWorker(installation, { [INVITATION_MAIL]: lateInvitation }).handlers,
    handle(newLinkJob, (job) => sendNewLink(installation, job)),
    handle(resetJob, (job) => sendResetLink(installation, job)),
    handle(codeJob, (job) => sendCode(installation, job)),
    ...procedureWorker(installation, operations).handlers,
    handle(forgetUploadsJob, () => forgetUploads(installation)),
    handle(keysJob, () => lookAfterKeys(installation)),
  ].map((handler) => admitted(installation, handler))
}

export const jobTypes: readonly JobType<object>[] = [
  urgentMailJob,
  mailJob,
  reactionJob,
  sweepJob,
  buildJob,
  deleteJob,
  proveHostJob,
  dailyCountsJob,
  forgetLimitsJob,
  forgetTrialRequestsJob,
  forgetWebhooksJob,
  reportsJob,
  newLinkJob,
  resetJob,
  codeJob,
  forgetUploadsJob,
  findPortalsJob,
  sharedLoginJob,
  keysJob,
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
