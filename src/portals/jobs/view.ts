import { z } from 'zod'
import type { FailedJob, QueueCount } from '../../kit/job-queues.ts'
import { show } from '../../kit/ids.ts'
import { instant, shape } from '../../kit/shape.ts'
import type { refusedPortals } from '../refused/queries.ts'
import { portalOfJob } from './parked.ts'

export const jobsView = shape('Jobs', {
  queues: z.array(
    shape('Queue', {
      queue: z.string(),
      waiting: z.int(),
      running: z.int(),
      failed: z.int(),
      trouble: z
        .string()
        .nullable()
        .describe('What went wrong with the newest of those that are tried again; null for none'),
    }),
  ),
  parked: z
    .array(
      shape('ParkedJob', {
        id: z.string(),
        queue: z.string(),
        portal: z.string().nullable(),
        failure: z.string(),
        tries: z.int(),
        since: instant.describe('When it was queued'),
        failedAt: instant,
      }),
    )
    .describe('Those whose tries are used up, newest first'),
  next: z.string().nullable().describe('Send it as `cursor` for older ones'),
  refused: z
    .array(
      shape('RefusedPortal', {
        portal: z.string(),
        why: z.enum(['deleted', 'key_missing']),
        restored: z.enum(['database', 'database_and_keys']).nullable(),
        deletedAt: instant.nullable(),
        foundAt: instant,
      }),
    )
    .describe('Portals that the key store speaks against, of which nothing runs'),
})

type Refused = Awaited<ReturnType<typeof refusedPortals>>[number]

export const showQueue = ({ trouble, ...counts }: QueueCount) => ({
  ...counts,
  trouble: trouble && trouble.failure,
})

export function showParked({ data, ...job }: FailedJob) {
  const portal = portalOfJob({ data })
  return {
    ...job,
    portal: portal && show('portal', portal),
    since: job.since.toString(),
    failedAt: job.failedAt.toString(),
  }
}

export const showRefused = ({ id, why, restored, deletedAt, foundAt }: Refused) => ({
  portal: show('portal', id),
  why,
  restored,
  deletedAt: deletedAt && deletedAt.toString(),
  foundAt: foundAt.toString(),
})
