import { inPortal } from '../../identity/index.ts'
import type { Visit } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import { creation } from '../creation/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { showPortal, type PortalDetail } from '../overview/queries.ts'
import { showDetail } from './answers.ts'

/** A portal with all that is known about it; null for another's as for none. */
export async function portalAnswer(visit: Visit, shown = visit.param('portal')) {
  const id = parseId('portal', shown)
  if (id === null) return null
  const { caller, now } = visit
  return inPortal(visit, id, async (tx) => {
    const found = await showPortal(tx, caller, id, now)
    if (!found) return null
    const certified =
      found.status === 'cancelled' && (await deletionCertificate(tx, id)) !== undefined
    return showDetail(visit, found, await creation(tx, id), {
      logo: logoOf(visit, found),
      certificate: certified ? routes.api.certificate({ portal: shown }) : null,
    })
  })
}

/** Where a portal's logo is served; null where it has none. */
export const logoOf = (
  { installation }: Visit,
  { host, logoVersion }: Pick<PortalDetail, 'host' | 'logoVersion'>,
): string | null =>
  logoVersion > 0 ? addressOn(installation, host, routes.logo({}, { v: logoVersion })) : null
