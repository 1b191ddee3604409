import { bulkJobQueue, bulkJobWorker } from './bulk-jobs/runner.ts'
import { chain, erased, kept, runs, worksOff, type KitFeature } from './feature.ts'
import { forgetLimits, forgetLimitsJob } from './limits.ts'
import { pacedMailQueue } from './paced-mail/pacing.ts'
import { pacedMailWorker } from './paced-mail/sending.ts'

/** What the kit itself keeps of portals, and does for all features. */
export const kit: KitFeature = {
  tables: [
    erased('work_rows'),
    erased('works', { begun_by: 'none' }),
    erased('mails'),
    erased('mail_lanes'),
    erased('idempotency_keys'),
    erased('numbers'),
    chain('events'),
    chain('audit_lines'),
    chain('audit_heads'),
    kept('portal_keys'),
  ],
  jobs: [runs(forgetLimitsJob, forgetLimits)],
  queues: [
    worksOff(
      bulkJobQueue,
      'goes on with bulk jobs that were left',
      (installation, { operations }) => bulkJobWorker(installation, operations),
    ),
    worksOff(pacedMailQueue, 'sends what may leave in this minute', (installation, { lateMails }) =>
      pacedMailWorker(installation, lateMails),
    ),
  ],
}
