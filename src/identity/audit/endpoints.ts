import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, id } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { line } from '../persons/person.ts'
import { reads, type RouteHandler } from '../../web/index.ts'
import { portalExists } from './queries.ts'
import { auditEntry, auditPage, showEntry } from './trail.ts'

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

const query = {
  operation: line(80).optional(),
  actor: line(80).optional(),
  subject: line(80).optional(),
  cursor: number.optional(),
  limit: number.min(1).max(200).default(50),
}
const ownQuery = z.strictObject(query)

const answer = shape('AuditLineList', {
  lines: z.array(auditEntry).describe('Newest first'),
  next: z.string().nullable().describe('Send it as `cursor` for older lines'),
})

/** A page of a portal's trail. The transaction must be set to that portal. */
async function linesOf(tx: Tx, { cursor, ...filter }: z.output<typeof ownQuery>) {
  const page = await auditPage(tx, { ...filter, after: cursor })
  return {
    lines: page.rows.map(showEntry),
    next: page.next ? String(page.next.number) : null,
  }
}

export const auditEndpoints: readonly RouteHandler[] = [
  reads(routes.api.audit, {
    name: 'audit.list',
    summary: 'Shows what happened, newest first: on the console, or in one portal',
    feature: 'home',
    right: 'installation:operate',
    query: z.strictObject({ portal: id('portal').optional(), ...query }),
    answer,
    show: (ctx, { portal = CONSOLE, ...filter }) =>
      ctx.read((tx) =>
        tx.within(portal, async () =>
          (await portalExists(tx, portal)) ? linesOf(tx, filter) : null,
        ),
      ),
  }),
  reads(routes.api.ownAudit, {
    name: 'settings.audit',
    summary: 'Shows what happened in the portal, newest first',
    feature: 'audit',
    right: 'portal:configure',
    query: ownQuery,
    answer,
    show: (ctx, filter) => ctx.read((tx) => linesOf(tx, filter)),
  }),
]
