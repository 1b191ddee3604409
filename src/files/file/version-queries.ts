import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { FileState } from './file.ts'

export interface NewVersion {
  file: string
  number: number
  content: string
  bytes: number
  by: string
  now: Instant
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
