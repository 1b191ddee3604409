import { roomFor } from '../../portals/index.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Taken } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import { inUnits } from '../../kit/size.ts'

const MB = 1e6

/** What one file may have, and what is left for all, in bytes. */
export interface Room {
  largest: number
  all: number
  left: number
}

/** The largest file that a portal takes, in bytes. */
export const largestOf = ({ largest_file_mb }: { largest_file_mb: number }): number =>
  largest_file_mb * MB

export function roomOf(installation: Pick<Installation, 'filesGb'>, taken: Taken): Room {
  const all = roomFor(installation, taken.filesGb)
  return { largest: largestOf(taken), all, left: Math.max(0, all - taken.bytes) }
}

/** Says what a file is too large for, and whom to ask: how much all files take is not told to who is served. */
export const tooLarge = ({ largest }: Room): Refusal =>
  refuse('file_too_large', { field: 'bytes', values: { most: inUnits(largest) } })

export const noRoom = ({ rights }: Pick<Caller, 'rights'>, { all }: Room): Refusal =>
  rights.has('files:manage')
    ? refuse('no_room', { field: 'bytes', values: { most: inUnits(all) } })
    : refuse('no_room_here', { field: 'bytes' })
