import {
  errorsOf,
  page,
  typed,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { foundPortal, portalPage, type FoundPortal } from '../console/portal-page.tsx'
import { countSignedIn } from '../console/queries.ts'
import { inPortal } from '../console/scopes.ts'
import { portalHosts } from '../overview/queries.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'
import { HostsOfPortal, MovedPage, OwnHosts } from './pages.tsx'
import { hostClaims } from './queries.ts'
import { words } from './texts.ts'

type Form = Record<string, string>

/** Does what one of the page's forms asks for, named by its field `do`. */
function change(visit: Visit, portal: string, form: Form) {
  const { slug, host } = form
  switch (form['do']) {
    case 'slug':
      return visit.perform(changeSlug, { portal, slug })
    case 'use':
      return visit.perform(makeHostCurrent, { portal, host })
    default:
      return visit.perform(addHost, { portal, host })
  }
}

const said = { slug: 'slug.done', use: 'made.current' } as const

function doneText(visit: Visit, form: Form, { host, state }: { host: string; state?: string }) {
  const added = state === 'waiting' ? 'own.waits' : 'own.done'
  return words(visit.language)(said[form['do'] as keyof typeof said] ?? added, { host })
}

const facts = (visit: Visit, portal: string) =>
  inPortal(visit, portal, async (tx) => ({
    hosts: await portalHosts(tx, portal),
    claims: await hostClaims(tx, portal),
    signedIn: await countSignedIn(tx, portal, visit.now),
  }))

async function ofPortal(visit: Visit, portal: FoundPortal, form?: Form, refusal?: Refusal) {
  const { slug, uuid } = portal
  const errors = refusal && errorsOf(refusal, visit.language)
  const props = { visit, portal, slug, typed: form, errors, ...(await facts(visit, uuid)) }
  return visit.page(<HostsOfPortal {...props} />, refusal?.status)
}

async function changeOfPortal(visit: SignedInVisit, portal: FoundPortal) {
  const form = typed(await visit.form())
  const result = await change(visit, portal.id, form)
  if (!result.ok) {
    const after = await foundPortal(visit)
    return after ? ofPortal(visit, after, form, result) : visit.refuse(result)
  }
  return visit.redirect(routes.portalHosts({ portal: portal.id }), {
    tone: 'green',
    text: doneText(visit, form, result.value),
  })
}

async function own(visit: Visit, form?: Form, refusal?: Refusal) {
  const { id, slug } = visit.portal
  const errors = refusal && errorsOf(refusal, visit.language)
  const props = { visit, slug, typed: form, errors, ...(await facts(visit, id)) }
  return visit.page(<OwnHosts {...props} />, refusal?.status)
}

const configures = { right: 'portal:configure' } as const

export const hostsController: readonly Served[] = [
  portalPage(routes.portalHosts, 'GET', (visit, portal) => ofPortal(visit, portal)),
  portalPage(routes.portalHosts, 'POST', changeOfPortal, configures),
  portalPage(routes.portalCurrentHost, 'POST', changeOfPortal, configures),

  page(routes.hosts, 'GET', 'own_hosts', (visit) => own(visit), configures),
  page(
    routes.hosts,
    'POST',
    'own_hosts',
    async (visit) => {
      const form = typed(await visit.form())
      const result = await change(visit, show('portal', visit.portal.id), form)
      if (!result.ok) return own(visit, form, result)
      const { host } = result.value
      const moved = form['do'] !== 'host' && host !== visit.portal.host
      if (moved) return visit.page(<MovedPage visit={visit} host={host} />)
      return visit.redirect(routes.hosts(), {
        tone: 'green',
        text: doneText(visit, form, result.value),
      })
    },
    configures,
  ),
]
