import { z } from 'zod'
import { addressOn } from '../../kit/installation.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { RequestContext } from '../../web/index.ts'
import { showPortal, type PortalDetail } from '../console/portal-queries.ts'
import { answers, each } from '../setting/setting.ts'

/** How a portal looks, to programs. */
export const look = {
  brandColor: z.string(),
  accentColor: z.string(),
  logo: z.string().nullable().describe('Where the logo is served'),
}

export const showLook = ({ installation }: RequestContext, portal: PortalDetail) => ({
  brandColor: portal.brandColor,
  accentColor: portal.accentColor,
  logo:
    portal.logoVersion > 0
      ? addressOn(installation, portal.host, routes.logo({}, { v: portal.logoVersion }))
      : null,
})

/** What a portal's own staff read and set; the rest is its provider's. */
const settingsView = shape('Settings', {
  ...answers,
  ...look,
  version: z.int().describe('Counts the changes; also in `ETag`'),
})

async function showSettings(ctx: RequestContext) {
  const { caller, now } = ctx
  const portal = await ctx.read((tx) => showPortal(tx, caller, ctx.portal.id, now))
  if (!portal) return null
  return { ...each((_, name) => portal[name]), ...showLook(ctx, portal), version: portal.version }
}

/** What resources of the portal one is in answer: its settings as they are then. */
export const answersSettings = {
  right: 'portal:configure',
  answer: settingsView,
  versioned: true,
  show: showSettings,
} as const
