import { z } from 'zod'
import {
  endpoint,
  readBody,
  reads,
  respond,
  writes,
  type RoutePattern,
  type RouteHandler,
  type RequestContext,
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

const hostsOf = (ctx: RequestContext, section: Section) =>
  readOwned(ctx, section, async (tx) =>
    answers.showHosts(await portalHosts(tx), await hostClaims(tx)),
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
const addsHost = (
  route: RoutePattern,
  name: string,
  feature: FeatureName,
  section: Section,
): RouteHandler =>
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
    async (ctx) => {
      const sent = await readBody(ctx)
      if ('refusal' in sent) return respond(ctx, sent.refusal)
      if ('portal' in sent.value) return respond(ctx, invalidField('portal', 'unknown_field'))
      const owner = await section.owner(ctx)
      if (!owner) return respond(ctx, refuse('not_found'))
      const input = { ...sent.value, ...namesOf(owner) }
      const result: Done<unknown> | Refusal =
        'slug' in input ? await ctx.perform(changeSlug, input) : await ctx.perform(addHost, input)
      return respond(ctx, result, 201, () => hostsOf(ctx, section))
    },
  )

export const hostEndpoints: readonly RouteHandler[] = [
  reads(api.hosts, {
    feature: 'home',
    right: 'portals:read',
    name: 'portal.hosts',
    summary: 'Lists a portal’s addresses',
    answer: answers.hosts,
    show: (ctx) => hostsOf(ctx, formerPortalSection),
  }),
  addsHost(api.hosts, addHost.name, 'home', formerPortalSection),
  writes(api.currentHost, 'POST', {
    ...configures,
    feature: 'home',
    operation: makeHostCurrent,
    path: { portal: 'portal' },
    show: (ctx) => hostsOf(ctx, formerPortalSection),
  }),

  reads(api.ownHosts, {
    ...configures,
    feature: 'own_hosts',
    name: 'settings.hosts',
    summary: 'Lists the addresses of the portal one is in',
    show: (ctx) => hostsOf(ctx, own),
  }),
  addsHost(api.ownHosts, 'settings.add_host', 'own_hosts', own),
  writes(api.ownCurrentHost, 'POST', {
    ...configures,
    feature: 'own_hosts',
    name: 'settings.make_host_current',
    operation: makeHostCurrent,
    given: { fields: ['portal'], from: ({ portal }) => ({ portal: show('portal', portal.id) }) },
    show: (ctx) => hostsOf(ctx, own),
  }),
]
