import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { containing } from '../../kit/db/containing.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { newId } from '../../kit/ids.ts'
import type { FileRow, FileState } from './file.ts'

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

export interface NewVersion {
  file: string
  number: number
  content: string
  bytes: number
  by: string
  now: Instant
}

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

/** It waits to be looked at. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tx.db
    .insertInto('file_versions')
    .values({
      file_id: version.file,
      number: version.number,
      content_id: version.content,
      bytes: version.bytes,
      state_at: version.now,
      due_at: version.now,
      added_by: version.by,
      added_at: version.now,
    })
    .execute()
}

export async function setCurrent(tx: Tx, file: string, number: number): Promise<void> {
  await tx.db
    .updateTable('files')
    .set((of) => ({ current: number, version: of('version', '+', 1) }))
    .where('id', '=', file)
    .execute()
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

export const versionsOf = (tx: Tx, file: string) =>
  tx.db
    .selectFrom('file_versions as v')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'v.added_by'))
    .select([
      'v.number',
      'v.content_id as content',
      'v.bytes',
      'v.type',
      'v.state',
      'v.threat',
      'v.added_at as addedAt',
      'p.name as addedBy',
    ])
    .$narrowType<{ state: FileState }>()
    .where('v.file_id', '=', file)
    .orderBy('v.number', 'desc')
    .execute()

/** What a row is called, for `Holder`. */
export const nameIn =
  (table: 'companies' | 'cases', column: 'name' | 'title' = 'name') =>
  async (tx: Tx, id: string, hold?: 'hold'): Promise<string | null> => {
    const [row] = await tx.run<{ name: string }>(
      `select ${column} as name from ${table} where portal_id = $1 and id = $2
       ${hold ? 'for key share' : ''}`,
      [tx.portal, id],
    )
    return row?.name ?? null
  }

/** Rows whose columns hold a text, for `Holder`; called by the first of them. */
export const searchIn =
  (table: 'companies' | 'cases', [name, ...more]: readonly [string, ...string[]]) =>
  (tx: Tx, text: string, limit: number): Promise<{ id: string; name: string }[]> =>
    tx.run(
      `select id, ${name} as name from ${table} where portal_id = $1
       and (${[name, ...more].map((column) => `${column} ilike $2`).join(' or ')})
       order by ${name}, id limit $3`,
      [tx.portal, containing(text), limit],
    )

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

interface Download {
  file: string
  number: number
  person: string
  now: Instant
}

/** Within that, parts of a file are one download that is gone on with. */
const ONE_DOWNLOAD_HOURS = 1

/** A part of a file is taken: written down once for all of them that one person takes one after another. */
export async function insertPart(tx: Tx, download: Download): Promise<void> {
  const { file, number, person, now } = download
  const before = await tx.db
    .selectFrom('file_downloads')
    .select('id')
    .where('file_id', '=', file)
    .where('number', '=', number)
    .where('person_id', '=', person)
    .where('at', '>', now.subtract({ hours: ONE_DOWNLOAD_HOURS }))
    .limit(1)
    .executeTakeFirst()
  if (!before) await insertDownload(tx, download)
}

export async function insertDownload(
  tx: Tx,
  { file, number, person, now }: Download,
): Promise<void> {
  await tx.db
    .insertInto('file_downloads')
    .values({ id: newId(), file_id: file, number, person_id: person, at: now })
    .execute()
}

/** Who took which version, the newest first. */
export const downloadsOf = (tx: Tx, file: string, limit: number) =>
  tx.db
    .selectFrom('file_downloads as d')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'd.person_id'))
    .select(['d.id', 'd.number', 'd.at', 'd.person_id as person', 'p.name'])
    .where('d.file_id', '=', file)
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()

/** Row ids of those files that somebody has taken, in whichever version. */
export async function filesTakenBy(
  tx: Tx,
  person: string,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('file_downloads')
    .select('file_id')
    .distinct()
    .where('person_id', '=', person)
    .where('file_id', 'in', files)
    .execute()
  return new Set(rows.map(({ file_id }) => file_id))
}
