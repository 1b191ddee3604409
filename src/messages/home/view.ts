import type { SignedInContext } from '../../web/index.ts'
import type { Space } from '../../files/index.ts'
import { Opener } from '../threads/sealing.ts'
import type { HomeRow } from './queries.ts'
import { firstSteps, type FirstStep } from './steps.ts'

export interface Home {
  unreadMessages: number
  unreadThreads: number
  /** Documents that are asked of them. */
  wanted: number
  /** For files. */
  space: Space
  /** Requests that were answered and wait for staff. */
  requestsToLookAt: number
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
export async function viewHome(ctx: SignedInContext): Promise<Home> {
  const { portal, installation } = ctx
  const { keys, log } = installation
  const rows = ctx.prefetch as HomeRow[]
  const key = await keys.held(portal.id)
  const opener = new Opener(key, portal.id, log)
  const [row] = rows
  return {
    unreadMessages: row!.unread_messages,
    unreadThreads: row!.unread_threads,
    wanted: row!.wanted,
    space: { fileBytes: row!.file_bytes, filesMb: row!.files_mb },
    requestsToLookAt: row!.requests_to_look_at,
    steps: firstSteps(
      {
        hasColleague: row!.has_colleague,
        hasLogo: portal.logo_version > 0,
        hasMessage: row!.has_message,
      },
      ctx,
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
