import type { Tx } from '../../kit/db/database.ts'

/** What the files of one kind of thing take, with their versions and small pictures. */
export interface KindUsage {
  /** Null of what was sent, or is being sent, and belongs to nothing yet. */
  kind: string | null
  files: number
  bytes: number
}

/** Each content that counts, with the file that it is a version or small picture of, if any. */
const CONTENTS = `file_contents c
  left join (
    select portal_id, content_id as content, file_id from file_versions where portal_id = $1
    union all
    select portal_id, thumbnail_id, file_id from file_versions
    where portal_id = $1 and thumbnail_id is not null
  ) v on v.portal_id = c.portal_id and v.content = c.id
  left join files f on f.portal_id = $1 and f.id = v.file_id
  where c.portal_id = $1 and c.doomed_at is null`

/** Everything that counts, by what it belongs to, the most first. Reads each content of the portal once. */
export const usageByKind = (tx: Tx): Promise<KindUsage[]> =>
  tx.run<KindUsage & Record<string, unknown>>(
    `select f.holder_kind as kind, sum(c.bytes)::bigint as bytes,
       (case when f.holder_kind is null then count(c.id) else count(distinct f.id) end)::int as files
     from ${CONTENTS}
     group by f.holder_kind
     order by bytes desc, kind`,
    [tx.portal],
  )

/** What the files of one thing take. */
export interface HolderUsage {
  kind: string
  /** Row id of the thing. */
  id: string
  files: number
  bytes: number
}

/** The things whose files take the most, that first. */
export const largestHolders = (tx: Tx, limit: number): Promise<HolderUsage[]> =>
  tx.run<HolderUsage & Record<string, unknown>>(
    `select f.holder_kind as kind, f.holder_id as id, sum(c.bytes)::bigint as bytes,
       count(distinct f.id)::int as files
     from ${CONTENTS} and f.id is not null
     group by f.holder_kind, f.holder_id
     order by bytes desc, id
     limit $2`,
    [tx.portal, limit],
  )

/** What one file takes, with its versions and small pictures. */
export interface SizeOfFile {
  /** Row id. */
  id: string
  bytes: number
}

/** The files that take the most, the largest first. */
export const largestFiles = (tx: Tx, limit: number): Promise<SizeOfFile[]> =>
  tx.run<SizeOfFile & Record<string, unknown>>(
    `select f.id, sum(c.bytes)::bigint as bytes
     from ${CONTENTS} and f.id is not null
     group by f.id
     order by bytes desc, f.id
     limit $2`,
    [tx.portal, limit],
  )
