import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'

export interface Upload {
  id: string
  content: string
  /** Null of what somebody without a session sends. */
  person: string | null
  sealedName: Buffer
  bytes: number
  held: number
  arrivedAt: Instant | null
  expiresAt: Instant
}

export async function insertUpload(
  tx: Tx,
  upload: Omit<Upload, 'bytes' | 'held' | 'arrivedAt'> & { guest?: Buffer; now: Instant },
): Promise<void> {
  await tx.db
    .insertInto('file_uploads')
    .values({
      id: upload.id,
      content_id: upload.content,
      person_id: upload.person,
      guest_hash: upload.guest,
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

/** Somebody, or whoever knows the secret of a file that was sent without a session, by its hash. */
export type Whose = { person: string } | { guest: Buffer }

/** Whose they are, and when: what has expired is there for nobody, also before it is swept. */
type Own = Whose & { now: Instant }

const uploadsOfOne = (tx: Tx, { now, ...whose }: Own) => {
  const there = uploads(tx).where('u.expires_at', '>', now)
  return 'guest' in whose
    ? there.where('u.guest_hash', '=', whose.guest)
    : there.where('u.person_id', '=', whose.person)
}

/** Somebody's own; nobody else's is there for them. */
export const uploadOf = (tx: Tx, own: Own, id: string): Promise<Upload | undefined> =>
  uploadsOfOne(tx, own).where('u.id', '=', id).executeTakeFirst()

export const lockUpload = (tx: Tx, own: Own, id: string): Promise<Upload | undefined> =>
  uploadsOfOne(tx, own).where('u.id', '=', id).forUpdate('u').executeTakeFirst()

export const uploadsOf = (tx: Tx, own: Own, most: number): Promise<Upload[]> =>
  uploadsOfOne(tx, own).orderBy('u.id').limit(most).execute()

export const countUploads = (
  tx: Tx,
  { person, now }: { person: string; now: Instant },
  most: number,
): Promise<number> =>
  countUpTo(
    tx,
    tx.db
      .selectFrom('file_uploads')
      .select('id')
      .where('person_id', '=', person)
      .where('expires_at', '>', now),
    most,
  )

/**
 * How many bytes the files have that belong to nothing yet, with what is still to come of them: somebody's, or of all
 * who have no session.
 */
export async function arrivingBytes(
  tx: Tx,
  { person, now }: { person: string | null; now: Instant },
): Promise<number> {
  const row = await tx.db
    .selectFrom('file_uploads as u')
    .innerJoin('file_contents as c', (join) => join.onRef('c.id', '=', 'u.content_id'))
    .select(({ fn }) => fn.coalesce(fn.sum<string>('c.bytes'), sql<string>`0`).as('bytes'))
    .where((is) =>
      person === null ? is('u.guest_hash', 'is not', null) : is('u.person_id', '=', person),
    )
    .where('u.expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return Number(row.bytes)
}

/** The one that a secret is of, where it is there. */
export const guestUpload = (tx: Tx, guest: Buffer, now: Instant): Promise<Upload | undefined> =>
  uploadsOfOne(tx, { guest, now }).executeTakeFirst()

export const lockGuestUpload = (tx: Tx, guest: Buffer, now: Instant): Promise<Upload | undefined> =>
  uploadsOfOne(tx, { guest, now }).forUpdate('u').executeTakeFirst()

/** Waits longer for what it is to belong to. */
export async function keepUpload(tx: Tx, id: string, until: Instant): Promise<void> {
  await tx.db.updateTable('file_uploads').set({ expires_at: until }).where('id', '=', id).execute()
}

/** From now on it is nobody's but that of what it was sent with. */
export async function holdUploadFor(
  tx: Tx,
  id: string,
  { heldFor, until }: { heldFor: string; until: Instant },
): Promise<void> {
  await tx.db
    .updateTable('file_uploads')
    .set({ person_id: null, guest_hash: null, held_for: heldFor, expires_at: until })
    .where('id', '=', id)
    .execute()
}

/** What came with one thing, held, in the order in which it was begun. */
export const lockHeldFor = (tx: Tx, heldFor: string): Promise<Upload[]> =>
  uploads(tx).where('u.held_for', '=', heldFor).orderBy('u.id').forUpdate('u').execute()

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
