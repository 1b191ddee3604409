import type { Visit } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { Tx } from '../../kit/db/database.ts'
import { routes } from '../../routes.ts'
import { inPortal } from '../console/scopes.ts'
import { creation } from '../creation/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { showPortal, type PortalDetail } from '../overview/queries.ts'
import { findPortal } from '../queries.ts'
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

/** Something about a portal that exists for the caller; null for another's as for none. */
export async function aboutPortal<T>(
  visit: Visit,
  about: (tx: Tx, portal: string) => Promise<T>,
  shown = visit.param('portal'),
): Promise<T | null> {
  const id = parseId('portal', shown)
  if (id === null) return null
  return inPortal(visit, id, async (tx) =>
    (await findPortal(tx, id, visit.caller)) ? about(tx, id) : null,
  )
}

/** Where a portal's logo is served; null where it has none. */
export const logoOf = (
  { installation }: Visit,
  { host, logoVersion }: Pick<PortalDetail, 'host' | 'logoVersion'>,
): string | null =>
  logoVersion > 0 ? addressOn(installation, host, routes.logo({}, { v: logoVersion })) : null
