import { inPortal } from '../../identity/index.ts'
import {
  errorsOf,
  page,
  typed,
  type FormFields,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { listPartners } from '../partners/queries.ts'
import { createPortal } from './creations.ts'
import { BuildingPage, entranceOf, NewPortalPage } from './pages.tsx'
import { buildingState } from './progress.tsx'
import { creation } from './queries.ts'
import { goOn, isPoll, leadsOn } from './watching.ts'

/** Partners to choose from; null where there is no choice. */
const partnersFor = async (ctx: RequestContext) =>
  ctx.caller.partner === undefined ? ctx.read((tx) => listPartners(tx, ctx.caller)) : null

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

async function again(ctx: RequestContext, form: Record<string, string>, refusal: Refusal) {
  const partners = await partnersFor(ctx)
  // The form asks for one language, the portal's and its owner's.
  const { 'owner.language': _, ...errors } = errorsOf(refusal, ctx.language)
  return ctx.page(
    <NewPortalPage partners={partners} typed={form} errors={errors} />,
    refusal.status,
  )
}

export const creationController: readonly RouteHandler[] = [
  page(
    routes.newPortal,
    'GET',
    'home',
    async (ctx) => ctx.page(<NewPortalPage partners={await partnersFor(ctx)} />),
    { right: 'portals:provision' },
  ),

  page(
    routes.portals,
    'POST',
    'home',
    async (ctx) => {
      const form = typed(ctx.form)
      const result = await ctx.perform(createPortal, inputOf(form))
      if (!result.ok) return again(ctx, form, result)
      return ctx.redirect(routes.portalCreation({ portal: result.value.portal }))
    },
    { right: 'portals:provision', fields: FIELDS },
  ),

  portalPage(routes.portalCreation, 'GET', async (ctx, portal) => {
    const progress = await inPortal(ctx, portal.uuid, (tx) => creation(tx))
    if (!progress || portal.status === 'cancelled')
      return ctx.redirect(routes.portal({ portal: portal.id }))
    const state = buildingState(progress, portal.status === 'suspended')
    const leads = portal.status !== 'suspended' && leadsOn(ctx, progress)
    if (leads) goOn(ctx, entranceOf(ctx.installation, portal))
    // What to do about it stands beside what is polled, so the page is loaded anew.
    if ((state === 'stopped' || state === 'held') && isPoll(ctx)) ctx.c.header('hx-refresh', 'true')
    return ctx.page(<BuildingPage portal={portal} progress={progress} leads={leads} />)
  }),
]
