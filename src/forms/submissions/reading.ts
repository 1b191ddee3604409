import type { Tx } from '../../kit/db/database.ts'
import type { Services } from '../../kit/installation.ts'
import { definitionOf, submissionById } from './queries.ts'
import { openDifferences, openSent } from './submission.ts'
import type { OpenSubmission } from './view.ts'

/** A submission as it was sent. @param id row id */
export async function readSubmission(
  tx: Tx,
  { keys, log }: Pick<Services, 'keys' | 'log'>,
  portal: string,
  id: string,
): Promise<OpenSubmission | null> {
  const row = await submissionById(tx, id)
  if (!row) return null
  const key = await keys.of(tx, portal)
  return {
    row,
    definition: await definitionOf(tx, row.form_id, row.version),
    sent: openSent(key, portal, row, log),
    differences: openDifferences(key, portal, row),
  }
}
