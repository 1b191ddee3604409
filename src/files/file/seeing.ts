import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import { Place } from '../../kit/place.ts'
import type { SignedInContext } from '../../web/index.ts'
import { hasExpired, type FileRow } from './file.ts'
import { holderOf } from '../holders/holder.ts'
import { fileById } from './queries.ts'

/** A way in which somebody who is served comes to see a file, such as that it is shared with them. */
export type WayToSee = (
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  file: FileRow,
  person: string,
) => Promise<boolean>

/** Higher features add theirs. */
export const waysToSee = new Place<WayToSee>()

/** Whether a person looks after a file, as staff do. */
export const looksAfter = (
  ctx: Pick<SignedInContext, 'installation' | 'holds'>,
  { holderKind }: Pick<FileRow, 'holderKind'>,
): boolean => {
  const holder = holderOf(ctx.installation, holderKind)
  return holder !== undefined && ctx.holds(holder.right)
}

/**
 * Whether somebody who is served sees a file now: not after it has expired. One that was refused is there for whoever
 * sent it, who is told of the find and may send it again, and for those to whom what it belongs to is open, as a
 * thread is, which tells of it.
 */
export async function isSeenBy(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  { file, person, now }: { file: FileRow; person: string; now: Temporal.Instant },
): Promise<boolean> {
  const isRefused = file.state === 'refused'
  if (isRefused && file.addedById === person) return true
  if (hasExpired(file, now)) return false
  const holder = holderOf(installation, file.holderKind)
  if (await holder?.isOpenTo?.(tx, file.holderId, person)) return true
  if (isRefused) return false
  for (const way of waysToSee.of(installation))
    if (await way(tx, installation, file, person)) return true
  return false
}

/** A file, of those that are there for whoever asks. @param id row id */
export const fileFor = (ctx: SignedInContext, id: string): Promise<FileRow | null> =>
  ctx.read((tx) => thereFor(tx, ctx, id, ctx.now))

/** Whether a file is there for whoever asked, some time after they did. @param id row id */
export const isThereFor = async (
  tx: Tx,
  ctx: SignedInContext,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> => (await thereFor(tx, ctx, id, now)) !== null

async function thereFor(
  tx: Tx,
  ctx: SignedInContext,
  id: string,
  now: Temporal.Instant,
): Promise<FileRow | null> {
  const { installation, caller } = ctx
  const file = await fileById(tx, id)
  if (!file || looksAfter(ctx, file)) return file ?? null
  const { person } = caller
  return person && (await isSeenBy(tx, installation, { file, person, now })) ? file : null
}
