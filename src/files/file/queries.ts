import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { FileRow, FileState } from './file.ts'
import { insertVersion, type NewVersion } from './version-queries.ts'

const files = (tx: Tx) =>
  tx.db
    .selectFrom('files as f')
    .innerJoin('file_versions as v', (join) =>
      join.onRef('v.file_id', '=', 'f.id').onRef('v.number', '=', 'f.current'),
    )
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'f.added_by'))
    .select([
      'f.id',
      'f.holder_kind as holderKind',
      'f.holder_id as holderId',
      'f.folder_id as folderId',
      'f.sealed_name as sealedName',
      'f.sealed_note as sealedNote',
      'f.expires_at as expiresAt',
      'f.added_by as addedById',
      'p.name as addedBy',
      'f.added_at as addedAt',
      'f.version',
      'v.number',
      'v.content_id as content',
      'v.thumbnail_id as thumbnail',
      'v.bytes',
      'v.type',
      'v.state',
      'v.state_at as stateAt',
      'v.threat',
      sql<boolean>`v.state = 'checking' and (v.tries > 1 or (v.tries = 1 and v.held_until is null))`.as(
        'isHeld',
      ),
      'v.added_at as versionAt',
    ])
    .$narrowType<{ state: FileState }>()

export interface FilesQuery {
  kind: string
  holder: string
  /** Those in one folder, or in none; all where it says nothing. */
  folder?: string | null
  /** Id of the file that these come before; the newest come first. */
  before?: string
  limit: number
}

export function filesOf(
  tx: Tx,
  { kind, holder, folder, before, limit }: FilesQuery,
): Promise<FileRow[]> {
  let query = files(tx)
    .where('f.holder_kind', '=', kind)
    .where('f.holder_id', '=', holder)
    .orderBy('f.id', 'desc')
    .limit(limit)
  if (folder !== undefined) query = query.where('f.folder_id', 'is not distinct from', folder)
  if (before !== undefined) query = query.where('f.id', '<', before)
  return query.execute()
}

export const fileById = (tx: Tx, id: string): Promise<FileRow | undefined> =>
  files(tx).where('f.id', '=', id).executeTakeFirst()

/** Of several things of a kind, the first first. */
export const filesOfAll = (tx: Tx, kind: string, ids: readonly string[]): Promise<FileRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : files(tx)
        .where('f.holder_kind', '=', kind)
        .where('f.holder_id', 'in', ids)
        .orderBy('f.id')
        .execute()

/** The newest first. */
export const filesById = (tx: Tx, ids: readonly string[]): Promise<FileRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : files(tx).where('f.id', 'in', ids).orderBy('f.id', 'desc').execute()

/**
 * Held until the commit, and read only then: a version that somebody added meanwhile would else be looked for by the
 * number of the one before, and the file not be found.
 */
export async function lockFile(tx: Tx, id: string): Promise<FileRow | undefined> {
  await tx.db.selectFrom('files').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return fileById(tx, id)
}

export const countFiles = (
  tx: Tx,
  { kind, holder }: Pick<FilesQuery, 'kind' | 'holder'>,
  most: number,
): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('files')
      .select('id')
      .where('holder_kind', '=', kind)
      .where('holder_id', '=', holder),
    most,
  )

export async function insertFile(
  tx: Tx,
  file: Omit<NewVersion, 'file' | 'number'> & {
    id: string
    kind: string
    holder: string
    sealedName: Buffer
    sealedNote: Buffer | null
    folder: string | null
  },
): Promise<void> {
  await tx.db
    .insertInto('files')
    .values({
      id: file.id,
      holder_kind: file.kind,
      holder_id: file.holder,
      folder_id: file.folder,
      sealed_name: file.sealedName,
      sealed_note: file.sealedNote,
      added_by: file.by,
      added_at: file.now,
    })
    .execute()
  await insertVersion(tx, { ...file, file: file.id, number: 1 })
}

export async function updateFile(
  tx: Tx,
  file: string,
  change: { sealedName?: Buffer; sealedNote?: Buffer | null; expiresAt?: Instant | null },
): Promise<void> {
  await tx.db
    .updateTable('files')
    .set((of) => ({
      version: of('version', '+', 1),
      ...(change.sealedName && { sealed_name: change.sealedName }),
      ...(change.sealedNote !== undefined && { sealed_note: change.sealedNote }),
      ...(change.expiresAt !== undefined && { expires_at: change.expiresAt }),
    }))
    .where('id', '=', file)
    .execute()
}

/** It lies elsewhere now; whoever sees it goes on seeing it. */
export async function placeFile(
  tx: Tx,
  file: string,
  { kind, holder, folder }: { kind: string; holder: string; folder: string | null },
): Promise<void> {
  await tx.db
    .updateTable('files')
    .set((of) => ({
      version: of('version', '+', 1),
      holder_kind: kind,
      holder_id: holder,
      folder_id: folder,
    }))
    .where('id', '=', file)
    .execute()
}

/** What a folder is one of, held so that it is not removed before the commit; undefined where there is none. */
export const holdFolder = (
  tx: Tx,
  id: string,
): Promise<{ kind: string; holder: string } | undefined> =>
  tx.db
    .selectFrom('file_folders')
    .select(['holder_kind as kind', 'holder_id as holder'])
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()

/** Deletes a file with its versions. @returns the contents that it had */
export async function deleteFile(tx: Tx, id: string): Promise<string[]> {
  const versions = await tx.db
    .deleteFrom('file_versions')
    .where('file_id', '=', id)
    .returning(['content_id', 'thumbnail_id'])
    .execute()
  await tx.db.deleteFrom('files').where('id', '=', id).execute()
  return versions
    .flatMap(({ content_id, thumbnail_id }) => [content_id, thumbnail_id])
    .filter((content) => content !== null)
}

/** Files of one thing go over to another of its kind, as where two cards are merged. */
export async function moveFiles(
  tx: Tx,
  kind: string,
  { kept, other }: { kept: string; other: string },
): Promise<void> {
  await tx.db
    .updateTable('files')
    .set({ holder_id: kept })
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', other)
    .execute()
}
