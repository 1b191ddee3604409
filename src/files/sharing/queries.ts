import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { filesById, type FileRow } from '../file/index.ts'
import type { Seer } from './audience.ts'

export interface Share {
  kind: string
  id: string
  sharedBy: string
  sharedAt: Instant
}

/** Whom a file is shared with, the first first. */
export const sharesOf = (tx: Tx, file: string): Promise<Share[]> =>
  tx.db
    .selectFrom('file_shares as s')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 's.shared_by'))
    .select([
      's.audience_kind as kind',
      's.audience_id as id',
      'p.name as sharedBy',
      's.shared_at as sharedAt',
    ])
    .where('s.file_id', '=', file)
    .orderBy('s.shared_at')
    .orderBy('s.audience_id')
    .execute()

/** Whom any of several files is shared with, each once. */
export const sharedOfAny = (tx: Tx, files: readonly string[]) =>
  tx.db
    .selectFrom('file_shares')
    .select(['audience_kind as kind', 'audience_id as id'])
    .distinct()
    .where('file_id', 'in', files)
    .execute()

/** Of those it is shared with already nothing changes. */
export async function insertShares(
  tx: Tx,
  { file, by, now }: { file: string; by: string; now: Instant },
  audiences: readonly { kind: string; id: string }[],
): Promise<void> {
  await tx.db
    .insertInto('file_shares')
    .values(
      audiences.map(({ kind, id }) => ({
        file_id: file,
        audience_kind: kind,
        audience_id: id,
        shared_by: by,
        shared_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** @returns false where it was not */
export async function deleteShare(
  tx: Tx,
  { file, kind, id }: { file: string; kind: string; id: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('file_shares')
    .where('file_id', '=', file)
    .where('audience_kind', '=', kind)
    .where('audience_id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Of those whom somebody is among, by kind. */
export type Among = readonly { kind: string; ids: readonly string[] }[]

/** Whether a file is shared with any of them. */
export async function isSharedWith(tx: Tx, file: string, among: Among): Promise<boolean> {
  const row = await tx.db
    .selectFrom('file_shares')
    .select('file_id')
    .where('file_id', '=', file)
    .where(({ or, and, eb }) =>
      or(
        among
          .filter(({ ids }) => ids.length > 0)
          .map(({ kind, ids }) =>
            and([eb('audience_kind', '=', kind), eb('audience_id', 'in', ids)]),
          ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Of several files those that are shared with any of them and have not expired, by row id. */
export async function stillShared(
  tx: Tx,
  among: Among,
  { files, now }: { files: readonly string[]; now: Instant },
): Promise<string[]> {
  const rows = await sharedNow(tx, among, now).where('f.id', 'in', files).execute()
  return rows.map(({ id }) => id)
}

/** What is shared with everybody of one audience and has not expired, by row id. */
export async function sharedWithOne(
  tx: Tx,
  { kind, id }: { kind: string; id: string },
  { now, limit }: { now: Instant; limit: number },
): Promise<string[]> {
  const rows = await sharedNow(tx, [{ kind, ids: [id] }], now)
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** What is shared with any of them and has not expired, by row id, each once. */
const sharedNow = (tx: Tx, among: Among, now: Instant) =>
  tx.db
    .selectFrom('file_shares as s')
    .innerJoin('files as f', (join) => join.onRef('f.id', '=', 's.file_id'))
    .select('f.id')
    .distinct()
    .where(({ or, and, eb }) =>
      or(
        among
          .filter(({ ids }) => ids.length > 0)
          .map(({ kind, ids }) =>
            and([eb('s.audience_kind', '=', kind), eb('s.audience_id', 'in', ids)]),
          ),
      ),
    )
    .where(({ or, eb }) => or([eb('f.expires_at', 'is', null), eb('f.expires_at', '>', now)]))

/** What is shared with any of them and has not expired, the newest first. */
export async function filesSharedWith(
  tx: Tx,
  among: Among,
  { now, before, limit }: { now: Instant; before?: string; limit: number },
): Promise<FileRow[]> {
  let query = sharedNow(tx, among, now).orderBy('f.id', 'desc').limit(limit)
  if (before !== undefined) query = query.where('f.id', '<', before)
  const ids = (await query.execute()).map(({ id }) => id)
  return filesById(tx, ids)
}

/** Of several people those who are served, by name. */
export const seers = (tx: Tx, ids: readonly string[]): Promise<Seer[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom('persons')
        .select(['id', 'name', 'email', 'language'])
        .where('kind', '=', 'contact')
        .where('id', 'in', ids)
        .orderBy('name')
        .execute()

/** What rows are called, for `Audience`. */
export const namesIn =
  (table: 'companies' | 'cases', column: 'name' | 'title' = 'name') =>
  async (tx: Tx, ids: readonly string[], hold?: 'hold'): Promise<ReadonlyMap<string, string>> => {
    if (ids.length === 0) return new Map()
    const rows = await tx.run<{ id: string; name: string }>(
      `select id, ${column} as name from ${table} where portal_id = $1 and id = any($2) order by id
       ${hold ? 'for key share' : ''}`,
      [tx.portal, ids],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

export async function moveShares(
  tx: Tx,
  { kept, other }: { kept: string; other: string },
): Promise<void> {
  await tx.run(
    `update file_shares s set audience_id = $2
     where s.portal_id = $1 and s.audience_kind = 'person' and s.audience_id = $3 and not exists (
       select from file_shares k where k.portal_id = $1 and k.file_id = s.file_id
         and k.audience_kind = 'person' and k.audience_id = $2)`,
    [tx.portal, kept, other],
  )
  await tx.db
    .deleteFrom('file_shares')
    .where('audience_kind', '=', 'person')
    .where('audience_id', '=', other)
    .execute()
}
