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
  /** What one person may be sending that belongs to nothing yet: room is held from the first byte on, for a day. */
  ofPerson: number
}

/** So that nobody holds all the room by beginning what they never send; for one file, where there is little, half of it. */
const [PART_OF_PERSON, PART_OF_FILE] = [0.1, 0.5]

/** The largest file that a portal takes, in bytes. */
export const largestOf = ({ largest_file_mb }: { largest_file_mb: number }): number =>
  largest_file_mb * MB

export function quotaOf(installation: Pick<Installation, 'filesGb'>, usage: FileUsage): Quota {
  const all = quotaFor(installation, usage.filesMb)
  const largest = largestOf(usage)
  const ofPerson = Math.floor(Math.max(all * PART_OF_PERSON, Math.min(largest, all * PART_OF_FILE)))
  return { largest, all, left: Math.max(0, all - usage.bytes), ofPerson }
}

/** Says what a file is too large for, and whom to ask: how much all files take is not told to who is served. */
export const tooLarge = ({ largest }: Quota): Refusal =>
  refuse('file_too_large', { field: 'bytes', values: { most: inUnits(largest) } })

export const overQuota = ({ rights }: Pick<Caller, 'rights'>, { all }: Quota): Refusal =>
  rights.has('files:manage')
    ? refuse('no_room', { field: 'bytes', values: { most: inUnits(all) } })
    : refuse('no_room_here', { field: 'bytes' })

export const tooMuchArriving = ({ ofPerson }: Quota): Refusal =>
  refuse('too_much_arriving', { field: 'bytes', values: { most: inUnits(ofPerson) } })
