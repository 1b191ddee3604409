import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { FileStore } from '../../kit/file-store/file-store.ts'

type Kind = FileStore['kind']

/** Where those lie of which there is a row. */
export const storesOf = (tx: Tx, contents: readonly string[]) =>
  tx.db
    .selectFrom('file_contents')
    .select(['id', 'store'])
    .$narrowType<{ store: Kind }>()
    .where('id', 'in', contents)
    .execute()

/** Holds a content that lies elsewhere, so that nobody moves it meanwhile. @returns whether it could */
export async function holdElsewhere(tx: Tx, id: string, here: Kind): Promise<boolean> {
  const rows = await tx.run(
    `update file_contents set held_until = clock_timestamp() + interval '5 minutes'
     where portal_id = $1 and id = $2 and store <> $3
       and (held_until is null or held_until < clock_timestamp()) returning id`,
    [tx.portal, id, here],
  )
  return rows.length > 0
}

/** Made before, and nothing refers to them: whoever made them was killed. Needs the installation's scope. */
export const unreferred = (tx: Tx, before: Instant): Promise<{ portal: string; id: string }[]> =>
  tx.run<{ portal: string; id: string }>(
    `select c.portal_id as portal, c.id from file_contents c
     where c.doomed_at is null and c.made_at < $1
       and not exists (select from file_uploads u where u.portal_id = c.portal_id and u.content_id = c.id)
       and not exists (select from file_versions v where v.portal_id = c.portal_id and v.content_id = c.id)
       and not exists (select from file_versions v where v.portal_id = c.portal_id and v.thumbnail_id = c.id)
     limit 1000`,
    [before],
  )
