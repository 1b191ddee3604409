import { inPortal } from '../../identity/index.ts'
import type { RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { actorNames } from '../console/queries.ts'
import { creation } from '../creation/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { PortalOverview } from './portal-pages.tsx'
import { portalHistory } from '../console/portal-queries.ts'

export const portalController: readonly RouteHandler[] = [
  portalPage(routes.portal, 'GET', async (ctx, portal) => {
    const history = await inPortal(ctx, portal.uuid, async (tx) => ({
      history: await portalHistory(tx),
      building: portal.built ? undefined : await creation(tx),
      deleted: portal.status === 'cancelled' && (await deletionCertificate(tx)) !== undefined,
    }))
    const actors = history.history.map(({ actor }) => actor)
    const names = await ctx.read((tx) => actorNames(tx, ctx.caller, actors))
    return ctx.page(<PortalOverview portal={portal} names={names} {...history} />)
  }),
]
