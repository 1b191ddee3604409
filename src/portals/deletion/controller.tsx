import { inPortal } from '../../identity/index.ts'
import type { RouteHandler } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { deleteAgain } from '../refused/refusing.ts'
import { words as refusedWords } from '../refused/texts.ts'
import { CertificatePage } from './pages.tsx'
import { deletionCertificate } from './queries.ts'

export const deletionController: readonly RouteHandler[] = [
  portalPage(
    routes.portalDeletion,
    'POST',
    async (ctx, portal) => {
      const result = await ctx.perform(deleteAgain, { portal: portal.id })
      if (!result.ok) return ctx.refuse(result)
      const text = refusedWords(ctx.language)('again.done')
      return ctx.redirect(routes.jobs(), { tone: 'green', text })
    },
    { right: 'installation:operate' },
  ),
  portalPage(routes.portalCertificate, 'GET', async (ctx, portal) => {
    const certificate = await inPortal(ctx, portal.uuid, (tx) => deletionCertificate(tx))
    return certificate
      ? ctx.page(<CertificatePage portal={portal} certificate={certificate} />)
      : ctx.refuse(refuse('not_found'))
  }),
]
