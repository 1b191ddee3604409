import { mailSender } from '../../identity/index.ts'
import { dayOf } from '../../kit/day.ts'
import type { SignedInContext } from '../../web/index.ts'
import type { FileRow } from './file.ts'

/** The zone that a portal counts days in. */
export const zoneOf = ({ read }: Pick<SignedInContext, 'read'>): Promise<string> =>
  read(async (tx) => (await mailSender(tx)).time_zone)

/** The last day on which others than staff see a file, by a zone; null for none. */
export const lastDayIn = (zone: string, { expiresAt }: Pick<FileRow, 'expiresAt'>): string | null =>
  expiresAt && dayOf(expiresAt.subtract({ nanoseconds: 1 }), zone)

/** The same by the portal's zone, which is asked for only where there is one. */
export const lastDayOf = async (
  ctx: Pick<SignedInContext, 'read'>,
  file: Pick<FileRow, 'expiresAt'>,
): Promise<string | null> => (file.expiresAt ? lastDayIn(await zoneOf(ctx), file) : null)
