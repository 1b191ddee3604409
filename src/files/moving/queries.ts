import type { Tx } from '../../kit/db/database.ts'
import type { FileStore } from '../../kit/file-store/file-store.ts'

type Kind = FileStore['kind']

/** A content that does not lie where it is to be. */
export interface Movable {
  id: string
  bytes: number
  store: Kind
}

/** How long whoever moves one may take until it holds it again. */
const HELD = '2 minutes'

/**
 * Whole, of a version that was looked at: until then whoever looks needs it where it is.
 * @param c alias of `file_contents`
 */
const ARRIVED = `c.doomed_at is null and (
  exists (select from file_versions v where v.portal_id = c.portal_id and v.content_id = c.id and v.state <> 'checking')
  or exists (select from file_versions v where v.portal_id = c.portal_id and v.thumbnail_id = c.id and v.state <> 'checking'))`
const FREE = `(c.held_until is null or c.held_until < clock_timestamp())`

/** The first content of a portal that lies elsewhere than where it is to be, and that nobody is at, held. */
export async function takeMovable(tx: Tx, to: Kind): Promise<Movable | null> {
  const [row] = await tx.run<Movable>(
    `update file_contents set held_until = clock_timestamp() + interval '${HELD}'
     where portal_id = $1 and id = (
       select c.id from file_contents c where c.portal_id = $1 and ${elsewhere(to)} and ${FREE} and ${ARRIVED}
       order by c.id limit 1 for update skip locked)
     returning id, bytes, store`,
    [tx.portal],
  )
  return row ?? null
}

/** Spelt out, so that the index of what lies in the folder serves it. */
const elsewhere = (to: Kind): string => `c.store = '${to === 'bucket' ? 'folder' : 'bucket'}'`

/** Goes on holding a content. */
export async function hold(tx: Tx, id: string): Promise<void> {
  await tx.run(
    `update file_contents set held_until = clock_timestamp() + interval '${HELD}'
     where portal_id = $1 and id = $2`,
    [tx.portal, id],
  )
}

export async function letGo(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('file_contents').set({ held_until: null }).where('id', '=', id).execute()
}

/** It cannot be moved, so that others come first for an hour. */
export async function putAside(tx: Tx, id: string): Promise<void> {
  await tx.run(
    `update file_contents set held_until = clock_timestamp() + interval '1 hour'
     where portal_id = $1 and id = $2`,
    [tx.portal, id],
  )
}

/**
 * Where it lies from now on. It stays held: what is left where it was goes first.
 * @returns whether there is such a content
 */
export async function setStore(tx: Tx, id: string, to: Kind): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('file_contents')
    .set({ store: to })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Portals with contents to move by themselves. Needs the installation's scope. */
export const portalsToMove = (tx: Tx, to: Kind): Promise<{ portal: string }[]> =>
  tx.run<{ portal: string }>(
    `select distinct c.portal_id as portal from file_contents c
     where ${elsewhere(to)} and ${FREE} and ${ARRIVED}
       and (select files_to from installation) = $1`,
    [to],
  )

/** Has contents lie there from now on, what comes later too. */
export async function setFilesTo(tx: Tx, to: Kind): Promise<void> {
  await tx.run('update installation set files_to = $1', [to])
}

/** What does not lie there yet, by portal, held or not. Needs the installation's scope. */
export const leftToMove = (
  tx: Tx,
  to: Kind,
): Promise<{ portal: string; contents: number; bytes: number }[]> =>
  tx.run<{ portal: string; contents: number; bytes: number }>(
    `select c.portal_id as portal, count(*)::int as contents, sum(c.bytes)::bigint as bytes
     from file_contents c where ${elsewhere(to)} and ${ARRIVED} group by 1 order by 1`,
  )
