import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Draft } from '../contents/drafts.ts'
import { adoptDraft, doomContents, dropDrafts } from '../contents/queries.ts'

/** A version that is to be looked at. */
export interface Checked {
  file: string
  number: number
  content: string
  bytes: number
  store: 'folder' | 'bucket'
  tries: number
}

/**
 * How long one is held until it is held again. Of whoever dies it is over so soon; each further try takes twice as
 * long, up to ten minutes, so that what ends a server does not end it again and again.
 */
const HELD = '20 seconds'
const HELD_BY_TRIES = `interval '${HELD}' * least(30, 2 ^ least(v.tries, 5))`

/** Well within what it is held for. */
export const HELD_AGAIN_MS = 5000

/** The version that waits longest and nobody is at, held; null where none is due. */
export async function takeUnchecked(tx: Tx, now: Instant): Promise<Checked | null> {
  const [row] = await tx.run<Checked>(
    `update file_versions v set held_until = clock_timestamp() + ${HELD_BY_TRIES}, tries = v.tries + 1
     from file_contents c
     where v.portal_id = $1 and c.portal_id = $1 and c.id = v.content_id and (v.file_id, v.number) = (
       select file_id, number from file_versions where portal_id = $1 and due_at <= $2
         and (held_until is null or held_until < clock_timestamp())
       order by due_at, file_id, number limit 1 for update skip locked)
     returning v.file_id as file, v.number, v.content_id as content, v.bytes, v.tries, c.store`,
    [tx.portal, now],
  )
  return row ?? null
}

/** Goes on holding one that is looked at. */
export async function holdUnchecked(tx: Tx, { file, number }: Version): Promise<void> {
  await tx.run(
    `update file_versions set held_until = greatest(held_until, clock_timestamp() + interval '${HELD}')
     where portal_id = $1 and file_id = $2 and number = $3 and state = 'checking' and held_until is not null`,
    [tx.portal, file, number],
  )
}

/** In how many seconds the first hold of one that is due is over; null where none is held. */
export async function nextHoldEnds(tx: Tx, now: Instant): Promise<number | null> {
  const [row] = await tx.run<{ seconds: number | null }>(
    `select ceil(extract(epoch from min(held_until) - clock_timestamp()))::int as seconds
     from file_versions where portal_id = $1 and due_at <= $2 and held_until > clock_timestamp()`,
    [tx.portal, now],
  )
  return row?.seconds ?? null
}

/** What came of one that may be given out. */
interface Passed {
  type: string
  content: Draft | null
  thumbnail: Draft | null
  now: Instant
}

/**
 * It may be given out, as it was sent or as it was written anew: then what was sent is nobody's. Of a version that
 * is gone meanwhile nothing is written, and what was made for it goes.
 */
export async function saveChecked(
  tx: Tx,
  { file, number, content: sent }: Checked,
  { type, content, thumbnail, now }: Passed,
): Promise<void> {
  const drafts = [content, thumbnail].filter((one) => one !== null)
  if (!(await lockUnchecked(tx, { file, number })))
    return dropDrafts(
      tx,
      drafts.map(({ id }) => id),
      now,
    )
  for (const draft of drafts)
    if (!(await adoptDraft(tx, draft))) throw new Error('what was made of a file is gone already')
  await tx.db
    .updateTable('file_versions')
    .set({
      state: 'ready',
      type,
      ...(content && { content_id: content.id, bytes: content.bytes }),
      thumbnail_id: thumbnail?.id ?? null,
      state_at: now,
      due_at: null,
      held_until: null,
    })
    .where('file_id', '=', file)
    .where('number', '=', number)
    .execute()
  if (content) await doomContents(tx, [sent], now)
}

type Version = Pick<Checked, 'file' | 'number'>

async function lockUnchecked(tx: Tx, { file, number }: Version): Promise<boolean> {
  const row = await tx.db
    .selectFrom('file_versions')
    .select('number')
    .where('file_id', '=', file)
    .where('number', '=', number)
    .where('state', '=', 'checking')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** A version that is being looked at, locked, with what it is of; null where it is gone, or somebody was faster. */
export async function lockToRefuse(tx: Tx, { file, number }: Version) {
  if (!(await lockUnchecked(tx, { file, number }))) return null
  const row = await tx.db
    .selectFrom('file_versions as v')
    .innerJoin('files as f', (join) => join.onRef('f.id', '=', 'v.file_id'))
    .select([
      'v.content_id as content',
      'v.added_by as sender',
      'f.holder_kind as kind',
      'f.holder_id as holder',
    ])
    .where('v.file_id', '=', file)
    .where('v.number', '=', number)
    .executeTakeFirst()
  return row ?? null
}

/** It keeps what it was, and lets go of its bytes. */
export async function saveRefused(
  tx: Tx,
  { file, number }: Version,
  { type, threat, now }: { type: string; threat: string; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('file_versions')
    .set({
      state: 'refused',
      type,
      threat,
      content_id: null,
      state_at: now,
      due_at: null,
      held_until: null,
    })
    .where('file_id', '=', file)
    .where('number', '=', number)
    .execute()
}

/** It could not be looked at: again later. */
export async function putOff(tx: Tx, { file, number }: Version, dueAt: Instant): Promise<void> {
  await tx.db
    .updateTable('file_versions')
    .set({ due_at: dueAt, held_until: null })
    .where('file_id', '=', file)
    .where('number', '=', number)
    .where('state', '=', 'checking')
    .execute()
}

/** Portals with versions to look at. Needs the installation's scope. */
export async function portalsUnchecked(tx: Tx, now: Instant): Promise<{ portal: string }[]> {
  return tx.db
    .selectFrom('file_versions')
    .select('portal_id as portal')
    .distinct()
    .where('due_at', '<=', now)
    .execute()
}
