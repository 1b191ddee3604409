import { z } from 'zod'
import type { FeatureName, Right } from '../../gate/index.ts'
import { inPortal, namesOf, readOwned, type OwnerPage, type Section } from '../../identity/index.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid, invalidField } from '../../kit/validation.ts'
import { hrefOf, routes } from '../../routes.ts'
import {
  asTyped,
  endpoint,
  readBody,
  resourceOf,
  respond,
  type RequestContext,
  type RoutePattern,
  type SignedInContext,
} from '../../web/index.ts'
import { countSignedIn } from '../console/queries.ts'
import { formerPortalSection, settingsSection, thatPortal } from '../owners.tsx'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { hostOfSlug } from './host.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'
import { HostsPage, MovedPage, MovingPage, type HostsAt, type Move } from './pages.tsx'
import { hostClaims, portalHosts } from './queries.ts'
import { words } from './texts.ts'
import { hostsView, showHosts } from './view.ts'

/** By which field another host becomes the current one, and which host that is. */
interface Target {
  name: 'host' | 'slug'
  value: z.ZodType<string>
  hostOf: (value: string, ctx: RequestContext) => string
}

/** What was asked for in the address; nothing where the field is empty, or it would change nothing. */
async function whatMoves(
  ctx: RequestContext,
  { owner }: OwnerPage,
  { name, value, hostOf }: Target,
): Promise<Move | Refusal | null> {
  const said = ctx.query(name)
  if (said === undefined) return null
  const parsed = z.object({ [name]: value }).safeParse({ [name]: said }, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const sends = parsed.data
  const to = hostOf(sends[name]!, ctx)
  const { hosts, signedIn } = await inPortal(ctx, owner.portal, async (tx) => ({
    hosts: await portalHosts(tx),
    signedIn: await countSignedIn(tx, ctx.now),
  }))
  const from = hosts.find(({ current }) => current)
  if (!from || from.quarantinedUntil || from.host === to) return null
  if (name === 'host' && !hosts.some(({ host }) => host === to))
    return refuse('host_unknown', { field: 'host' })
  return { to, from, signedIn, sends }
}

const TO_HOST: Target = {
  name: 'host',
  value: makeHostCurrent.input.shape.host,
  hostOf: (host) => host,
}
const TO_SLUG: Target = {
  name: 'slug',
  value: changeSlug.input.shape.slug,
  hostOf: (slug, { installation }) => hostOfSlug(slug, installation),
}

const newHost = z
  .strictObject({
    host: addHost.input.shape.host.optional(),
    slug: changeSlug.input.shape.slug
      .optional()
      .describe('Instead of `host`; the address made of it becomes the current one'),
  })
  .meta({ id: 'NewHost' })

/** Where programs look after addresses, and what the endpoints are called there. */
interface HostsApi {
  list: RoutePattern
  current: RoutePattern
  names: { list: string; about: string; add: string; current: string }
}

/** A portal's addresses, for those who may look. */
function hostsOf(
  section: Section,
  at: HostsAt,
  api: HostsApi,
  { feature, looks }: { feature: FeatureName; looks: Right },
) {
  const answer = (ctx: RequestContext) =>
    readOwned(ctx, section, async (tx) => showHosts(await portalHosts(tx), await hostClaims(tx)))

  /** Adds a host, or changes the short name: told apart by what is sent. */
  const adds = endpoint(
    api.list,
    'POST',
    {
      feature,
      right: 'portal:configure',
      name: api.names.add,
      summary:
        'Gives a portal a further address, or with `slug` another short name: then passkeys made for the address before stop',
      body: newHost,
      answer: hostsView,
      status: 201,
    },
    async (ctx) => {
      const sent = await readBody(ctx)
      if ('refusal' in sent) return respond(ctx, sent.refusal)
      if ('portal' in sent.value) return respond(ctx, invalidField('portal', 'unknown_field'))
      const owner = await section.owner(ctx)
      if (!owner) return respond(ctx, kitRefuse('not_found'))
      const input = { ...sent.value, ...namesOf(owner) }
      const result: Done<unknown> | Refusal =
        'slug' in input ? await ctx.perform(changeSlug, input) : await ctx.perform(addHost, input)
      return respond(ctx, result, 201, () => answer(ctx))
    },
  )

  /** The page, or with what is wrong in the form it is wrong in. */
  const show = async (ctx: SignedInContext, ownerPage: OwnerPage, refusal?: Refusal) => {
    if (refusal && refusal.fields.length === 0) return ctx.refuse(refusal)
    const { owner } = ownerPage
    const { typed, errors } = asTyped(ctx, refusal)
    const { portal, ...props } = await inPortal(ctx, owner.portal, async (tx) => ({
      portal: await findPortal(tx, owner.portal, ctx.caller),
      hosts: await portalHosts(tx),
      claims: await hostClaims(tx),
    }))
    if (!portal) return ctx.refuse(kitRefuse('not_found'))
    // What is looked at before it is done came in the address.
    const sent = typed && { slug: ctx.query('slug') ?? '', ...typed }
    return ctx.page(
      <HostsPage {...{ ownerPage, at, portal, errors }} {...props} typed={sent} />,
      refusal?.status,
    )
  }

  const list = ({ names }: OwnerPage) => hrefOf(at.list, names)

  /** What a move does, before it is made. */
  const moving =
    (target: Target, again: typeof show) => async (ctx: SignedInContext, ownerPage: OwnerPage) => {
      const move = await whatMoves(ctx, ownerPage, target)
      if (move === null) return ctx.redirect(list(ownerPage))
      if ('ok' in move) return again(ctx, ownerPage, move)
      return ctx.page(<MovingPage {...{ ownerPage, at, move }} />)
    }

  /** A button in a row has nothing on the page to show an error at. */
  const refused: typeof show = async (ctx, _, refusal) => ctx.refuse(refusal!)

  const ends =
    (text: 'made.current' | 'slug.done') =>
    (ctx: SignedInContext, { host }: { host: string }, ownerPage: OwnerPage) => {
      const isHere = ownerPage.owner.portal === ctx.portal.id
      // From here on this very host sends on to the new one.
      if (isHere && host !== ctx.portal.host) return ctx.page(<MovedPage host={host} />)
      const said = words(ctx.language)(text, { host })
      return ctx.redirect(list(ownerPage), { tone: 'green', text: said })
    }

  const change = { right: 'portal:configure' } as const
  return resourceOf({ feature, looks, words, answer: hostsView, show: answer }, section.page)
    .page(at.list, show)
    .read(api.list, { name: api.names.list, summary: api.names.about, show: answer })
    .also(adds)
    .change(addHost, {
      page: at.list,
      given: thatPortal,
      again: show,
      to: (_, __, ownerPage) => list(ownerPage),
      said: ({ host, state }) => ({
        text: state === 'waiting' ? 'own.waits' : 'own.done',
        values: { host },
      }),
    })
    .page(at.current, moving(TO_HOST, refused), change)
    .change(makeHostCurrent, {
      page: at.current,
      api: api.current,
      name: api.names.current,
      given: thatPortal,
      again: refused,
      ends: ends('made.current'),
    })
    .page(at.slug, moving(TO_SLUG, show), change)
    .change(changeSlug, { page: at.slug, given: thatPortal, again: show, ends: ends('slug.done') })
}

export const hostResources = [
  ...hostsOf(
    formerPortalSection,
    {
      list: routes.console.portals.one.hosts,
      current: routes.console.portals.one.hosts.current,
      slug: routes.console.portals.one.slug,
    },
    {
      list: routes.api.portals.one.hosts,
      current: routes.api.portals.one.hosts.current,
      names: {
        list: 'portal.hosts',
        about: 'Lists a portal’s addresses',
        add: addHost.name,
        current: makeHostCurrent.name,
      },
    },
    { feature: 'home', looks: 'portals:read' },
  ),
  ...hostsOf(
    settingsSection,
    {
      list: routes.settings.hosts,
      current: routes.settings.hosts.current,
      slug: routes.settings.slug,
    },
    {
      list: routes.api.settings.hosts,
      current: routes.api.settings.hosts.current,
      names: {
        list: 'settings.hosts',
        about: 'Lists the addresses of the portal one is in',
        add: 'settings.add_host',
        current: 'settings.make_host_current',
      },
    },
    { feature: 'own_hosts', looks: 'portal:configure' },
  ),
]
