import type { Served } from '../../identity/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { inPortal } from '../console/scopes.ts'
import { CertificatePage } from './pages.tsx'
import { deletionCertificate } from './queries.ts'

export const deletionController: readonly Served[] = [
  portalPage(routes.portalCertificate, 'GET', async (visit, portal) => {
    const certificate = await inPortal(visit, portal.uuid, (tx) =>
      deletionCertificate(tx, portal.uuid),
    )
    return certificate
      ? visit.page(<CertificatePage visit={visit} portal={portal} certificate={certificate} />)
      : visit.refuse(refuse('not_found'))
  }),
]
