import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { filesById, type FileRow } from '../file/index.ts'

/** Files came in with it. */
export async function attachFiles(
  tx: Tx,
  request: string,
  files: readonly string[],
): Promise<void> {
  await tx.db.updateTable('files').set({ request_id: request }).where('id', 'in', files).execute()
}

/** What came in with a request, the newest first. */
export async function filesOfRequest(tx: Tx, request: string, limit: number): Promise<FileRow[]> {
  const rows = await tx.db
    .selectFrom('files')
    .select('id')
    .where('request_id', '=', request)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return filesById(
    tx,
    rows.map(({ id }) => id),
  )
}

export const countAnswers = (tx: Tx, request: string, most: number): Promise<number> =>
  countUpTo(tx, tx.db.selectFrom('files').select('id').where('request_id', '=', request), most)

/** Whether somebody was asked for what came in as this file. */
export const wasSentBy = async (tx: Tx, file: string, person: string): Promise<boolean> =>
  (await sentBy(tx, [file], person)).length > 0

/** Of several files those that came in with what somebody was asked for, by row id. */
export async function sentBy(tx: Tx, files: readonly string[], person: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('files as f')
    .innerJoin('file_requests as r', (join) => join.onRef('r.id', '=', 'f.request_id'))
    .select('f.id')
    .where('f.id', 'in', files)
    .where('r.person_id', '=', person)
    .execute()
  return rows.map(({ id }) => id)
}

/** Who was asked for what came in as a file, by name; nobody where it came otherwise. */
export const askedForFile = (tx: Tx, file: string): Promise<{ id: string; name: string }[]> =>
  tx.db
    .selectFrom('files as f')
    .innerJoin('file_requests as r', (join) => join.onRef('r.id', '=', 'f.request_id'))
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'r.person_id'))
    .select(['p.id', 'p.name'])
    .where('f.id', '=', file)
    .execute()

/** The request that a file came in with, by row id; null where it came otherwise. */
export async function requestOfFile(tx: Tx, file: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('files')
    .select('request_id')
    .where('id', '=', file)
    .executeTakeFirst()
  return row?.request_id ?? null
}
