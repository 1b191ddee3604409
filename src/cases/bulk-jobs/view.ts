import type { SignedInContext } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Counts, BulkJob } from '../../kit/bulk-jobs/bulk-job.ts'
import { findBulkJob, bulkJobRows } from '../../kit/bulk-jobs/queries.ts'
import { parseId } from '../../kit/ids.ts'
import { mailsOfBulkJob } from '../../kit/paced-mail/queries.ts'
import { IMPORT, type LineDetail } from '../imports/imports.ts'
import type { Problem } from '../imports/line.ts'
import { invitationsBy } from '../imports/queries.ts'

/** A bulk job as it stands, with the mails that it wrote. */
export interface BulkJobView {
  work: BulkJob
  mails: {
    /** How many there are: those invited. */
    total: number
    /** Have not left yet. */
    waiting: number
    /** Were not taken, or had nothing to say any more. */
    undelivered: number
    perMinute: number
  }
  /** Of an import: how many of those whose lines ask for an invitation came to what. */
  invitations: Counts | null
  /** Of an import: the first lines that were not taken. */
  refused: RefusedLine[]
}

export interface RefusedLine {
  line: number
  problems: readonly Problem[]
}

/** Lines shown on the page; the file has all. */
const REFUSED = 50

/** Null where there is none by this id in the current portal. */
export async function viewBulkJob(
  ctx: SignedInContext,
  shown: string,
): Promise<BulkJobView | null> {
  const id = parseId('work', shown)
  return id === null ? null : ctx.read((tx) => bulkJobView(tx, id))
}

export async function bulkJobView(tx: Tx, id: string): Promise<BulkJobView | null> {
  const bulkJob = await findBulkJob(tx, id)
  if (!bulkJob) return null
  const isImport = bulkJob.kind === IMPORT
  const [mails, invitations, refused] = await Promise.all([
    mailsOfBulkJob(tx, id),
    isImport ? invitationsBy(tx, id) : null,
    isImport ? bulkJobRows(tx, id, { limit: REFUSED, outcome: 'refused' }) : [],
  ])
  return {
    work: bulkJob,
    mails: { ...mails, total: (invitations ?? bulkJob.counts)['invited'] ?? 0 },
    invitations,
    refused: refused.map(({ detail }) => {
      const { line, problems = [] } = detail as unknown as LineDetail
      return { line, problems }
    }),
  }
}

/** Whether there is still something to watch. */
export const isGoing = ({ work: bulkJob, mails }: BulkJobView): boolean =>
  bulkJob.state === 'running' || mails.waiting > 0
