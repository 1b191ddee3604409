import { z } from 'zod'
import { cursorOf, keyId, keyText } from '../../kit/cursor.ts'
import { id } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import { PORTAL_STATUSES } from '../status/portal-status.ts'

export const SORTS = ['name', '-name', 'created', '-created'] as const
export type Sort = (typeof SORTS)[number]

/**
 * Where a page ended: the last row's place in the order. `key` is, by name, the text that is sorted by; unused
 * otherwise, since ids are in order of creation.
 */
export const { write: writeCursor, read: readCursor } = cursorOf({
  sort: z.enum(SORTS),
  key: keyText,
  id: keyId,
})

/** A list's query as it stands in the URL; empty means not asked for. */
export const portalsQuery = z
  .strictObject({
    search: z.string().trim().max(100).optional(),
    status: z.enum(PORTAL_STATUSES).optional(),
    partner: id('partner').optional(),
    sort: z.enum(SORTS).default('name'),
    cursor: z.string().max(8000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .transform(({ cursor, ...query }, context) => {
    const after = cursor ? readCursor(cursor) : undefined
    if (after === null || (after && after.sort !== query.sort))
      context.addIssue({ code: 'custom', path: ['cursor'], ...because('format') })
    return { ...query, after: after ?? undefined }
  })
export type PortalsQuery = z.output<typeof portalsQuery>
