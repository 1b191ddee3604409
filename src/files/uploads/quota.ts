import { quotaFor } from '../../portals/index.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { FileUsage } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import { inUnits } from '../../kit/size.ts'

const MB = 1e6

/** What one file may have, and what is left for all, in bytes. */
export interface Quota {
  largest: number
  all: number
  left: number
}

/** The largest file that a portal takes, in bytes. */
export const largestOf = ({ largest_file_mb }: { largest_file_mb: number }): number =>
  largest_file_mb * MB

export function quotaOf(installation: Pick<Installation, 'filesGb'>, usage: FileUsage): Quota {
  const all = quotaFor(installation, usage.filesGb)
  return { largest: largestOf(usage), all, left: Math.max(0, all - usage.bytes) }
}

/** Says what a file is too large for, and whom to ask: how much all files take is not told to who is served. */
export const tooLarge = ({ largest }: Quota): Refusal =>
  refuse('file_too_large', { field: 'bytes', values: { most: inUnits(largest) } })

export const overQuota = ({ rights }: Pick<Caller, 'rights'>, { all }: Quota): Refusal =>
  rights.has('files:manage')
    ? refuse('no_room', { field: 'bytes', values: { most: inUnits(all) } })
    : refuse('no_room_here', { field: 'bytes' })
