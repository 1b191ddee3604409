import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { FolderRow } from './folder.ts'

const folders = (tx: Tx) =>
  tx.db
    .selectFrom('file_folders as d')
    .leftJoin('persons as p', (join) => join.onRef('p.id', '=', 'd.created_by'))
    .select([
      'd.id',
      'd.holder_kind as holderKind',
      'd.holder_id as holderId',
      'd.parent_id as parentId',
      'd.sealed_name as sealedName',
      'd.version',
      'p.name as createdBy',
      'd.created_at as createdAt',
    ])

export const folderById = (tx: Tx, id: string): Promise<FolderRow | undefined> =>
  folders(tx).where('d.id', '=', id).executeTakeFirst()

/** What has folders: a thing of a kind. */
export interface Of {
  kind: string
  holder: string
}

/** All of one thing, the first first. */
export const foldersOf = (tx: Tx, { kind, holder }: Of): Promise<FolderRow[]> =>
  folders(tx)
    .where('d.holder_kind', '=', kind)
    .where('d.holder_id', '=', holder)
    .orderBy('d.id')
    .execute()

/** Whoever changes how the folders of a thing lie has them to themselves until the commit. */
export async function lockFolders(tx: Tx, { kind, holder }: Of): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `folders ${tx.portal} ${kind} ${holder}`,
  ])
}

/** How many files lie in each folder itself, and in none, of one thing. */
export async function filesByFolder(
  tx: Tx,
  { kind, holder }: Of,
): Promise<ReadonlyMap<string | null, number>> {
  const rows = await tx.db
    .selectFrom('files')
    .select(({ fn }) => ['folder_id as folder', fn.countAll<number>().as('files')])
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', holder)
    .groupBy('folder_id')
    .execute()
  return new Map(rows.map(({ folder, files }) => [folder, files]))
}

export async function insertFolder(
  tx: Tx,
  folder: Of & {
    id: string
    parent: string | null
    sealedName: Buffer
    by: string | null
    now: Instant
  },
): Promise<void> {
  await tx.db
    .insertInto('file_folders')
    .values({
      id: folder.id,
      holder_kind: folder.kind,
      holder_id: folder.holder,
      parent_id: folder.parent,
      sealed_name: folder.sealedName,
      created_by: folder.by,
      created_at: folder.now,
    })
    .execute()
}

export async function updateFolder(
  tx: Tx,
  id: string,
  { sealedName, parent }: { sealedName?: Buffer; parent?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('file_folders')
    .set((of) => ({
      version: of('version', '+', 1),
      ...(sealedName && { sealed_name: sealedName }),
      ...(parent !== undefined && { parent_id: parent }),
    }))
    .where('id', '=', id)
    .execute()
}

/**
 * Held against whoever puts something in: they hold it for that, so either what they put is seen here, or they see
 * that it is gone.
 */
export async function holdForRemoval(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.db
    .selectFrom('file_folders')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Deletes folders and the files in them. @returns how many files, and the contents that they had */
export async function deleteFolders(
  tx: Tx,
  ids: readonly string[],
): Promise<{ files: number; contents: string[] }> {
  const inThem = () => tx.db.selectFrom('files').select('id').where('folder_id', 'in', ids)
  // As whoever adds a version holds its file.
  await inThem().orderBy('id').forUpdate().execute()
  const versions = await tx.db
    .deleteFrom('file_versions')
    .where('file_id', 'in', inThem())
    .returning(['content_id', 'thumbnail_id'])
    .execute()
  const gone = await tx.db
    .deleteFrom('files')
    .where('folder_id', 'in', ids)
    .returning('id')
    .execute()
  await tx.db.deleteFrom('file_folders').where('id', 'in', ids).execute()
  const contents = versions
    .flatMap(({ content_id, thumbnail_id }) => [content_id, thumbnail_id])
    .filter((content) => content !== null)
  return { files: gone.length, contents }
}

/** How many files in these folders somebody who is served sees by a share. */
export async function countShared(tx: Tx, ids: readonly string[]): Promise<number> {
  const row = await tx.db
    .selectFrom('files as f')
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .where('f.folder_id', 'in', ids)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('file_shares as s').select('s.file_id').whereRef('s.file_id', '=', 'f.id')),
    )
    .executeTakeFirst()
  return row?.files ?? 0
}

/** A folder that goes over to another thing of its kind, as where two cards are merged. */
export async function giveFolder(
  tx: Tx,
  id: string,
  { holder, parent }: { holder: string; parent: string | null },
): Promise<void> {
  await tx.db
    .updateTable('file_folders')
    .set({ holder_id: holder, parent_id: parent })
    .where('id', '=', id)
    .execute()
}

/** What lies in one folder lies in another now, and the one is no more. */
export async function foldInto(tx: Tx, { from, into }: { from: string; into: string }) {
  await tx.db.updateTable('files').set({ folder_id: into }).where('folder_id', '=', from).execute()
  await tx.db
    .updateTable('file_folders')
    .set({ parent_id: into })
    .where('parent_id', '=', from)
    .execute()
  await tx.db.deleteFrom('file_folders').where('id', '=', from).execute()
}
