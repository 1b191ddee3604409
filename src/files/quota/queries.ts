import type { Tx } from '../../kit/db/database.ts'

/** What the files of one kind of thing take, with their versions and small pictures. */
export interface KindUsage {
  /** Null of what was sent, or is being sent, and belongs to nothing yet. */
  kind: string | null
  files: number
  bytes: number
}

/** Everything that counts, by what it belongs to, the most first. Reads each content of the portal once. */
export const usageByKind = (tx: Tx): Promise<KindUsage[]> =>
  tx.run<{ kind: string | null; files: number; bytes: number }>(
    `select f.holder_kind as kind, sum(c.bytes)::bigint as bytes,
       (case when f.holder_kind is null then count(c.id) else count(distinct f.id) end)::int as files
     from file_contents c
     left join (
       select portal_id, content_id as content, file_id from file_versions where portal_id = $1
       union all
       select portal_id, thumbnail_id, file_id from file_versions
       where portal_id = $1 and thumbnail_id is not null
     ) v on v.portal_id = c.portal_id and v.content = c.id
     left join files f on f.portal_id = $1 and f.id = v.file_id
     where c.portal_id = $1 and c.doomed_at is null
     group by f.holder_kind
     order by bytes desc, kind`,
    [tx.portal],
  )
