import { z } from 'zod'
import type { FeatureName, Right } from '../../gate/index.ts'
import { inPortal, type FoundOwner, type Section } from '../../identity/index.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { hrefOf, routes } from '../../routes.ts'
import { asTyped, resourceOf, type SignedInVisit, type Visit } from '../../web/index.ts'
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
  hostOf: (value: string, visit: Visit) => string
}

/** What was asked for in the address; nothing where the field is empty, or it would change nothing. */
async function whatMoves(
  visit: Visit,
  { owner }: FoundOwner,
  { name, value, hostOf }: Target,
): Promise<Move | Refusal | null> {
  const said = visit.query(name)
  if (said === undefined) return null
  const parsed = z.object({ [name]: value }).safeParse({ [name]: said }, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const sends = parsed.data
  const to = hostOf(sends[name]!, visit)
  const { hosts, signedIn } = await inPortal(visit, owner.portal, async (tx) => ({
    hosts: await portalHosts(tx, owner.portal),
    signedIn: await countSignedIn(tx, owner.portal, visit.now),
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
  const show = async (visit: SignedInVisit, found: FoundOwner, refusal?: Refusal) => {
    if (refusal && refusal.fields.length === 0) return visit.refuse(refusal)
    const { owner } = found
    const { typed, errors } = asTyped(visit, refusal)
    const { portal, ...props } = await inPortal(visit, owner.portal, async (tx) => ({
      portal: await findPortal(tx, owner.portal, visit.caller),
      hosts: await portalHosts(tx, owner.portal),
      claims: await hostClaims(tx, owner.portal),
    }))
    if (!portal) return visit.refuse(kitRefuse('not_found'))
    // What is looked at before it is done came in the address.
    const sent = typed && { slug: visit.query('slug') ?? '', ...typed }
    return visit.page(
      <HostsPage {...{ found, at, portal, errors }} {...props} typed={sent} />,
      refusal?.status,
    )
  }

  const list = ({ names }: FoundOwner) => hrefOf(at.list, names)

  /** What a move does, before it is made. */
  const moving =
    (target: Target, again: typeof show) => async (visit: SignedInVisit, found: FoundOwner) => {
      const move = await whatMoves(visit, found, target)
      if (move === null) return visit.redirect(list(found))
      if ('ok' in move) return again(visit, found, move)
      return visit.page(<MovingPage {...{ found, at, move }} />)
    }

  /** A button in a row has nothing on the page to show an error at. */
  const refused: typeof show = async (visit, _, refusal) => visit.refuse(refusal!)

  const ends =
    (text: 'made.current' | 'slug.done') =>
    (visit: SignedInVisit, { host }: { host: string }, found: FoundOwner) => {
      const isHere = found.owner.portal === visit.portal.id
      // From here on this very host sends on to the new one.
      if (isHere && host !== visit.portal.host) return visit.page(<MovedPage host={host} />)
      const said = words(visit.language)(text, { host })
      return visit.redirect(list(found), { tone: 'green', text: said })
    }

  return resourceOf({ feature, right: rights.change, words }, section.page)
    .page(at.list, show, { right: rights.look })
    .change(addHost, {
      page: at.list,
      given: thatPortal,
      again: show,
      to: (_, __, found) => list(found),
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
