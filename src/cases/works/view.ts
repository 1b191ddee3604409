import type { SignedInVisit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Counts, LongWork } from '../../kit/long-work/long-work.ts'
import { findWork, workRows } from '../../kit/long-work/queries.ts'
import { parseId } from '../../kit/ids.ts'
import { mailsOfWork } from '../../kit/paced-mail/queries.ts'
import { IMPORT, type LineDetail } from '../imports/imports.ts'
import type { Problem } from '../imports/line.ts'
import { invitationsBy } from '../imports/queries.ts'

/** A work as it stands, with the mails that it wrote. */
export interface WorkInSight {
  work: LongWork
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

/** Null where there is none by this id in the visited portal. */
export async function viewWork(visit: SignedInVisit, shown: string): Promise<WorkInSight | null> {
  const id = parseId('work', shown)
  return id === null ? null : visit.read((tx) => workInSight(tx, visit.portal.id, id))
}

export async function workInSight(tx: Tx, portal: string, id: string): Promise<WorkInSight | null> {
  const work = await findWork(tx, portal, id)
  if (!work) return null
  const isImport = work.kind === IMPORT
  const [mails, invitations, refused] = await Promise.all([
    mailsOfWork(tx, portal, id),
    isImport ? invitationsBy(tx, portal, id) : null,
    isImport ? workRows(tx, portal, id, { limit: REFUSED, outcome: 'refused' }) : [],
  ])
  return {
    work,
    mails: { ...mails, total: (invitations ?? work.counts)['invited'] ?? 0 },
    invitations,
    refused: refused.map(({ detail }) => {
      const { line, problems = [] } = detail as unknown as LineDetail
      return { line, problems }
    }),
  }
}

/** Whether there is still something to watch. */
export const isGoing = ({ work, mails }: WorkInSight): boolean =>
  work.state === 'running' || mails.waiting > 0
