import type { SignedInVisit } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { LongWork } from '../../kit/long-work/long-work.ts'
import { findWork } from '../../kit/long-work/queries.ts'
import { parseId } from '../../kit/ids.ts'
import { mailsOfWork } from '../../kit/paced-mail/queries.ts'

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
}

/** Null where there is none by this id in the visited portal. */
export async function viewWork(visit: SignedInVisit, shown: string): Promise<WorkInSight | null> {
  const id = parseId('work', shown)
  return id === null ? null : visit.read((tx) => workInSight(tx, visit.portal.id, id))
}

export async function workInSight(tx: Tx, portal: string, id: string): Promise<WorkInSight | null> {
  const work = await findWork(tx, portal, id)
  if (!work) return null
  const mails = await mailsOfWork(tx, portal, id)
  return { work, mails: { ...mails, total: work.counts['invited'] ?? 0 } }
}

/** Whether there is still something to watch. */
export const isGoing = ({ work, mails }: WorkInSight): boolean =>
  work.state === 'running' || mails.waiting > 0
