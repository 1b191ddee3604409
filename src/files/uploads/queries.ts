import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'

export interface Upload {
  id: string
  content: string
  person: string
  sealedName: Buffer
  bytes: number
  held: number
  arrivedAt: Instant | null
  expiresAt: Instant
}

export async function insertUpload(
  tx: Tx,
  upload: Omit<Upload, 'bytes' | 'held' | 'arrivedAt'> & { now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('file_uploads')
    .values({
      id: upload.id,
      content_id: upload.content,
      person_id: upload.person,
      sealed_name: upload.sealedName,
      begun_at: upload.now,
      expires_at: upload.expiresAt,
    })
    .execute()
}

const uploads = (tx: Tx) =>
  tx.db
    .selectFrom('file_uploads as u')
    .innerJoin('file_contents as c', (join) => join.onRef('c.id', '=', 'u.content_id'))
    .select([
      'u.id',
      'u.content_id as content',
      'u.person_id as person',
      'u.sealed_name as sealedName',
      'c.bytes',
      'u.held',
      'u.arrived_at as arrivedAt',
      'u.expires_at as expiresAt',
    ])

/** Whose they are, and when: what has expired is there for nobody, also before it is swept. */
interface Own {
  person: string
  now: Instant
}

const uploadsOfOne = (tx: Tx, { person, now }: Own) =>
  uploads(tx).where('u.person_id', '=', person).where('u.expires_at', '>', now)

/** Somebody's own; nobody else's is there for them. */
export const uploadOf = (tx: Tx, own: Own, id: string): Promise<Upload | undefined> =>
  uploadsOfOne(tx, own).where('u.id', '=', id).executeTakeFirst()

export const lockUpload = (tx: Tx, own: Own, id: string): Promise<Upload | undefined> =>
  uploadsOfOne(tx, own).where('u.id', '=', id).forUpdate('u').executeTakeFirst()

export const uploadsOf = (tx: Tx, own: Own, most: number): Promise<Upload[]> =>
  uploadsOfOne(tx, own).orderBy('u.id').limit(most).execute()

export const countUploads = (tx: Tx, { person, now }: Own, most: number): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('file_uploads')
      .select('id')
      .where('person_id', '=', person)
      .where('expires_at', '>', now),
    most,
  )

/** How many bytes somebody's files have that belong to nothing yet, with what is still to come of them. */
export async function arrivingBytes(tx: Tx, { person, now }: Own): Promise<number> {
  const row = await tx.db
    .selectFrom('file_uploads as u')
    .innerJoin('file_contents as c', (join) => join.onRef('c.id', '=', 'u.content_id'))
    .select(({ fn }) => fn.coalesce(fn.sum<string>('c.bytes'), sql<string>`0`).as('bytes'))
    .where('u.person_id', '=', person)
    .where('u.expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return Number(row.bytes)
}

/** Takes over writing, from whoever did. */
export async function setWriter(tx: Tx, id: string, writer: string): Promise<void> {
  await tx.db.updateTable('file_uploads').set({ writer }).where('id', '=', id).execute()
}

/** What a writer has on disk by now; of one who was taken over from it counts for nothing. @returns whether it does */
export async function saveHeld(
  tx: Tx,
  {
    id,
    writer,
    held,
    arrivedAt,
  }: { id: string; writer: string; held: number; arrivedAt: Instant | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('file_uploads')
    .set({ held, arrived_at: arrivedAt })
    .where('id', '=', id)
    .where('writer', '=', writer)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('file_uploads').where('id', '=', id).execute()
}

/** That nobody went on with, of every portal, the oldest first. Needs the installation's scope. */
export const expiredUploads = (tx: Tx, now: Instant, limit: number) =>
  tx.db
    .selectFrom('file_uploads')
    .select(['portal_id as portal', 'id'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute()

export const lockExpired = (tx: Tx, id: string, now: Instant) =>
  tx.db
    .selectFrom('file_uploads')
    .select('content_id as content')
    .where('id', '=', id)
    .where('expires_at', '<=', now)
    .forUpdate()
    .executeTakeFirst()
