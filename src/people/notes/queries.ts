import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { NoteSubject } from './note.ts'

/** Holds what a note is about until the commit. @returns false where it is not there */
export async function holdSubject(tx: Tx, about: NoteSubject): Promise<boolean> {
  const [table, id] =
    'person' in about ? (['persons', about.person] as const) : (['cases', about.case] as const)
  const row = await tx.db
    .selectFrom(table)
    .select('id')
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}

/** How many there are about somebody or a case, counted as far as so many. */
export function countNotes(tx: Tx, about: NoteSubject, most: number): Promise<number> {
  const [column, id] =
    'person' in about ? (['person_id', about.person] as const) : (['case_id', about.case] as const)
  return countUpTo(tx, tx.db.selectFrom('notes').select('id').where(column, '=', id), most)
}

export async function insertNote(
  tx: Tx,
  note: {
    id: string
    about: NoteSubject
    author: string
    sealedBody: Buffer
    now: Instant
  },
): Promise<void> {
  await tx.db
    .insertInto('notes')
    .values({
      id: note.id,
      person_id: 'person' in note.about ? note.about.person : null,
      case_id: 'case' in note.about ? note.about.case : null,
      author_id: note.author,
      sealed_body: note.sealedBody,
      written_at: note.now,
    })
    .execute()
}

/** A note's row, held until the commit. */
export const lockNote = (tx: Tx, note: string) =>
  tx.db
    .selectFrom('notes')
    .select(['person_id', 'case_id', 'author_id as author'])
    .where('id', '=', note)
    .forUpdate()
    .executeTakeFirst()

export async function deleteNote(tx: Tx, note: string): Promise<void> {
  await tx.db.deleteFrom('notes').where('id', '=', note).execute()
}

/** Notes about somebody or a case, newest first. @param asked.before id of the note they precede */
export function notesPage(
  tx: Tx,
  { about, before, limit }: { about: NoteSubject; before?: string; limit: number },
) {
  let query = tx.db
    .selectFrom('notes')
    .innerJoin('persons', (join) => join.onRef('persons.id', '=', 'notes.author_id'))
    .select([
      'notes.id',
      'notes.author_id as author',
      'persons.name as author_name',
      'sealed_body',
      'written_at',
    ])
    .orderBy('notes.id', 'desc')
    .limit(limit)
  query =
    'person' in about
      ? query.where('person_id', '=', about.person)
      : query.where('case_id', '=', about.case)
  if (before !== undefined) query = query.where('notes.id', '<', before)
  return query.execute()
}
