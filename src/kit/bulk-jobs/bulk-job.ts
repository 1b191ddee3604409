import type { Instant } from '../clock.ts'

/** `cancelled` can be resumed; `finished` is for good. */
export type BulkJobState = 'running' | 'cancelled' | 'finished'

/** How many rows came to each outcome. */
export type Counts = Readonly<Record<string, number>>

/** Something done to many, a batch at a time, as far as it has come. */
export interface BulkJob {
  id: string
  kind: string
  state: BulkJobState
  begunBy: { id: string; name: string }
  begunAt: Instant
  /** Since when it has run without a break, and how many rows were done then. */
  since: Instant
  doneBefore: number
  changedAt: Instant
  total: number
  done: number
  counts: Counts
}

/** What one row came to; more of it where the outcome alone does not say enough. Nothing secret. */
export interface RowOutcome {
  outcome: string
  /** Row id of whom it turned out to be about, where the row did not say. */
  person?: string
  detail?: Record<string, unknown>
}

export interface Pace {
  /** Rows. */
  perMinute: number
  secondsLeft: number
}

/** Too little to tell by. */
const FIRST_SECONDS = 1

/** How fast it goes, from its last beginning or resuming on; null while that cannot be told. */
export function paceOf(bulkJob: BulkJob, now: Instant): Pace | null {
  const seconds = bulkJob.since.until(now).total('seconds')
  const rows = bulkJob.done - bulkJob.doneBefore
  if (bulkJob.state !== 'running' || seconds < FIRST_SECONDS || rows === 0) return null
  return {
    perMinute: Math.round((rows / seconds) * 60),
    secondsLeft: Math.ceil(((bulkJob.total - bulkJob.done) * seconds) / rows),
  }
}

/** The counts with a batch's outcomes in them. */
export function counted(counts: Counts, outcomes: readonly RowOutcome[]): Counts {
  const sum: Record<string, number> = { ...counts }
  for (const { outcome } of outcomes) sum[outcome] = (sum[outcome] ?? 0) + 1
  return sum
}

/** How far it is, as the audit trail calls it. */
export const PROGRESS = { done: { en: 'Done', es: 'Hechas' }, of: { en: 'Of', es: 'De' } }

/** What came of beginning it, in words of the audit trail. */
export const BEGUN_BEFORE = { begun_before: { en: 'begun already', es: 'ya había empezado' } }
