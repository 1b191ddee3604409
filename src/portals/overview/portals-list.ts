import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import { PORTAL_STATUSES } from '../lifecycle/portal-status.ts'

export const SORTS = ['name', '-name', 'created', '-created'] as const
export type Sort = (typeof SORTS)[number]

/** Where a page ended: the last row's place in the order. */
export interface Cursor {
  sort: Sort
  /** By name, the text that is sorted by; unused otherwise, since ids are in order of creation. */
  key: string
  id: string
}

export const writeCursor = ({ sort, key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')

// Within its encoding, text that no name has and no database can compare could be written.
const key = z
  .string()
  .max(200)
  .refine((text) => text.isWellFormed() && !text.includes('\0'))
const cursorParts = z.tuple([z.enum(SORTS), key, z.uuid()])

export function readCursor(text: string): Cursor | null {
  try {
    const parsed = cursorParts.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (!parsed.success) return null
    const [sort, key, id] = parsed.data
    return { sort, key, id }
  } catch {
    return null
  }
}

/** A list's query as it stands in the URL; empty means not asked for. */
export const portalsQuery = z
  .strictObject({
    search: z.string().trim().max(100).optional(),
    status: z.enum(PORTAL_STATUSES).optional(),
    partner: id('partner').optional(),
    sort: z.enum(SORTS).default('name'),
    cursor: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .transform(({ cursor, ...query }, context) => {
    const after = cursor ? readCursor(cursor) : undefined
    if (after === null || (after && after.sort !== query.sort))
      context.addIssue({ code: 'custom', path: ['cursor'], ...because('format') })
    return { ...query, after: after ?? undefined }
  })
export type PortalsQuery = z.output<typeof portalsQuery>
