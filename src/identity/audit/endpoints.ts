import { z } from 'zod'
import { CONSOLE, id } from '../../kit/ids.ts'
import { within } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { line } from '../persons/person.ts'
import { reads } from '../visits/endpoint.ts'
import type { Served } from '../visits/visit.ts'
import { portalExists } from './queries.ts'
import { auditEntry, auditPage, showEntry } from './trail.ts'

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const auditEndpoints: readonly Served[] = [
  reads(routes.api.audit, {
    name: 'audit.list',
    summary: 'Shows what happened, newest first: on the console, or in one portal',
    feature: 'home',
    right: 'installation:operate',
    query: z.strictObject({
      portal: id('portal').optional(),
      operation: line(80).optional(),
      actor: line(80).optional(),
      subject: line(80).optional(),
      after: number.optional(),
      before: number.optional(),
      limit: number.min(1).max(200).default(50),
    }),
    answer: z.object({
      lines: z.array(auditEntry),
      next: z.int().nullable().describe('Send it as `after` for older lines'),
    }),
    show: (visit, { portal = CONSOLE, ...asked }) =>
      visit.read((tx) =>
        within(tx, portal, CONSOLE, async () => {
          if (!(await portalExists(tx, portal))) return null
          const page = await auditPage(tx, portal, asked)
          return { lines: page.rows.map(showEntry), next: page.next?.number ?? null }
        }),
      ),
  }),
]
