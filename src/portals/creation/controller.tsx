import {
  errorsOf,
  page,
  typed,
  type FormFields,
  type Served,
  type Visit,
} from '../../identity/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { inPortal } from '../console/scopes.ts'
import { listPartners } from '../partners/queries.ts'
import { buildJob } from './building.ts'
import { createPortal } from './creations.ts'
import { BuildingPage, entranceOf, NewPortalPage } from './pages.tsx'
import { creation } from './queries.ts'

/** Partners to choose from; null where there is no choice. */
const partnersFor = async (visit: Visit) =>
  visit.caller.partner === undefined ? visit.read((tx) => listPartners(tx, visit.caller)) : null

const isPoll = ({ c }: Visit) =>
  c.req.header('hx-request') !== undefined && c.req.header('hx-boosted') === undefined

/** What was left empty was not said. */
const said = (text: string | undefined) => (text?.trim() ? text : undefined)

const FIELDS: FormFields = {
  name: 'text',
  slug: 'text',
  'owner.name': 'text',
  'owner.email': 'text',
  language: 'text',
  partner: 'text',
  partnerReference: 'text',
  timeZone: 'text',
}

const inputOf = (form: Record<string, string>) => ({
  name: form['name'],
  slug: said(form['slug']),
  owner: { name: form['owner.name'], email: form['owner.email'], language: said(form['language']) },
  partner: said(form['partner']),
  partnerReference: said(form['partnerReference']),
  timeZone: said(form['timeZone']),
  language: said(form['language']),
})

async function again(visit: Visit, form: Record<string, string>, refusal: Refusal) {
  const partners = await partnersFor(visit)
  // The form asks for one language, the portal's and its owner's.
  const { 'owner.language': _, ...errors } = errorsOf(refusal, visit.language)
  return visit.page(
    <NewPortalPage visit={visit} partners={partners} typed={form} errors={errors} />,
    refusal.status,
  )
}

export const creationController: readonly Served[] = [
  page(
    routes.newPortal,
    'GET',
    'home',
    async (visit) =>
      visit.page(<NewPortalPage visit={visit} partners={await partnersFor(visit)} />),
    { right: 'portals:provision' },
  ),

  page(
    routes.portals,
    'POST',
    'home',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(createPortal, inputOf(form))
      if (!result.ok) return again(visit, form, result)
      return visit.redirect(routes.portalCreation({ portal: result.value.portal }))
    },
    { right: 'portals:provision', fields: FIELDS },
  ),

  portalPage(routes.portalCreation, 'GET', async (visit, portal) => {
    const progress = await inPortal(visit, portal.uuid, (tx) => creation(tx, portal.uuid))
    if (!progress || portal.status === 'cancelled')
      return visit.redirect(routes.portal({ portal: portal.id }))
    if (progress.finished && portal.status !== 'suspended') {
      const entrance = entranceOf(visit.installation, portal)
      // To another host neither a fetch nor the redirect of a form may lead: the page goes as a whole.
      if (visit.c.req.header('hx-request')) visit.c.header('hx-redirect', entrance)
      else visit.c.header('refresh', `2; url=${entrance}`)
    }
    const stopped = (progress.failure?.attempts ?? 0) > buildJob.retries
    // What to do about it stands beside what is polled, so the page is loaded anew.
    if ((stopped || portal.status === 'suspended') && isPoll(visit))
      visit.c.header('hx-refresh', 'true')
    return visit.page(
      <BuildingPage visit={visit} portal={portal} progress={progress} stopped={stopped} />,
    )
  }),
]
