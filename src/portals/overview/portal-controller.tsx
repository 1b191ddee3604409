import { inPortal } from '../../identity/index.ts'
import type { Served } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { actorNames } from '../console/queries.ts'
import { creation } from '../creation/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { PortalOverview } from './portal-pages.tsx'
import { portalHistory } from './queries.ts'

export const portalController: readonly Served[] = [
  portalPage(routes.portal, 'GET', async (visit, portal) => {
    const found = await inPortal(visit, portal.uuid, async (tx) => ({
      history: await portalHistory(tx, portal.uuid),
      building: portal.built ? undefined : await creation(tx, portal.uuid),
      deleted:
        portal.status === 'cancelled' && (await deletionCertificate(tx, portal.uuid)) !== undefined,
    }))
    const actors = found.history.map(({ actor }) => actor)
    const names = await visit.read((tx) => actorNames(tx, visit.caller, actors))
    return visit.page(<PortalOverview portal={portal} names={names} {...found} />)
  }),
]
