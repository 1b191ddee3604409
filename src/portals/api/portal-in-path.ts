import { inPortal } from '../../identity/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import { creation } from '../creation/queries.ts'
import { deletionCertificate } from '../deletion/queries.ts'
import { showPortal, type PortalDetail } from '../console/portal-queries.ts'
import { showDetail } from './answers.ts'

/** A portal in full; null where the caller may not see it. */
export async function portalAnswer(ctx: RequestContext, shown = ctx.param('portal')) {
  const id = parseId('portal', shown)
  if (id === null) return null
  const { caller, now } = ctx
  return inPortal(ctx, id, async (tx) => {
    const portal = await showPortal(tx, caller, id, now)
    if (!portal) return null
    const certified = portal.status === 'cancelled' && (await deletionCertificate(tx)) !== undefined
    return showDetail(ctx, portal, await creation(tx), {
      logo: logoOf(ctx, portal),
      certificate: certified ? routes.api.certificate({ portal: shown }) : null,
    })
  })
}

/** Where a portal's logo is served; null where it has none. */
export const logoOf = (
  { installation }: RequestContext,
  { host, logoVersion }: Pick<PortalDetail, 'host' | 'logoVersion'>,
): string | null =>
  logoVersion > 0 ? addressOn(installation, host, routes.logo({}, { v: logoVersion })) : null
