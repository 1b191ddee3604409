import { inPortal } from '../../identity/index.ts'
import {
  errorsOf,
  resource,
  resourceOf,
  typed,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalInPath, type PortalInPath } from '../console/portal-page.tsx'
import { portalAnswer, portalView } from '../portal-view/portal-view.ts'
import { listPartners } from '../partners/queries.ts'
import { createPortal } from './creations.ts'
import { BuildingPage, entranceOf, NewPortalPage } from './pages.tsx'
import { buildingState } from './progress.tsx'
import { creation } from '../building/queries.ts'
import { words } from './texts.ts'
import { goOn, isPoll, leadsOn } from './watching.ts'

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

async function newPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  // Null where there is no choice.
  const partners =
    ctx.caller.partner === undefined ? await ctx.read((tx) => listPartners(tx, ctx.caller)) : null
  if (!refusal) return ctx.page(<NewPortalPage partners={partners} />)
  // The form asks for one language, the portal's and its owner's.
  const { 'owner.language': _, ...errors } = errorsOf(refusal, ctx.language)
  const props = { partners, typed: typed(ctx.form), errors }
  return ctx.page(<NewPortalPage {...props} />, refusal.status)
}

const newPortal = resource({ feature: 'home', right: 'portals:provision', words })
  .page(routes.console.portals.new, newPage)
  .change(createPortal, {
    page: routes.console.portals,
    api: routes.api.portals,
    fields: FIELDS,
    input: inputOf,
    again: newPage,
    to: ({ portal }) => routes.console.portals.one.creation({ portal }),
    status: 201,
    answer: portalView,
    versioned: true,
    location: ({ portal }) => routes.api.portals.one({ portal }),
    show: (ctx, { portal }) => portalAnswer(ctx, portal),
  })

async function buildingPage(ctx: SignedInContext, portal: PortalInPath): Promise<Response> {
  const progress = await inPortal(ctx, portal.uuid, (tx) => creation(tx))
  if (!progress || portal.status === 'cancelled')
    return ctx.redirect(routes.console.portals.one({ portal: portal.id }))
  const state = buildingState(progress, portal.status === 'suspended')
  const leads = portal.status !== 'suspended' && leadsOn(ctx, progress)
  if (leads) goOn(ctx, entranceOf(ctx.installation, portal))
  // What to do about it stands beside what is polled, so the page is loaded anew.
  if ((state === 'stopped' || state === 'held') && isPoll(ctx)) ctx.c.header('hx-refresh', 'true')
  return ctx.page(<BuildingPage portal={portal} progress={progress} leads={leads} />)
}

const building = resourceOf({ feature: 'home', right: 'portals:read', words }, portalInPath).page(
  routes.console.portals.one.creation,
  buildingPage,
)

export const creationResources = [...newPortal, ...building]
