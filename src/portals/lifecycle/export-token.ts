import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Portal } from '../portal.ts'

type Suspended = Pick<Portal, 'id' | 'status_since'>

/**
 * The proof in a warning's link, since nobody can sign in to a suspended portal: made from the
 * portal's key for this one suspension, so that nothing need be stored and it dies with either.
 */
export const exportToken = (key: Buffer, { id, status_since }: Suspended): string =>
  createHmac('sha256', key)
    .update(`export request ${id} ${status_since.epochMilliseconds}`)
    .digest('base64url')

export function isExportToken(key: Buffer, portal: Suspended, token: string): boolean {
  const expected = Buffer.from(exportToken(key, portal))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
