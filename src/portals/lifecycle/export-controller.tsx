import { openPage, typed, writes, type RouteHandler, type RequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { thatPortal } from '../owners.tsx'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { ExportLinkPage, ExportRequestedPage, ExportRequestPage } from './export-pages.tsx'
import { requestExport } from './export-requests.ts'
import { isExportToken } from './export-token.ts'
import { deletionOf } from '../status/portal-status.ts'

/** When the portal will be deleted, for whoever holds the link of its suspension; null for others. */
const deletionFor = (ctx: RequestContext, token: string) =>
  ctx.read(async (tx) => {
    const { id } = ctx.portal
    const portal = await findPortal(tx, id, { portal: id })
    if (portal?.status !== 'suspended') return null
    if (!isExportToken(await ctx.installation.keys.of(tx, id), portal, token)) return null
    return deletionOf(portal)
  })

export const exportController: readonly RouteHandler[] = [
  openPage(routes.exportRequest, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const deletion = await deletionFor(ctx, token)
    if (deletion) return ctx.page(<ExportRequestPage token={token} deletion={deletion} />)
    const why = refuse('export_link')
    return ctx.page(<ExportLinkPage why={why.say(ctx.language)} />, why.status)
  }),

  openPage(
    routes.exportRequest,
    'POST',
    async (ctx) => {
      const { token = '' } = typed(ctx.form)
      const result = await ctx.perform(requestExport, { ...thatPortal.from(ctx), token })
      if (result.ok) return ctx.page(<ExportRequestedPage />)
      return ctx.page(<ExportLinkPage why={result.say(ctx.language)} />, result.status)
    },
    { fields: { token: 'text' } },
  ),

  writes(routes.api.exportRequest, 'POST', {
    feature: null,
    operation: requestExport,
    given: thatPortal,
  }),
]
