import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { newId } from '../../kit/ids.ts'

interface Download {
  file: string
  number: number
  person: string
  now: Instant
}

/** Within that, parts of a file are one download that is gone on with. */
const ONE_DOWNLOAD_HOURS = 1

/** A part of a file is taken: written down once for all of them that one person takes one after another. */
export async function insertPart(tx: Tx, download: Download): Promise<void> {
  const { file, number, person, now } = download
  const before = await tx.db
    .selectFrom('file_downloads')
    .select('id')
    .where('file_id', '=', file)
    .where('number', '=', number)
    .where('person_id', '=', person)
    .where('at', '>', now.subtract({ hours: ONE_DOWNLOAD_HOURS }))
    .limit(1)
    .executeTakeFirst()
  if (!before) await insertDownload(tx, download)
}

export async function insertDownload(
  tx: Tx,
  { file, number, person, now }: Download,
): Promise<void> {
  await tx.db
    .insertInto('file_downloads')
    .values({ id: newId(), file_id: file, number, person_id: person, at: now })
    .execute()
}

/** Who took which version, the newest first. */
export const downloadsOf = (tx: Tx, file: string, limit: number) =>
  tx.db
    .selectFrom('file_downloads as d')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'd.person_id'))
    .select(['d.id', 'd.number', 'd.at', 'd.person_id as person', 'p.name'])
    .where('d.file_id', '=', file)
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()
