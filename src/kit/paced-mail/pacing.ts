import { open, seal } from '../crypto.ts'
import { newId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { nudgeType } from '../jobs.ts'
import { mailPlace } from '../mail.ts'
import type { Work } from '../operation.ts'
import { insertPaced, openLane, type PacedMail } from './queries.ts'

/** Mails wait in a portal's lane. What they are lies in the table; a nudge too many finds nothing. */
export const mailLaneJob = nudgeType<{ portal: string }>('mail_lane')

/** A mail of mass work: only what cannot be looked up when it leaves. */
export interface LateMail {
  person: string
  /** Sealed as it is; may hold secrets. */
  content: Record<string, string>
}

/**
 * Writes mails of one kind into the outbox, sealed, in the transaction of their cause. They leave one
 * after another at the portal's rate, and are made into letters only then: a hundred thousand rendered
 * mails would be gigabytes, and old by the time they leave.
 */
export async function queuePaced(
  { tx, now, portal, installation, enqueue }: Work,
  { work, kind }: { work: string; kind: string },
  mails: readonly LateMail[],
): Promise<void> {
  if (mails.length === 0) return
  const key = await installation.keys.of(tx, portal)
  const rows = mails.map(({ person, content }): PacedMail => {
    const id = newId()
    return { id, person, sealed: seal(key, mailPlace(portal, id), JSON.stringify(content)) }
  })
  await Promise.all([insertPaced(tx, portal, { work, kind, now }, rows), openLane(tx, portal)])
  await enqueue(mailLaneJob, { portal })
}

/** What was said of a mail when it was queued. */
export function contentOf(
  key: Buffer,
  portal: string,
  { id, sealed }: Pick<PacedMail, 'id' | 'sealed'>,
): Record<string, string> {
  return JSON.parse(open(key, mailPlace(portal, id), sealed).toString()) as Record<string, string>
}

/** Mails of mass work that may leave in a minute, over all portals of the installation. */
export const boundOf = ({ mailsPerMinute }: Pick<Installation, 'mailsPerMinute'>) => ({
  name: 'paced_mail',
  key: 'installation',
  points: mailsPerMinute,
  seconds: 60,
})
