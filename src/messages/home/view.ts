import type { SignedInVisit } from '../../web/index.ts'
import { Opener } from '../threads/sealing.ts'
import type { HomeRow } from './queries.ts'
import { firstSteps, type FirstStep } from './steps.ts'

export interface Home {
  unreadMessages: number
  unreadThreads: number
  steps: FirstStep[]
  newest: {
    id: string
    subject: string | null
    others: string[]
    unread: number
    lastMessageAt: Temporal.Instant
  }[]
}

/** What staff see first. */
export async function viewHome(visit: SignedInVisit): Promise<Home> {
  const { portal, installation } = visit
  const { keys, log } = installation
  const rows = visit.along as HomeRow[]
  const key = await keys.held(portal.id)
  const opener = new Opener(key, portal.id, log)
  const [facts] = rows
  return {
    unreadMessages: facts!.unread_messages,
    unreadThreads: facts!.unread_threads,
    steps: firstSteps(
      {
        hasColleague: facts!.has_colleague,
        hasLogo: portal.logo_version > 0,
        hasMessage: facts!.has_message,
      },
      visit,
    ),
    newest: rows.flatMap((row) =>
      row.id === null
        ? []
        : {
            id: row.id,
            subject: opener.subject(row.id, row.sealed_subject),
            others: row.other_names,
            unread: row.unread,
            lastMessageAt: row.last_message_at,
          },
    ),
  }
}
