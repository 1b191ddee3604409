import { openPage, typed, type Served, type Visit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { ExportLinkPage, ExportRequestedPage, ExportRequestPage } from './export-pages.tsx'
import { requestExport } from './export-requests.ts'
import { isExportToken } from './export-token.ts'
import { deletionOf } from './portal-status.ts'

/** When the portal will be deleted, for whoever holds the link of its suspension; null for others. */
const deletionFor = (visit: Visit, token: string) =>
  visit.read(async (tx) => {
    const { id } = visit.portal
    const portal = await findPortal(tx, id, { portal: id })
    if (portal?.status !== 'suspended') return null
    if (!isExportToken(await visit.installation.keys.of(tx, id), portal, token)) return null
    return deletionOf(portal)
  })

export const exportController: readonly Served[] = [
  openPage(routes.exportRequest, 'GET', async (visit) => {
    const token = visit.query('token') ?? ''
    const deletion = await deletionFor(visit, token)
    if (deletion) return visit.page(<ExportRequestPage token={token} deletion={deletion} />)
    const why = refuse('export_link')
    return visit.page(<ExportLinkPage why={why.say(visit.language)} />, why.status)
  }),

  openPage(
    routes.exportRequest,
    'POST',
    async (visit) => {
      const { token = '' } = typed(visit.form)
      const portal = show('portal', visit.portal.id)
      const result = await visit.perform(requestExport, { portal, token })
      if (result.ok) return visit.page(<ExportRequestedPage />)
      return visit.page(<ExportLinkPage why={result.say(visit.language)} />, result.status)
    },
    { fields: { token: 'text' } },
  ),
]
