import { z } from 'zod'
import { endpoint, readBody, reads, respond, writes, type RouteHandler } from '../../web/index.ts'
import { cursorOf, keyId, keyInstant } from '../../kit/cursor.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { happened } from '../clock/view.ts'
import { standingNow } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { portalOfJob } from '../jobs/parked.ts'
import { refusedPortals } from '../refused/queries.ts'
import { retryJob } from '../jobs/retries.ts'
import { dashboard } from '../dashboard/dashboard.ts'
import { deleteAgain } from '../refused/refusing.ts'
import { advance, advanceClock, clockNow } from '../clock/test-clock.ts'
import * as answers from './installation-answers.ts'

const operates = { feature: 'home', right: 'installation:operate' } as const
const { api } = routes

/** A job that is tried again is parked no longer, and leaves the list. */
const parkedCursor = cursorOf({ failedAt: keyInstant, id: keyId })

export const installationEndpoints: readonly RouteHandler[] = [
  reads(api.dashboard, {
    feature: 'home',
    right: 'portals:read',
    name: 'dashboard.show',
    summary: 'Counts portals by status, now and by day, and names those that end soon',
    answer: answers.dashboard,
    show: (ctx) =>
      acrossPortals(ctx, async (tx) =>
        answers.showDashboard(
          await standingNow(tx, ctx.caller, ctx.now),
          await dashboard(tx, ctx.caller, ctx.now),
        ),
      ),
  }),

  reads(api.jobs, {
    ...operates,
    name: 'job.list',
    summary: 'Counts the jobs in each queue, and lists those that are parked',
    query: z.strictObject({
      cursor: parkedCursor.field,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: answers.jobs,
    show: async (ctx, { cursor, limit }) => {
      const { jobs } = ctx.installation
      const after = parkedCursor.read(cursor ?? '') ?? undefined
      const [queues, data] = await Promise.all([
        jobs.queues.counts(),
        jobs.queues.failed(limit + 1, after),
      ])
      const refused = await acrossPortals(ctx, (tx) => refusedPortals(tx))
      const parked = data.slice(0, limit)
      return {
        queues: queues.map(({ trouble, ...counts }) => ({
          ...counts,
          trouble: trouble && trouble.failure,
        })),
        parked: parked.map(({ data, ...job }) => {
          const portal = portalOfJob({ data })
          return {
            ...job,
            portal: portal && show('portal', portal),
            since: job.since.toString(),
            failedAt: job.failedAt.toString(),
          }
        }),
        next: data.length > limit ? parkedCursor.write(parked.at(-1)!) : null,
        refused: refused.map(({ id, why, restored, deletedAt, foundAt }) => ({
          portal: show('portal', id),
          why,
          restored,
          deletedAt: deletedAt && deletedAt.toString(),
          foundAt: foundAt.toString(),
        })),
      }
    },
  }),

  writes(api.deletion, 'POST', { ...operates, operation: deleteAgain, path: { portal: 'portal' } }),
  writes(api.jobRetry, 'POST', {
    ...operates,
    operation: retryJob,
    path: { queue: 'queue', job: 'job' },
  }),

  reads(api.clock, {
    feature: 'home',
    right: 'portals:read',
    name: 'clock.show',
    summary: 'Shows the installation’s clock, which can be moved in a sandbox',
    answer: answers.clock,
    show: async (ctx) => {
      const { now, ...clock } = await ctx.read((tx) => clockNow(tx, ctx.installation))
      return { ...clock, now: now.toString() }
    },
  }),
  endpoint(
    api.clock,
    'POST',
    {
      ...operates,
      name: advanceClock.name,
      summary: advanceClock.summary,
      body: advanceClock.input,
      status: 200,
      answer: answers.moved,
    },
    async (ctx) => {
      const { installation, caller } = ctx
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const before = await ctx.read((tx) => clockNow(tx, installation))
      const result = await advance(installation, caller, body.value)
      return respond(ctx, result, 200, () =>
        acrossPortals(ctx, async (tx) => {
          const { now, ...clock } = await clockNow(tx, installation)
          const lines = await happened(tx, before.now, now)
          return {
            ...clock,
            now: now.toString(),
            happened: lines.map(({ portal, at, what, days }) => ({
              portal,
              at: at.toString(),
              what,
              days,
            })),
          }
        }),
      )
    },
  ),
]
