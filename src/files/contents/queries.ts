import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { FileStore } from '../../kit/file-store/file-store.ts'

/** What a portal's files take, and may take. */
export interface FileUsage {
  /** Bytes of its contents, with those that are being sent. */
  bytes: number
  /** What its provider gives it, in MB; null for what all have. */
  filesMb: number | null
  largest_file_mb: number
}

const usageOfFiles = (tx: Tx) =>
  tx.db
    .selectFrom('portal_summaries as s')
    .innerJoin('portals as p', 'p.id', 's.portal_id')
    .select(['s.file_bytes as bytes', 'p.files_mb as filesMb', 'p.largest_file_mb'])

export const fileUsage = (tx: Tx): Promise<FileUsage> => usageOfFiles(tx).executeTakeFirstOrThrow()

/** The bytes are held until the commit: of any number who begin to send at once, each counts those before it. */
export const holdFileUsage = (tx: Tx): Promise<FileUsage> =>
  usageOfFiles(tx).forNoKeyUpdate('s').executeTakeFirstOrThrow()

const countBytes = (tx: Tx, bytes: number) =>
  tx.db
    .updateTable('portal_summaries')
    .set((of) => ({ file_bytes: of('file_bytes', '+', bytes) }))
    .execute()

/** Before its first byte, so that no byte lies anywhere that no row knows. */
export async function insertContent(
  tx: Tx,
  { id, bytes, now }: { id: string; bytes: number; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('file_contents')
    .values({ id, store: 'folder', bytes, made_at: now })
    .execute()
  await countBytes(tx, bytes)
}

/** Where a content lies, and how long it is. */
export const storeOf = (tx: Tx, content: string) =>
  tx.db
    .selectFrom('file_contents')
    .select(['store', 'bytes'])
    .where('id', '=', content)
    .$narrowType<{ store: FileStore['kind'] }>()
    .executeTakeFirst()

/**
 * A content that we make ourselves, before its first byte: it is nobody's, counts for nobody, and is removed at its
 * hour unless somebody adopts it before.
 */
export async function insertDraft(
  tx: Tx,
  { id, now, doomedAt }: { id: string; now: Instant; doomedAt: Instant },
): Promise<void> {
  await tx.db
    .insertInto('file_contents')
    .values({ id, store: 'folder', bytes: 0, made_at: now, doomed_at: doomedAt })
    .execute()
}

/** From now on it is shown and counts. @returns false where it is being removed, or is gone */
export async function adoptDraft(
  tx: Tx,
  { id, bytes }: { id: string; bytes: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('file_contents')
    .set({ bytes, doomed_at: null })
    .where('id', '=', id)
    .where('doomed_at', 'is not', null)
    .where('held_until', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await countBytes(tx, bytes)
  return true
}

/** Nobody will adopt it: it goes now. */
export async function dropDrafts(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('file_contents')
    .set({ doomed_at: now })
    .where('id', 'in', ids)
    .where('doomed_at', '>', now)
    .execute()
}

/** It turned out to be shorter than it might have been. */
export async function setBytes(tx: Tx, id: string, bytes: number): Promise<void> {
  const before = await tx.db
    .selectFrom('file_contents')
    .select('bytes')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  await tx.db.updateTable('file_contents').set({ bytes }).where('id', '=', id).execute()
  await countBytes(tx, bytes - (before?.bytes ?? bytes))
}

/** Nothing shows them any more: from now on they count for nobody, and their bytes wait to be removed. */
export async function doomContents(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  if (ids.length === 0) return
  const doomed = await tx.db
    .updateTable('file_contents')
    .set({ doomed_at: now })
    .where('id', 'in', ids)
    .where('doomed_at', 'is', null)
    .returning('bytes')
    .execute()
  await countBytes(tx, -doomed.reduce((sum, { bytes }) => sum + bytes, 0))
}

/** How long whoever removes one may take for it. */
const HELD = '5 minutes'

/** The content that was doomed first and nobody is at, held; null where there is none. */
export async function takeDoomed(tx: Tx, now: Instant) {
  const [row] = await tx.run<{ id: string; store: FileStore['kind'] }>(
    `update file_contents set held_until = clock_timestamp() + interval '${HELD}'
     where portal_id = $1 and id = (
       select id from file_contents where portal_id = $1 and doomed_at <= $2
         and (held_until is null or held_until < clock_timestamp())
       order by doomed_at, id limit 1 for update skip locked)
     returning id, store`,
    [tx.portal, now],
  )
  return row ?? null
}

export async function deleteContent(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('file_contents').where('id', '=', id).execute()
}

/** Portals with contents to remove. Needs the installation's scope. */
export async function portalsWithDoomed(tx: Tx, now: Instant): Promise<{ portal: string }[]> {
  return tx.db
    .selectFrom('file_contents')
    .select('portal_id as portal')
    .distinct()
    .where('doomed_at', '<=', now)
    .execute()
}
