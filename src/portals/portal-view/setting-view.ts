import { z } from 'zod'
import { addressOn } from '../../kit/installation.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { RequestContext } from '../../web/index.ts'
import { showPortal, type PortalDetail } from '../console/portal-queries.ts'
import { quotaFor } from '../setting/quota.ts'
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

/** How much of their room a portal's files take, to programs. */
export const quota = {
  fileBytes: z.int().describe('How much its files take, with those that are being sent'),
  fileBytesMost: z.int().describe('How much they may take; beyond it none is taken'),
}

export const showQuota = (
  { installation }: RequestContext,
  { fileBytes, filesMb }: Pick<PortalDetail, 'fileBytes' | 'filesMb'>,
) => ({ fileBytes, fileBytesMost: quotaFor(installation, filesMb) })

/** What a portal's own staff read and set; the rest is its provider's. */
const settingsView = shape('Settings', {
  ...answers,
  ...quota,
  ...look,
  version: z.int().describe('Counts the changes; also in `ETag`'),
})

async function showSettings(ctx: RequestContext) {
  const { caller, now } = ctx
  const portal = await ctx.read((tx) => showPortal(tx, caller, ctx.portal.id, now))
  if (!portal) return null
  return {
    ...each((_, name) => portal[name]),
    ...showQuota(ctx, portal),
    ...showLook(ctx, portal),
    version: portal.version,
  }
}

/** What resources of the portal one is in answer: its settings as they are then. */
export const answersSettings = {
  right: 'portal:configure',
  answer: settingsView,
  versioned: true,
  show: showSettings,
} as const
