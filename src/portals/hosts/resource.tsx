import { z } from 'zod'
import type { FeatureName, Right } from '../../gate/index.ts'
import { inPortal, type OwnerPage, type Section } from '../../identity/index.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { hrefOf, routes } from '../../routes.ts'
import { asTyped, resourceOf, type SignedInContext, type RequestContext } from '../../web/index.ts'
import { countSignedIn } from '../console/queries.ts'
import { formerPortalSection, settingsSection, thatPortal } from '../owners.tsx'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { hostOfSlug } from './host.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'
import { HostsPage, MovedPage, MovingPage, type HostsAt, type Move } from './pages.tsx'
import { hostClaims, portalHosts } from './queries.ts'
import { words } from './texts.ts'

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

/** The pages about a portal's addresses. @param rights of whoever looks, and whoever changes something */
function hostsOf(
  section: Section,
  at: HostsAt,
  rights: { look: Right; change: Right },
  feature: FeatureName,
) {
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

  return resourceOf({ feature, right: rights.change, words }, section.page)
    .page(at.list, show, { right: rights.look })
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
    .page(at.current, moving(TO_HOST, refused))
    .change(makeHostCurrent, {
      page: at.current,
      given: thatPortal,
      again: refused,
      ends: ends('made.current'),
    })
    .page(at.slug, moving(TO_SLUG, show))
    .change(changeSlug, { page: at.slug, given: thatPortal, again: show, ends: ends('slug.done') })
}

export const hostResources = [
  ...hostsOf(
    formerPortalSection,
    { list: routes.portalHosts, current: routes.portalCurrentHost, slug: routes.portalSlug },
    { look: 'portals:read', change: 'portal:configure' },
    'home',
  ),
  ...hostsOf(
    settingsSection,
    { list: routes.hosts, current: routes.currentHost, slug: routes.slug },
    { look: 'portal:configure', change: 'portal:configure' },
    'own_hosts',
  ),
]
