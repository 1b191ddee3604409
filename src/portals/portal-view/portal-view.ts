import { z } from 'zod'
import { inPortal } from '../../identity/index.ts'
import type { RequestContext, SignedInContext } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import { instant, named, reference, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { Progress } from '../building/creation.ts'
import { creation } from '../building/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { PORTAL_STATUSES } from '../status/portal-status.ts'
import { answers, each } from '../setting/setting.ts'
import { look, quota, showLook, showQuota } from './setting-view.ts'
import { showPortal, type HistoryLine, type PortalLine } from '../console/portal-queries.ts'

/*
 * What the API answers, and its description for the reference. Names are in the case of the operations'
 * inputs, so that what was read can be sent.
 */

const status = z.enum(PORTAL_STATUSES)

const line = {
  id: z.string(),
  name: z.string().describe('Empty once the portal is deleted'),
  slug: z.string(),
  host: z.string(),
  address: z.string().nullable().describe('Where it answers; null once it is cancelled'),
  status,
  since: instant,
  endsAt: instant.nullable().describe('When the status ends by itself'),
  daysLeft: z.int().nullable(),
  partner: named.nullable(),
  partnerReference: z.string().nullable(),
  built: z.boolean(),
  proUsers: z.int(),
  people: z.int(),
  lastActivityAt: instant.nullable(),
  createdAt: instant,
}

export const portalLines = shape('PortalList', {
  portals: z.array(shape('PortalSummary', line)),
  next: z.string().nullable().describe('Send it as `cursor` for the portals that follow'),
})

const building = shape('Building', {
  steps: z.array(
    z.object({ name: z.string(), state: z.enum(['done', 'doing', 'failed', 'waiting']) }),
  ),
  done: z.int(),
  of: z.int(),
  finished: z.boolean(),
  failure: z
    .object({
      attempts: z.int(),
      message: z.string().nullable().describe('For operators; null for others'),
    })
    .nullable(),
})

const { name: _, ...settings } = answers

export const portalView = shape('Portal', {
  ...line,
  trialEndsAt: instant,
  suspension: z
    .object({
      from: status,
      cause: z.string(),
      note: z.string().nullable(),
      postponedFrom: instant
        .nullable()
        .describe('When it would have been deleted, had its warnings gone out in time'),
    })
    .nullable(),
  owner: named.extend({ email: z.string(), activated: z.boolean() }).nullable(),
  ...settings,
  ...quota,
  ...look,
  version: z.int().describe('Counts the changes of settings and look; also in `ETag`'),
  possible: z.array(z.string()).describe('Operations on its status that are possible now'),
  building: building.nullable().describe('How far its building is; null once it is deleted'),
  certificate: z.string().nullable().describe('Where its certificate of deletion is'),
})

export const historyView = shape('History', {
  history: z
    .array(
      shape('HistoryEntry', {
        from: status.nullable(),
        to: status,
        at: instant,
        actor: reference,
        through: z.enum(['page', 'api', 'cli', 'timer', 'job']),
        cause: z.string().nullable(),
        note: z.string().nullable(),
      }),
    )
    .describe('Newest first'),
  next: z.string().nullable().describe('Send it as `cursor` for what was before'),
})

const at = (moment: Temporal.Instant | null): string | null => moment?.toString() ?? null

export const showLine = ({ installation }: RequestContext, portal: PortalLine) => ({
  id: portal.id,
  name: portal.name,
  slug: portal.slug,
  host: portal.host,
  address: portal.status === 'cancelled' ? null : addressOn(installation, portal.host),
  status: portal.status,
  since: portal.since.toString(),
  endsAt: at(portal.endsAt),
  daysLeft: portal.daysLeft,
  partner: portal.partner,
  partnerReference: portal.partnerReference,
  built: portal.built,
  proUsers: portal.proUsers,
  people: portal.people,
  lastActivityAt: at(portal.lastActivityAt),
  createdAt: portal.createdAt.toString(),
})

/** A portal in full; null where the caller may not see it. @param shown its id */
export async function portalAnswer(ctx: RequestContext, shown: string) {
  const id = parseId('portal', shown)
  if (id === null) return null
  return inPortal(ctx, id, async (tx) => {
    const portal = await showPortal(tx, ctx.caller, id, ctx.now)
    if (!portal) return null
    const progress = await creation(tx)
    const certified = portal.status === 'cancelled' && (await deletionCertificate(tx)) !== undefined
    return {
      ...showLine(ctx, portal),
      trialEndsAt: portal.trialEndsAt.toString(),
      suspension: portal.suspension && {
        ...portal.suspension,
        postponedFrom: at(portal.suspension.postponedFrom),
      },
      owner: portal.owner,
      ...each((_, name) => portal[name]),
      ...showQuota(ctx, portal),
      ...showLook(ctx, portal),
      version: portal.version,
      possible: portal.possible,
      building: progress ? showProgress(ctx, progress) : null,
      certificate: certified ? routes.api.portals.one.certificate({ portal: shown }) : null,
    }
  })
}

/** What went wrong is the operator's to know. */
const showProgress = (ctx: RequestContext, { failure, ...progress }: Progress) => ({
  ...progress,
  failure: failure && {
    attempts: failure.attempts,
    message: ctx.holds('installation:operate') ? failure.message : null,
  },
})

/** What resources of a portal answer: the one in the address, as it is then. */
export const portalAnswers = {
  answer: portalView,
  versioned: true,
  show: (ctx: SignedInContext) => portalAnswer(ctx, ctx.param('portal')),
} as const

export const showHistory = (
  lines: HistoryLine[],
  names: ReadonlyMap<string, string>,
  next: string | null,
) => ({
  next,
  history: lines.map(({ from, to, at, actor, through, cause, note }) => ({
    from,
    to,
    at: at.toString(),
    actor: { id: actor, name: names.get(actor) ?? null },
    through,
    cause,
    note,
  })),
})
