import { z } from 'zod'
import { IDENTITY_CHECKS } from '../../identity/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { named, reference, shape } from '../../kit/shape.ts'
import type { Progress } from '../creation/creation.ts'
import type { HostClaim, HostLine } from '../hosts/queries.ts'
import { PORTAL_STATUSES } from '../status/portal-status.ts'
import type { HistoryLine, PortalDetail, PortalLine } from '../console/portal-queries.ts'

/*
 * What the API answers, and its description for the reference. Names are in the case of the operations'
 * inputs, so that what was read can be sent.
 */

export const instant = z.iso.datetime().describe('RFC 3339, in UTC')
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

export const portalLine = shape('PortalSummary', line)
export const portalLines = shape('PortalList', {
  portals: z.array(portalLine),
  next: z.string().nullable().describe('Send it as `cursor` for the portals that follow'),
})

export const building = shape('Building', {
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

export const portal = shape('Portal', {
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
  timeZone: z.string(),
  language: z.string(),
  brandColor: z.string(),
  accentColor: z.string(),
  logo: z.string().nullable().describe('Where the logo is served'),
  afterTrial: z.array(z.string()).describe('Features that go when the trial ends'),
  invitationHours: z.int(),
  registrationFact: z.enum(IDENTITY_CHECKS),
  lockoutAttempts: z.int(),
  mailsPerMinute: z.int(),
  staffSecondFactor: z.boolean(),
  actOnBehalf: z.boolean().describe('Whether staff may act on a client’s behalf in a preview'),
  signInByCode: z.boolean(),
  version: z.int().describe('Counts the changes of settings and look; also in `ETag`'),
  possible: z.array(z.string()).describe('Operations on its status that are possible now'),
  building: building.nullable().describe('How far its building is; null once it is deleted'),
  certificate: z.string().nullable().describe('Where its certificate of deletion is'),
})

export const history = shape('History', {
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

export const hosts = shape('Hosts', {
  hosts: z
    .array(
      shape('Host', {
        host: z.string(),
        current: z.boolean().describe('The others redirect to the current one'),
        passkeyHolders: z
          .int()
          .describe(
            'People with a passkey made for this address. It works only while this is the current one: after a move they sign in another way, and are asked to make one for there',
          ),
        addedAt: instant,
        quarantinedUntil: instant.nullable(),
      }),
    )
    .describe('The current one first'),
  waiting: z
    .array(
      shape('HostClaim', {
        host: z.string(),
        until: instant.describe('It is given up then'),
        record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
      }),
    )
    .describe('Those that a DNS record has still to prove'),
})

export const certificate = z
  .looseObject({
    certificate: z.string(),
    portal: z.string(),
    finishedAt: instant,
    onWhoseWord: z.string(),
    deleted: z.record(z.string(), z.int()).describe('Rows deleted, by table'),
    sha256: z.string().describe('Over the rest, as JSON with sorted keys'),
  })
  .meta({ id: 'DeletionCertificate' })

export const settings = shape('Settings', {
  name: z.string(),
  language: z.string(),
  timeZone: z.string(),
  afterTrial: z.array(z.string()).describe('Features that go when the trial ends'),
  invitationHours: z.int(),
  registrationFact: z.enum(IDENTITY_CHECKS),
  lockoutAttempts: z.int(),
  mailsPerMinute: z.int(),
  staffSecondFactor: z.boolean(),
  actOnBehalf: z.boolean().describe('Whether staff may act on a client’s behalf in a preview'),
  signInByCode: z.boolean(),
  brandColor: z.string(),
  accentColor: z.string(),
  logo: z.string().nullable().describe('Where the logo is served'),
  version: z.int().describe('Counts the changes; also in `ETag`'),
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

/** @param links addresses of what belongs to the portal, null where it is not there */
export const showDetail = (
  ctx: RequestContext,
  portal: PortalDetail,
  progress: Progress | undefined,
  links: { logo: string | null; certificate: string | null },
) => ({
  ...showLine(ctx, portal),
  trialEndsAt: portal.trialEndsAt.toString(),
  suspension: portal.suspension && {
    ...portal.suspension,
    postponedFrom: at(portal.suspension.postponedFrom),
  },
  owner: portal.owner,
  timeZone: portal.timeZone,
  language: portal.language,
  brandColor: portal.brandColor,
  accentColor: portal.accentColor,
  logo: links.logo,
  afterTrial: portal.afterTrial,
  invitationHours: portal.invitationHours,
  registrationFact: portal.registrationFact,
  lockoutAttempts: portal.lockoutAttempts,
  mailsPerMinute: portal.mailsPerMinute,
  staffSecondFactor: portal.staffSecondFactor,
  actOnBehalf: portal.actOnBehalf,
  signInByCode: portal.signInByCode,
  version: portal.version,
  possible: portal.possible,
  building: progress ? showProgress(ctx, progress) : null,
  certificate: links.certificate,
})

/** What went wrong is the operator's to know. */
const showProgress = (ctx: RequestContext, { failure, ...progress }: Progress) => ({
  ...progress,
  failure: failure && {
    attempts: failure.attempts,
    message: ctx.holds('installation:operate') ? failure.message : null,
  },
})

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

export const showHosts = (lines: HostLine[], claims: HostClaim[]) => ({
  hosts: lines.map(({ host, current, passkeys, addedAt, quarantinedUntil }) => ({
    host,
    current,
    passkeyHolders: passkeys.people,
    addedAt: addedAt.toString(),
    quarantinedUntil: at(quarantinedUntil),
  })),
  waiting: claims.map(({ host, until, record }) => ({ host, until: until.toString(), record })),
})

/** What a portal's own staff read and set; the rest is its provider's. */
export const showSettings = (portal: PortalDetail, logo: string | null) => ({
  name: portal.name,
  language: portal.language,
  timeZone: portal.timeZone,
  afterTrial: portal.afterTrial,
  invitationHours: portal.invitationHours,
  registrationFact: portal.registrationFact,
  lockoutAttempts: portal.lockoutAttempts,
  mailsPerMinute: portal.mailsPerMinute,
  staffSecondFactor: portal.staffSecondFactor,
  actOnBehalf: portal.actOnBehalf,
  signInByCode: portal.signInByCode,
  brandColor: portal.brandColor,
  accentColor: portal.accentColor,
  logo,
  version: portal.version,
})
