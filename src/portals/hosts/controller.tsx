import { z } from 'zod'
import {
  errorsOf,
  page,
  typed,
  type FormFields,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import type { Operation } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { foundPortal, portalPage, type FoundPortal } from '../console/portal-page.tsx'
import { countSignedIn } from '../console/queries.ts'
import { inPortal } from '../console/scopes.ts'
import { refuse } from '../refusals.ts'
import { hostOfSlug } from './host.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'
import { HostsOfPortal, MovedPage, MovingOwn, MovingPortal, OwnHosts, type Move } from './pages.tsx'
import { hostClaims, portalHosts } from './queries.ts'
import { words, type Text } from './texts.ts'

interface Changed {
  host: string
  state?: string
}

/** One of the page's forms: what it asks for, and where it is sent in the console and on a portal's own page. */
interface Change<I extends z.ZodType, R extends Changed> {
  operation: Operation<I, R>
  fields: FormFields
  inConsole: (typeof routes)['portalHosts' | 'portalCurrentHost' | 'portalSlug']
  own: (typeof routes)['hosts' | 'currentHost' | 'slug']
  done: (changed: R) => Text
  /** A button in a row: nothing on the page to show an error at. */
  isButton?: true
  /** The portal's current host becomes another. */
  target?: Target
}

/** By which field another host becomes the current one, and which host that is. */
interface Target {
  name: 'host' | 'slug'
  value: z.ZodType<string>
  hostOf: (value: string, visit: Visit) => string
}

const configures = { right: 'portal:configure' } as const

const facts = (visit: Visit, portal: string) =>
  inPortal(visit, portal, async (tx) => ({
    hosts: await portalHosts(tx, portal),
    claims: await hostClaims(tx, portal),
  }))

/** What was asked for in the address; nothing where the field is empty, or it would change nothing. */
async function whatMoves(
  visit: Visit,
  portal: string,
  { name, value, hostOf }: Target,
): Promise<Move | Refusal | null> {
  const said = visit.query(name)
  if (said === undefined) return null
  const parsed = z.object({ [name]: value }).safeParse({ [name]: said }, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const sends = parsed.data
  const to = hostOf(sends[name]!, visit)
  const { hosts, signedIn } = await inPortal(visit, portal, async (tx) => ({
    hosts: await portalHosts(tx, portal),
    signedIn: await countSignedIn(tx, portal, visit.now),
  }))
  const from = hosts.find(({ current }) => current)
  if (!from || from.host === to) return null
  if (name === 'host' && !hosts.some(({ host }) => host === to))
    return refuse('host_unknown', { field: 'host' })
  return { to, from, signedIn, sends }
}

/** The page again, with what is wrong in the form it is wrong in. */
const again = (visit: Visit, refusal: Refusal) => ({
  // What is looked at before it is done came in the address.
  typed: { slug: visit.query('slug') ?? '', ...typed(visit.form) },
  errors: errorsOf(refusal, visit.language),
})

async function ofPortal(visit: Visit, portal: FoundPortal, refusal?: Refusal) {
  const { slug, uuid } = portal
  const wrong = refusal && again(visit, refusal)
  const props = { visit, portal, slug, ...wrong, ...(await facts(visit, uuid)) }
  return visit.page(<HostsOfPortal {...props} />, refusal?.status)
}

async function own(visit: Visit, refusal?: Refusal) {
  const { id, slug } = visit.portal
  const props = { visit, slug, ...(refusal && again(visit, refusal)), ...(await facts(visit, id)) }
  return visit.page(<OwnHosts {...props} />, refusal?.status)
}

function change<I extends z.ZodType, R extends Changed>(asked: Change<I, R>): Served[] {
  const { operation, fields } = asked
  const said = (visit: Visit, changed: R) =>
    words(visit.language)(asked.done(changed), { host: changed.host })

  /** On the page, something to show the refusal at. */
  const hasField = ({ fields }: Refusal) => !asked.isButton && fields.length > 0

  const inConsole = async (visit: SignedInVisit, portal: FoundPortal) => {
    const result = await visit.perform(operation, { ...visit.form, portal: portal.id })
    if (!result.ok) {
      const after = hasField(result) ? await foundPortal(visit) : null
      return after ? ofPortal(visit, after, result) : visit.refuse(result)
    }
    return visit.redirect(routes.portalHosts({ portal: portal.id }), {
      tone: 'green',
      text: said(visit, result.value),
    })
  }

  const onOwn = async (visit: SignedInVisit) => {
    const portal = show('portal', visit.portal.id)
    const result = await visit.perform(operation, { ...visit.form, portal })
    if (!result.ok) return hasField(result) ? own(visit, result) : visit.refuse(result)
    const { host } = result.value
    // From here on this very host sends on to the new one.
    if (asked.target && host !== visit.portal.host)
      return visit.page(<MovedPage visit={visit} host={host} />)
    return visit.redirect(routes.hosts(), { tone: 'green', text: said(visit, result.value) })
  }

  const { target } = asked
  return [
    ...(target
      ? [
          portalPage(
            asked.inConsole,
            'GET',
            async (visit, portal) => {
              const move = await whatMoves(visit, portal.uuid, target)
              if (move === null) return visit.redirect(routes.portalHosts({ portal: portal.id }))
              if ('ok' in move)
                return hasField(move) ? ofPortal(visit, portal, move) : visit.refuse(move)
              return visit.page(<MovingPortal visit={visit} portal={portal} move={move} />)
            },
            { ...configures, living: true },
          ),
          page(
            asked.own,
            'GET',
            'own_hosts',
            async (visit) => {
              const move = await whatMoves(visit, visit.portal.id, target)
              if (move === null) return visit.redirect(routes.hosts())
              if ('ok' in move) return hasField(move) ? own(visit, move) : visit.refuse(move)
              return visit.page(<MovingOwn visit={visit} move={move} />)
            },
            configures,
          ),
        ]
      : []),
    portalPage(asked.inConsole, 'POST', inConsole, { ...configures, fields }),
    page(asked.own, 'POST', 'own_hosts', onOwn, { ...configures, fields }),
  ]
}

export const hostsController: readonly Served[] = [
  portalPage(routes.portalHosts, 'GET', (visit, portal) => ofPortal(visit, portal)),
  page(routes.hosts, 'GET', 'own_hosts', (visit) => own(visit), configures),
  ...change({
    operation: addHost,
    fields: { host: 'text' },
    inConsole: routes.portalHosts,
    own: routes.hosts,
    done: ({ state }) => (state === 'waiting' ? 'own.waits' : 'own.done'),
  }),
  ...change({
    operation: makeHostCurrent,
    fields: { host: 'text' },
    inConsole: routes.portalCurrentHost,
    own: routes.currentHost,
    done: () => 'made.current',
    isButton: true,
    target: { name: 'host', value: makeHostCurrent.input.shape.host, hostOf: (host) => host },
  }),
  ...change({
    operation: changeSlug,
    fields: { slug: 'text' },
    inConsole: routes.portalSlug,
    own: routes.slug,
    done: () => 'slug.done',
    target: {
      name: 'slug',
      value: changeSlug.input.shape.slug,
      hostOf: (slug, { installation }) => hostOfSlug(slug, installation),
    },
  }),
]
