import { reads, writes, type RouteHandler, type RequestContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { brandPortal } from '../branding/branding.ts'
import { takes } from '../branding/logo.ts'
import { requestExport } from '../lifecycle/export-requests.ts'
import { showPortal } from '../console/portal-queries.ts'
import { configurePortal } from '../settings/settings.ts'
import * as answers from './answers.ts'
import { logoOf } from './portal-in-path.ts'

const { api } = routes

const own = ({ portal }: RequestContext) => ({ portal: show('portal', portal.id) })

async function settingsAnswer(ctx: RequestContext) {
  const { caller, portal, now } = ctx
  const detail = await ctx.read((tx) => showPortal(tx, caller, portal.id, now))
  return detail ? answers.showSettings(detail, logoOf(ctx, detail)) : null
}

const changes = {
  right: 'portal:configure',
  given: { fields: ['portal'], from: own },
  answer: answers.settings,
  versioned: true,
  show: settingsAnswer,
} as const

/** What a portal's staff set for themselves, on its own host. */
export const settingsEndpoints: readonly RouteHandler[] = [
  reads(api.settings, {
    feature: 'settings',
    right: 'portal:configure',
    name: 'settings.show',
    summary: 'Shows the settings of the portal one is in',
    answer: answers.settings,
    versioned: true,
    show: settingsAnswer,
  }),
  writes(api.settings, 'PATCH', {
    ...changes,
    feature: 'settings',
    name: 'settings.configure',
    operation: configurePortal,
  }),
  writes(api.ownBranding, 'POST', {
    ...changes,
    feature: 'branding',
    name: 'settings.brand',
    takes,
    operation: brandPortal,
  }),
  writes(api.exportRequest, 'POST', {
    feature: null,
    operation: requestExport,
    given: { fields: ['portal'], from: own },
  }),
]
