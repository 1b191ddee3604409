import { bulkJobQueue, bulkJobWorker } from './bulk-jobs/runner.ts'
import { chain, erased, kept, runs, worksOff, type KitFeature } from './feature.ts'
import { forgetLimits, forgetLimitsJob } from './limits.ts'
import { pacedMailQueue } from './paced-mail/pacing.ts'
import { pacedMailWorker } from './paced-mail/sending.ts'
import type { Placeholder } from './placeholders/placeholder.ts'

/** Filled in by whoever writes the text: the day on which it is written. */
const today: Placeholder = {
  name: 'date',
  label: { en: 'The day it is sent', es: 'El día en que se envía' },
  example: Temporal.PlainDate.from('2026-01-05'),
}

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
  placeholders: [{ of: 'day', placeholders: [today] }],
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
