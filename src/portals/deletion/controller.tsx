import { inPortal } from '../../identity/index.ts'
import type { Served } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { deleteAgain } from '../refused/refusing.ts'
import { words as refusedWords } from '../refused/texts.ts'
import { CertificatePage } from './pages.tsx'
import { deletionCertificate } from './queries.ts'

export const deletionController: readonly Served[] = [
  portalPage(
    routes.portalDeletion,
    'POST',
    async (visit, portal) => {
      const result = await visit.perform(deleteAgain, { portal: portal.id })
      if (!result.ok) return visit.refuse(result)
      const text = refusedWords(visit.language)('again.done')
      return visit.redirect(routes.jobs(), { tone: 'green', text })
    },
    { right: 'installation:operate' },
  ),
  portalPage(routes.portalCertificate, 'GET', async (visit, portal) => {
    const certificate = await inPortal(visit, portal.uuid, (tx) =>
      deletionCertificate(tx, portal.uuid),
    )
    return certificate
      ? visit.page(<CertificatePage portal={portal} certificate={certificate} />)
      : visit.refuse(refuse('not_found'))
  }),
]
