import {
  endpoint,
  reads,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { z } from 'zod'
import { mailsOf, peopleQuery, peopleView, readOwned, showPeople } from '../../identity/index.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { brandPortal } from '../branding/branding.ts'
import { takes } from '../branding/logo.ts'
import { actorNames } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { createPortal } from '../creation/creations.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { cancelPortal } from '../lifecycle/cancellations.ts'
import { suspendPortal, unsuspendPortal } from '../lifecycle/suspensions.ts'
import { certifyPortal, expireTrial } from '../lifecycle/trials.ts'
import { portalsQuery } from '../console/portals-list.ts'
import { listPortals, portalHistory } from '../console/portal-queries.ts'
import { formerPortalSection } from '../owners.tsx'
import { portalsPeople } from '../people.ts'
import { configurePortal } from '../settings/settings.ts'
import * as answers from './answers.ts'
import { portalAnswer } from './portal-in-path.ts'

const read = { feature: 'home', right: 'portals:read' } as const

/** What a change answers: the portal as it is then. */
const changes = {
  feature: 'home',
  path: { portal: 'portal' },
  answer: answers.portal,
  versioned: true,
  show: (ctx: SignedInContext) => portalAnswer(ctx),
} as const
const provisions = { ...changes, right: 'portals:provision' } as const
const configures = { ...changes, right: 'portal:configure' } as const

const limit = z.coerce.number().int().min(1).max(200).default(50)

const { api } = routes

export const portalEndpoints: readonly RouteHandler[] = [
  endpoint(
    api.portals,
    'GET',
    {
      ...read,
      name: 'portal.list',
      summary: 'Lists portals, a page at a time',
      query: portalsQuery,
      status: 200,
      answer: answers.portalLines,
    },
    async (ctx) => {
      const query = portalsQuery.safeParse(ctx.c.req.query(), { reportInput: true })
      if (!query.success) return respond(ctx, invalid(query.error))
      const { portals, next } = await acrossPortals(ctx, (tx) =>
        listPortals(tx, ctx.caller, query.data, ctx.now),
      )
      const value = { portals: portals.map((line) => answers.showLine(ctx, line)), next }
      return respond(ctx, { ok: true, value }, 200, (shown) => shown)
    },
  ),

  writes(api.portals, 'POST', {
    feature: 'home',
    right: 'portals:provision',
    operation: createPortal,
    status: 201,
    answer: answers.portal,
    versioned: true,
    location: ({ portal }) => api.portal({ portal }),
    show: (ctx, { portal }) => portalAnswer(ctx, portal),
  }),

  reads(api.portal, {
    ...read,
    name: 'portal.show',
    summary: 'Shows a portal, with how far its building is',
    answer: answers.portal,
    versioned: true,
    show: (ctx) => portalAnswer(ctx),
  }),
  writes(api.portal, 'PATCH', { ...configures, operation: configurePortal }),
  writes(api.branding, 'POST', { ...configures, takes, operation: brandPortal }),

  writes(api.trialExpiry, 'POST', { ...provisions, operation: expireTrial }),
  writes(api.certification, 'POST', { ...provisions, operation: certifyPortal }),
  writes(api.suspension, 'POST', { ...provisions, operation: suspendPortal }),
  writes(api.suspension, 'DELETE', { ...provisions, operation: unsuspendPortal }),
  writes(api.cancellation, 'POST', {
    ...changes,
    right: 'installation:operate',
    operation: cancelPortal,
  }),

  reads(api.certificate, {
    ...read,
    name: 'portal.certificate',
    summary: 'Shows the certificate of a portal’s deletion, once that is done',
    answer: answers.certificate,
    show: (ctx) =>
      readOwned(ctx, formerPortalSection, async (tx) => (await deletionCertificate(tx)) ?? null),
  }),
  reads(api.history, {
    ...read,
    name: 'portal.history',
    summary: 'Lists every status a portal has had: when, who, through what, why',
    query: z.strictObject({
      cursor: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      limit,
    }),
    answer: answers.history,
    show: async (ctx, { cursor, limit }) => {
      const query = { before: cursor, limit: limit + 1 }
      const history = await readOwned(ctx, formerPortalSection, (tx) => portalHistory(tx, query))
      if (history === null) return null
      const lines = history.slice(0, limit)
      const actors = lines.map(({ actor }) => actor)
      const names = await ctx.read((tx) => actorNames(tx, ctx.caller, actors))
      const next = history.length > limit ? String(lines.at(-1)!.seq) : null
      return answers.showHistory(lines, names, next)
    },
  }),
  reads(api.portalPeople, {
    ...read,
    name: 'portal.people',
    summary: 'Lists the people of a portal by name',
    query: peopleQuery,
    answer: peopleView,
    show: (ctx, query) =>
      readOwned(ctx, formerPortalSection, (tx) => showPeople(tx, query, ctx.now)),
  }),

  ...portalsPeople,

  mailsOf(formerPortalSection, api.mails, {
    name: 'portal.mails',
    summary: 'Lists the mails of a portal’s built-in mailbox; in a sandbox only',
    // Some of them carry a link that lets its reader in as somebody else.
    right: 'portals:provision',
  }),
]
