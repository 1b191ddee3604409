import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { cursorOf, keyId, keyInstant } from '../../kit/cursor.ts'
import type { Tx } from '../../kit/db/database.ts'
import { pageOf, type PageByCursor } from '../../web/index.ts'
import { submissionsOf, type SubmissionsQuery } from './queries.ts'
import { SUBMISSION_STATES } from './submission.ts'

export const submissionsCursor = cursorOf({ sent_at: keyInstant, id: keyId })

/** What the list can be narrowed by. */
export const submissionsFilter = {
  state: z.enum(SUBMISSION_STATES).optional(),
  uninvited: z
    .enum(['yes'])
    .optional()
    .describe('Only of those whom nobody has invited yet, and who could be'),
  search: line(254).optional().describe('In name and e-mail'),
}

export type SubmissionLine = Awaited<ReturnType<typeof submissionsOf>>[number]

type Asked = Omit<SubmissionsQuery, 'uninvited' | 'after'> & { uninvited?: 'yes'; after?: string }

/** What was sent with a form, the newest first, a page at a time. */
export async function listSubmissions(
  tx: Tx,
  { after: mark, limit, uninvited, ...query }: Asked,
): Promise<PageByCursor<SubmissionLine>> {
  const after = (mark && submissionsCursor.read(mark)) || undefined
  const rows = await submissionsOf(tx, {
    ...query,
    uninvited: uninvited === 'yes',
    after,
    limit: limit + 1,
  })
  const { next, ...page } = pageOf(rows, limit, {})
  return { ...page, previous: undefined, next: next && submissionsCursor.write(next) }
}
