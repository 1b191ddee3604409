import { z } from 'zod'
import { inPortal, readOwned } from '../../identity/index.ts'
import { resourceOf, type RouteHandler } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { instant } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { portalInPath } from '../console/portal-page.tsx'
import { formerPortalSection } from '../owners.tsx'
import { words } from './texts.ts'
import { CertificatePage } from './pages.tsx'
import { deletionCertificate } from './queries.ts'

const certificateView = z
  .looseObject({
    certificate: z.string(),
    portal: z.string(),
    finishedAt: instant,
    onWhoseWord: z.string(),
    deleted: z.record(z.string(), z.int()).describe('Rows deleted, by table'),
    sha256: z.string().describe('Over the rest, as JSON with sorted keys'),
  })
  .meta({ id: 'DeletionCertificate' })

/** What is left of a portal that is deleted. */
export const deletionResource: Iterable<RouteHandler> = resourceOf(
  { feature: 'home', looks: 'portals:read', words },
  portalInPath,
)
  .page(routes.console.portals.one.certificate, async (ctx, portal) => {
    const certificate = await inPortal(ctx, portal.uuid, (tx) => deletionCertificate(tx))
    return certificate
      ? ctx.page(<CertificatePage portal={portal} certificate={certificate} />)
      : ctx.refuse(refuse('not_found'))
  })
  .read(routes.api.portals.one.certificate, {
    name: 'portal.certificate',
    summary: 'Shows the certificate of a portal’s deletion, once that is done',
    answer: certificateView,
    show: (ctx) =>
      readOwned(ctx, formerPortalSection, async (tx) => (await deletionCertificate(tx)) ?? null),
  })
