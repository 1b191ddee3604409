import { z } from 'zod'
import {
  endpoint,
  findMails,
  readBody,
  reads,
  respond,
  showMail,
  writes,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../identity/index.ts'
import { invalid } from '../../kit/validation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { brandPortal } from '../branding/branding.ts'
import { actorNames } from '../console/queries.ts'
import { acrossPortals } from '../console/scopes.ts'
import { createPortal } from '../creation/creations.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { addHost, changeSlug, makeHostCurrent } from '../hosts/hosts.ts'
import { hostClaims } from '../hosts/queries.ts'
import { cancelPortal } from '../lifecycle/cancellations.ts'
import { suspendPortal, unsuspendPortal } from '../lifecycle/suspensions.ts'
import { certifyPortal, expireTrial } from '../lifecycle/trials.ts'
import { portalsQuery } from '../overview/portals-list.ts'
import { listPortals, portalHistory, portalHosts } from '../overview/queries.ts'
import { configurePortal } from '../settings/settings.ts'
import * as answers from './answers.ts'
import { aboutPortal, portalAnswer } from './found.ts'

const read = { feature: 'home', right: 'portals:read' } as const

/** What a change answers: the portal as it is then. */
const changes = {
  feature: 'home',
  path: { portal: 'portal' },
  answer: answers.portal,
  show: (visit: SignedInVisit) => portalAnswer(visit),
} as const
const provisions = { ...changes, right: 'portals:provision' } as const
const configures = { ...changes, right: 'portal:configure', versioned: true } as const

const hostsAnswer = async (visit: Visit) =>
  aboutPortal(visit, async (tx, portal) =>
    answers.showHosts(await portalHosts(tx, portal), await hostClaims(tx, portal)),
  )

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
  writes(api.branding, 'POST', { ...configures, operation: brandPortal }),

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
      aboutPortal(visit, async (tx, portal) => (await deletionCertificate(tx, portal)) ?? null),
  }),
  reads(api.history, {
    ...read,
    name: 'portal.history',
    summary: 'Lists every status a portal has had: when, who, through what, why',
    answer: answers.history,
    show: async (visit) => {
      const lines = await aboutPortal(visit, portalHistory)
      if (lines === null) return null
      const actors = lines.map(({ actor }) => actor)
      const names = await visit.read((tx) => actorNames(tx, visit.caller, actors))
      return answers.showHistory(lines, names)
    },
  }),

  reads(api.hosts, {
    ...read,
    name: 'portal.hosts',
    summary: 'Lists a portal’s addresses',
    answer: answers.hosts,
    show: hostsAnswer,
  }),
  endpoint(
    api.hosts,
    'POST',
    {
      feature: 'home',
      right: 'portal:configure',
      name: addHost.name,
      summary: 'Gives a portal a further address, or with `slug` another short name',
      body: z.strictObject({
        host: addHost.input.shape.host.optional(),
        slug: changeSlug.input.shape.slug
          .optional()
          .describe('Instead of `host`; the address made of it becomes the current one'),
      }),
      status: 201,
      answer: answers.hosts,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const input = { ...body.value, portal: visit.param('portal') }
      const result: Done<unknown> | Refusal =
        'slug' in input
          ? await visit.perform(changeSlug, input)
          : await visit.perform(addHost, input)
      if (!result.ok && result.fields.some(({ field }) => field === 'portal'))
        return respond(visit, refuse('not_found'))
      return respond(visit, result, 201, () => hostsAnswer(visit))
    },
  ),
  writes(api.currentHost, 'POST', {
    ...changes,
    right: 'portal:configure',
    operation: makeHostCurrent,
    answer: answers.hosts,
    show: hostsAnswer,
  }),

  reads(api.mails, {
    feature: 'home',
    // Some of them carry a link that lets its reader in as somebody else.
    right: 'portals:provision',
    name: 'portal.mails',
    summary: 'Lists the mails of a portal’s built-in mailbox; in a sandbox only',
    answer: answers.mails,
    show: async (visit) => {
      const portal = await aboutPortal(visit, async (_, id) => id)
      const found = portal && (await findMails(visit, portal))
      return found ? { mails: found.map(showMail) } : null
    },
  }),
]
