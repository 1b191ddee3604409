import type { Tx } from '../../kit/db/database.ts'

/** Files that somebody has sent in steps of a run. */
export const sentFilesOf = (tx: Tx, run: string) =>
  tx.db
    .selectFrom('flow_sent_files')
    .select(['step_id as step', 'file_id as file'])
    .where('run_id', '=', run)
    .orderBy('file_id')
    .execute()

export async function insertSentFiles(
  tx: Tx,
  { run, step, files }: { run: string; step: string; files: readonly string[] },
): Promise<void> {
  const rows = files.map((file) => ({ run_id: run, step_id: step, file_id: file }))
  await tx.db.insertInto('flow_sent_files').values(rows).execute()
}

/** Whether somebody has sent a file in a flow of theirs. */
export async function wasSentBy(tx: Tx, file: string, person: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('flow_sent_files as s')
    .innerJoin('flow_runs as r', (join) => join.onRef('r.id', '=', 's.run_id'))
    .select('s.file_id')
    .where('s.file_id', '=', file)
    .where('r.person_id', '=', person)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether somebody is or was in a version of a flow, and so sees its files; staff do. */
export async function seesFilesOf(tx: Tx, flow: string, person: string): Promise<boolean> {
  const staff = await tx.db
    .selectFrom('persons')
    .select('id')
    .where('id', '=', person)
    .where('kind', '=', 'staff')
    .executeTakeFirst()
  if (staff) return true
  const run = await tx.db
    .selectFrom('flow_runs')
    .select('id')
    .where('flow_id', '=', flow)
    .where('person_id', '=', person)
    .limit(1)
    .executeTakeFirst()
  return run !== undefined
}
