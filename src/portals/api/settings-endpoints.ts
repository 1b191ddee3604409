import { reads, writes, type Served, type Visit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { brandPortal } from '../branding/branding.ts'
import { takes } from '../branding/logo.ts'
import { requestExport } from '../lifecycle/export-requests.ts'
import { showPortal } from '../overview/queries.ts'
import { configurePortal } from '../settings/settings.ts'
import * as answers from './answers.ts'
import { logoOf } from './found.ts'

const { api } = routes

const own = ({ portal }: Visit) => ({ portal: show('portal', portal.id) })

async function settingsAnswer(visit: Visit) {
  const { caller, portal, now } = visit
  const found = await visit.read((tx) => showPortal(tx, caller, portal.id, now))
  return found ? answers.showSettings(found, logoOf(visit, found)) : null
}

const changes = {
  right: 'portal:configure',
  given: { fields: ['portal'], from: own },
  answer: answers.settings,
  versioned: true,
  show: settingsAnswer,
} as const

/** What a portal's staff set for themselves, on its own host. */
export const settingsEndpoints: readonly Served[] = [
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
