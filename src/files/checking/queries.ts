import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'

/** A version that is to be looked at. */
export interface Checked {
  file: string
  number: number
  content: string
  bytes: number
  store: 'folder' | 'bucket'
  tries: number
}

/** How long whoever looks at one may take for it. */
const HELD = '10 minutes'

/** The version that waits longest and nobody is at, held; null where none is due. */
export async function takeUnchecked(tx: Tx, now: Instant): Promise<Checked | null> {
  const [row] = await tx.run<Checked>(
    `update file_versions v set held_until = clock_timestamp() + interval '${HELD}', tries = v.tries + 1
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

/** What came of looking at it. Of a version that is gone meanwhile nothing is written. */
export async function saveChecked(
  tx: Tx,
  { file, number }: Pick<Checked, 'file' | 'number'>,
  outcome: { state: 'ready' | 'refused'; type: string; threat: string | null; now: Instant },
): Promise<void> {
  await tx.db
    .updateTable('file_versions')
    .set({
      state: outcome.state,
      type: outcome.type,
      threat: outcome.threat,
      state_at: outcome.now,
      due_at: null,
      held_until: null,
    })
    .where('file_id', '=', file)
    .where('number', '=', number)
    .where('state', '=', 'checking')
    .execute()
}

/** It could not be looked at: again later. */
export async function putOff(
  tx: Tx,
  { file, number }: Pick<Checked, 'file' | 'number'>,
  dueAt: Instant,
): Promise<void> {
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
