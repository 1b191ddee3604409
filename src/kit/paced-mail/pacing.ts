import { open, seal } from '../crypto.ts'
import { dueQueue } from '../due/queue.ts'
import { newId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { mailPlace } from '../mail.ts'
import type { OperationContext } from '../operation.ts'
import { PACED_AT_ONCE } from '../smtp.ts'
import { dueQueues, insertPaced, openQueue, type PacedMail } from './queries.ts'

/** Each portal's mails of bulk jobs. */
export const pacedMailQueue = dueQueue<{ portal: string }>({
  names: { wake: 'mail_lane', sweep: 'paced_mail_due' },
  key: ({ portal }) => portal,
  // Whoever has a mail in hand has a connection for it, and does not wait for one while the queue is held.
  atOnce: PACED_AT_ONCE,
  due: dueQueues,
  falls: null,
})

/** A mail of a bulk job: only what cannot be looked up when it leaves. */
export interface LateMail {
  person: string
  /** Sealed as it is; may hold secrets. */
  content: Record<string, string>
}

/**
 * Writes mails of one kind into the outbox, sealed, in the transaction of their cause. They leave one
 * after another at the portal's rate, and are rendered only then: a hundred thousand rendered
 * mails would be gigabytes, and old by the time they leave.
 */
export async function queuePaced(
  { tx, now, portal, installation, enqueue }: OperationContext,
  { work, kind }: { work: string; kind: string },
  mails: readonly LateMail[],
): Promise<void> {
  if (mails.length === 0) return
  const key = await installation.keys.of(tx, portal)
  const rows = mails.map(({ person, content }): PacedMail => {
    const id = newId()
    return { id, person, sealed: seal(key, mailPlace(portal, id), JSON.stringify(content)) }
  })
  await Promise.all([insertPaced(tx, { work, kind, now }, rows), openQueue(tx)])
  await enqueue(pacedMailQueue.wake, { portal })
}

/** What was said of a mail when it was queued. */
export function contentOf(
  key: Buffer,
  portal: string,
  { id, sealed }: Pick<PacedMail, 'id' | 'sealed'>,
): Record<string, string> {
  return JSON.parse(open(key, mailPlace(portal, id), sealed).toString()) as Record<string, string>
}

/** Mails of bulk jobs that may leave in a minute, over all portals of the installation. */
export const boundOf = ({ mailsPerMinute }: Pick<Installation, 'mailsPerMinute'>) => ({
  name: 'paced_mail',
  key: 'installation',
  points: mailsPerMinute,
  seconds: 60,
})
