import { z } from 'zod'
import {
  endpoint,
  readBody,
  reads,
  respond,
  writes,
  type Mount,
  type Served,
  type Visit,
} from '../../web/index.ts'
import type { FeatureName } from '../../gate/index.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { addHost, changeSlug, makeHostCurrent } from '../hosts/hosts.ts'
import { hostClaims, portalHosts } from '../hosts/queries.ts'
import * as answers from './answers.ts'
import { aboutPortal } from './found.ts'

const { api } = routes

/** Which portal an endpoint is about, by its shown id. */
type Which = (visit: Visit) => string

const inPath: Which = (visit) => visit.param('portal')
const own: Which = ({ portal }) => show('portal', portal.id)

const hostsOf = (visit: Visit, which: Which) =>
  aboutPortal(
    visit,
    async (tx, portal) =>
      answers.showHosts(await portalHosts(tx, portal), await hostClaims(tx, portal)),
    which(visit),
  )

const configures = { right: 'portal:configure', answer: answers.hosts } as const

const body = z.strictObject({
  host: addHost.input.shape.host.optional(),
  slug: changeSlug.input.shape.slug
    .optional()
    .describe('Instead of `host`; the address made of it becomes the current one'),
})

/** Adds a host, or changes the short name: told apart by what is sent. */
const addsHost = (route: Mount, name: string, feature: FeatureName, which: Which): Served =>
  endpoint(
    route,
    'POST',
    {
      ...configures,
      feature,
      name,
      summary:
        'Gives a portal a further address, or with `slug` another short name: then passkeys made for the address before stop',
      body,
      status: 201,
    },
    async (visit) => {
      const sent = await readBody(visit)
      if ('refusal' in sent) return respond(visit, sent.refusal)
      if ('portal' in sent.value) return respond(visit, invalidField('portal', 'unknown_field'))
      const input = { ...sent.value, portal: which(visit) }
      const result: Done<unknown> | Refusal =
        'slug' in input
          ? await visit.perform(changeSlug, input)
          : await visit.perform(addHost, input)
      if (!result.ok && result.fields.some(({ field }) => field === 'portal'))
        return respond(visit, refuse('not_found'))
      return respond(visit, result, 201, () => hostsOf(visit, which))
    },
  )

export const hostEndpoints: readonly Served[] = [
  reads(api.hosts, {
    feature: 'home',
    right: 'portals:read',
    name: 'portal.hosts',
    summary: 'Lists a portal’s addresses',
    answer: answers.hosts,
    show: (visit) => hostsOf(visit, inPath),
  }),
  addsHost(api.hosts, addHost.name, 'home', inPath),
  writes(api.currentHost, 'POST', {
    ...configures,
    feature: 'home',
    operation: makeHostCurrent,
    path: { portal: 'portal' },
    show: (visit) => hostsOf(visit, inPath),
  }),

  reads(api.ownHosts, {
    ...configures,
    feature: 'own_hosts',
    name: 'settings.hosts',
    summary: 'Lists the addresses of the portal one is in',
    show: (visit) => hostsOf(visit, own),
  }),
  addsHost(api.ownHosts, 'settings.add_host', 'own_hosts', own),
  writes(api.ownCurrentHost, 'POST', {
    ...configures,
    feature: 'own_hosts',
    name: 'settings.make_host_current',
    operation: makeHostCurrent,
    given: { fields: ['portal'], from: (visit) => ({ portal: own(visit) }) },
    show: (visit) => hostsOf(visit, own),
  }),
]
