import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { id } from '../../../kit/ids.ts'
import { namesOfPersons } from '../../case/parties/queries.ts'
import { runsPage } from './queries.ts'
import type { Run } from './run.ts'

/** What the runs of a procedure are filtered by; one that is under way still waits. */
export const LOG_STATES = ['waiting', 'done', 'skipped', 'failed'] as const

export const logQuery = z.strictObject({
  state: z.enum(LOG_STATES).optional(),
  cursor: id('run').optional().describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
export type LogQuery = z.output<typeof logQuery>

/** A run as it is shown. */
export interface RunLine extends Run {
  createdAt: Instant
  finishedAt: Instant | null
  caseNumber: string | null
  caseTitle: string | null
  personName: string | null
}

export interface RunLog {
  runs: RunLine[]
  /** Row id that the next page begins after. */
  next: string | null
  /** Of everybody the steps are about, by their shown ids. */
  names: ReadonlyMap<string, string>
}

/** A page of a procedure's runs, the newest first. */
export async function readRuns(
  tx: Tx,
  procedure: string,
  { state, cursor, limit }: LogQuery,
): Promise<RunLog> {
  const rows = await runsPage(tx, procedure, { state, after: cursor, limit: limit + 1 })
  const runs = rows.slice(0, limit)
  const people = runs.flatMap(({ outcomes }) => outcomes.flatMap(({ person }) => person ?? []))
  return {
    runs,
    next: rows.length > limit ? runs.at(-1)!.id : null,
    names: await namesOfPersons(tx, [...new Set(people)]),
  }
}
