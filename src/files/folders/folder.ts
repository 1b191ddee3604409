import { z } from 'zod'
import type { Logger } from 'pino'
import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import { withoutUnseen } from '../uploads/upload.ts'

/** A folder of something that has files. */
export interface FolderRow {
  id: string
  holderKind: string
  holderId: string
  /** What it lies in; null where it lies in none. */
  parentId: string | null
  sealedName: Buffer
  version: number
  /** Null where no person did. */
  createdBy: string | null
  createdAt: Instant
}

/** A folder in clear. */
export interface Folder extends Omit<FolderRow, 'sealedName'> {
  /** Null where what is stored was altered or moved. */
  name: string | null
}

/** So deep folders lie in one another: deeper, nobody finds anything. */
export const DEEPEST = 8

export const NAME_LENGTH = 100

/** Slashes may stand in it: "2023/24" is a name. */
export const folderName = z
  .string()
  .max(1000)
  .transform(withoutUnseen)
  .pipe(z.string().min(1).max(NAME_LENGTH))

const place = (portal: string, folder: string): Place => ({
  portal,
  table: 'file_folders',
  row: folder,
  column: 'sealed_name',
})

export const sealFolderName = (key: Buffer, portal: string, folder: string, name: string): Buffer =>
  seal(key, place(portal, folder), name)

export const openFolder = (
  key: Buffer,
  portal: string,
  { sealedName, ...folder }: FolderRow,
  log: Logger,
): Folder => ({ ...folder, name: openOrLog(key, place(portal, folder.id), sealedName, log) })

/** What two names have in common that nobody tells apart in a list. */
export const sameName = (one: string, other: string): boolean => folded(one) === folded(other)

const folded = (name: string) => name.normalize('NFKC').toLocaleLowerCase('und')
