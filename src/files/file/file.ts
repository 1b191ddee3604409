import { z } from 'zod'
import { lines } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Logger } from 'pino'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'

export const FILE_STATES = ['checking', 'ready', 'refused'] as const
/** Whether a version is given out: not before it was looked at, and never where it is dangerous. */
export type FileState = (typeof FILE_STATES)[number]

/** A file with its newest version. */
export interface FileRow {
  id: string
  holderKind: string
  holderId: string
  /** Null where it lies in none. */
  folderId: string | null
  sealedName: Buffer
  sealedNote: Buffer | null
  expiresAt: Instant | null
  addedById: string
  addedBy: string
  addedAt: Instant
  version: number
  number: number
  /** None where it was refused: then its bytes are gone. */
  content: string | null
  thumbnail: string | null
  bytes: number
  type: string
  state: FileState
  stateAt: Instant
  threat: string | null
  /** It was to be looked at and could not be: it waits until it can. */
  isHeld: boolean
  versionAt: Instant
}

export const fileNote = lines(1000)

/** A thing's id as shown, whatever kind of thing has files. */
export const about = z
  .string()
  .max(60)
  .describe('Id of the case, person, company or whatever else it belongs to')

const place = (portal: string, file: string, column: string): Place => ({
  portal,
  table: 'files',
  row: file,
  column,
})

export const sealName = (key: Buffer, portal: string, file: string, name: string): Buffer =>
  seal(key, place(portal, file, 'sealed_name'), name)

/** @returns null, and logs it, where what is stored was altered or moved */
export const openName = (
  key: Buffer,
  portal: string,
  { id, sealedName }: Pick<FileRow, 'id' | 'sealedName'>,
  log: Logger,
): string | null => openOrLog(key, place(portal, id, 'sealed_name'), sealedName, log)

export const sealNote = (key: Buffer, portal: string, file: string, note: string): Buffer =>
  seal(key, place(portal, file, 'sealed_note'), note)

/** @returns null where there is none; and, and logs it, where what is stored was altered or moved */
export const openNote = (
  key: Buffer,
  portal: string,
  { id, sealedNote }: Pick<FileRow, 'id' | 'sealedNote'>,
  log: Logger,
): string | null => sealedNote && openOrLog(key, place(portal, id, 'sealed_note'), sealedNote, log)

/** Others than staff see it no more. */
export const hasExpired = ({ expiresAt }: Pick<FileRow, 'expiresAt'>, now: Instant): boolean =>
  expiresAt !== null && Temporal.Instant.compare(now, expiresAt) >= 0
