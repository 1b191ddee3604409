import {
  endpoint,
  reads,
  respond,
  writes,
  type Served,
  type SignedInVisit,
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
import { portalsQuery } from '../overview/portals-list.ts'
import { listPortals, portalHistory } from '../overview/queries.ts'
import { formerPortalSection } from '../owners.tsx'
import { portalsPeople } from '../people.ts'
import { configurePortal } from '../settings/settings.ts'
import * as answers from './answers.ts'
import { portalAnswer } from './found.ts'

const read = { feature: 'home', right: 'portals:read' } as const

/** What a change answers: the portal as it is then. */
const changes = {
  feature: 'home',
  path: { portal: 'portal' },
  answer: answers.portal,
  versioned: true,
  show: (visit: SignedInVisit) => portalAnswer(visit),
} as const
const provisions = { ...changes, right: 'portals:provision' } as const
const configures = { ...changes, right: 'portal:configure' } as const

const limit = z.coerce.number().int().min(1).max(200).default(50)

const { api } = routes

export const portalEndpoints: readonly Served[] = [
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
    async (visit) => {
      const query = portalsQuery.safeParse(visit.c.req.query(), { reportInput: true })
      if (!query.success) return respond(visit, invalid(query.error))
      const { portals, next } = await acrossPortals(visit, (tx) =>
        listPortals(tx, visit.caller, query.data, visit.now),
      )
      const value = { portals: portals.map((line) => answers.showLine(visit, line)), next }
      return respond(visit, { ok: true, value }, 200, (shown) => shown)
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
    show: (visit, { portal }) => portalAnswer(visit, portal),
  }),

  reads(api.portal, {
    ...read,
    name: 'portal.show',
    summary: 'Shows a portal, with how far its building is',
    answer: answers.portal,
    versioned: true,
    show: (visit) => portalAnswer(visit),
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
    show: (visit) =>
      readOwned(
        visit,
        formerPortalSection,
        async (tx, { portal }) => (await deletionCertificate(tx, portal)) ?? null,
      ),
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
    show: async (visit, { cursor, limit }) => {
      const asked = { before: cursor, limit: limit + 1 }
      const found = await readOwned(visit, formerPortalSection, (tx, { portal }) =>
        portalHistory(tx, portal, asked),
      )
      if (found === null) return null
      const lines = found.slice(0, limit)
      const actors = lines.map(({ actor }) => actor)
      const names = await visit.read((tx) => actorNames(tx, visit.caller, actors))
      const next = found.length > limit ? String(lines.at(-1)!.seq) : null
      return answers.showHistory(lines, names, next)
    },
  }),
  reads(api.portalPeople, {
    ...read,
    name: 'portal.people',
    summary: 'Lists the people of a portal by name',
    query: peopleQuery,
    answer: peopleView,
    show: (visit, asked) =>
      readOwned(visit, formerPortalSection, (tx, { portal }) =>
        showPeople(tx, portal, asked, visit.now),
      ),
  }),

  ...portalsPeople,

  mailsOf(formerPortalSection, api.mails, {
    name: 'portal.mails',
    summary: 'Lists the mails of a portal’s built-in mailbox; in a sandbox only',
    // Some of them carry a link that lets its reader in as somebody else.
    right: 'portals:provision',
  }),
]
