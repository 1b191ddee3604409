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
import { here, namesOf, readOwned, type Section } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { addHost, changeSlug, makeHostCurrent } from '../hosts/hosts.ts'
import { hostClaims, portalHosts } from '../hosts/queries.ts'
import { formerPortalSection } from '../owners.tsx'
import * as answers from './answers.ts'

const { api } = routes

const own = here('portal')

const hostsOf = (visit: Visit, section: Section) =>
  readOwned(visit, section, async (tx, { portal }) =>
    answers.showHosts(await portalHosts(tx, portal), await hostClaims(tx, portal)),
  )

const configures = { right: 'portal:configure', answer: answers.hosts } as const

const body = z
  .strictObject({
    host: addHost.input.shape.host.optional(),
    slug: changeSlug.input.shape.slug
      .optional()
      .describe('Instead of `host`; the address made of it becomes the current one'),
  })
  .meta({ id: 'NewHost' })

/** Adds a host, or changes the short name: told apart by what is sent. */
const addsHost = (route: Mount, name: string, feature: FeatureName, section: Section): Served =>
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
      const owner = await section.owner(visit)
      if (!owner) return respond(visit, refuse('not_found'))
      const input = { ...sent.value, ...namesOf(owner) }
      const result: Done<unknown> | Refusal =
        'slug' in input
          ? await visit.perform(changeSlug, input)
          : await visit.perform(addHost, input)
      return respond(visit, result, 201, () => hostsOf(visit, section))
    },
  )

export const hostEndpoints: readonly Served[] = [
  reads(api.hosts, {
    feature: 'home',
    right: 'portals:read',
    name: 'portal.hosts',
    summary: 'Lists a portal’s addresses',
    answer: answers.hosts,
    show: (visit) => hostsOf(visit, formerPortalSection),
  }),
  addsHost(api.hosts, addHost.name, 'home', formerPortalSection),
  writes(api.currentHost, 'POST', {
    ...configures,
    feature: 'home',
    operation: makeHostCurrent,
    path: { portal: 'portal' },
    show: (visit) => hostsOf(visit, formerPortalSection),
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
    given: { fields: ['portal'], from: ({ portal }) => ({ portal: show('portal', portal.id) }) },
    show: (visit) => hostsOf(visit, own),
  }),
]
