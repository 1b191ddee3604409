import type { Instant } from '../clock.ts'
import { DatabaseUnavailable, type Tx } from '../db/database.ts'
import { attempt } from '../due/attempt.ts'
import { wakeIn } from '../due/queue.ts'
import { QueueWorker, type Next } from '../due/worker.ts'
import { newId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { spendWithin } from '../limits.ts'
import { answerOf, handed, type Handed } from '../mail-answer.ts'
import { handOver, sealMail, type OutgoingMail } from '../mail.ts'
import { minuteOf, nextTry, type Minute } from './pace.ts'
import { boundOf, contentOf, pacedMailQueue } from './pacing.ts'
import {
  holdQueue,
  leaveQueue,
  nextPaced,
  savePaced,
  spendMinute,
  type DueMail,
} from './queries.ts'

/** A mail whose turn has come. */
export interface LateMailInput {
  tx: Tx
  now: Instant
  installation: Installation
  portal: string
  person: string
  content: Record<string, string>
}

/** Renders mails of a kind when they leave; null drops the mail. */
export type LateMails = Readonly<
  Record<string, (due: LateMailInput) => Promise<OutgoingMail | null>>
>

/** Longer than the mail server may take over one mail; after that, whoever had the queue is dead. */
const HOLD_SECONDS = 240

/** A mail in hand, the minute that it leaves in, and its portal's key. */
interface ClaimedJob {
  mail: DueMail
  minute: Minute
  key: Buffer
}

/** What became of a mail: it has left or had nothing to say, or why not: the server's answer, or that it could not be composed. */
type Outcome =
  | { what: 'left'; outgoing: OutgoingMail }
  | { what: 'dropped' }
  | { what: Handed | 'broken'; error: unknown }

/**
 * Sends each portal's mails of bulk jobs one after another, no more a minute than the portal and the
 * installation let: what one portal sends holds up no other, and no other mail.
 */
export function pacedMailWorker(installation: Installation, mails: LateMails) {
  // Whose a queue is while a mail of it is in hand.
  const holder = newId()
  return new QueueWorker(installation, pacedMailQueue, async ({ portal }) => {
    const at = { installation, portal, holder }
    const became = await attempt(installation, portal, {
      take: (tx, now) => take(at, tx, now),
      act: (item) => send(at, item, mails),
      record: (tx, now, item, outcome) => record(at, tx, now, item, outcome),
    })
    return became ?? 'nothing'
  })
}

interface At {
  installation: Installation
  portal: string
  holder: string
}

/** Whose turn it is, of what may leave now. The queue is held until that is written down. */
async function take(at: At, tx: Tx, now: Instant): Promise<ClaimedJob | null> {
  const { installation, portal, holder } = at
  const held = await holdQueue(tx, holder, { now, seconds: HOLD_SECONDS })
  if (!held) return null
  const rest = async (until: Instant | null) => {
    await leave(at, tx, now, until)
    return null
  }
  const mail = await nextPaced(tx, now)
  if (!mail?.due) return rest(mail?.due_at ?? null)
  const minute = minuteOf(held.minute, held.perMinute, now)
  if (minute.left <= 0) return rest(minute.endsAt)
  const bound = await spendWithin(tx, installation, boundOf(installation), now)
  if (!bound.allowed) return rest(now.add({ seconds: bound.resetSeconds }))
  return { mail, minute, key: await installation.keys.of(tx, portal) }
}

async function send(
  { installation, portal }: At,
  { mail, key }: ClaimedJob,
  mails: LateMails,
): Promise<Outcome> {
  const { db, clock } = installation
  let outgoing: OutgoingMail | null | undefined
  try {
    outgoing = await db.write({ portal }, async (tx) => {
      const content = contentOf(key, portal, mail)
      const now = await clock.now(tx)
      const about = { tx, now, installation, portal, person: mail.person, content }
      return mails[mail.kind]?.(about)
    })
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    return { what: 'broken', error }
  }
  if (!outgoing) return { what: 'dropped' }
  try {
    await handOver(installation, mail.id, outgoing, 'paced')
    return { what: 'left', outgoing }
  } catch (error) {
    return { what: handed(error), error }
  }
}

async function record(
  at: At,
  tx: Tx,
  now: Instant,
  { mail, minute, key }: ClaimedJob,
  outcome: Outcome,
): Promise<Next> {
  const { installation, portal } = at
  if (outcome.what === 'dropped') {
    await savePaced(tx, mail.id, { state: 'dropped', sealed: null })
    return 'done'
  }
  await spendMinute(tx, { ...minute, left: minute.left - 1 })
  if (outcome.what === 'left') {
    // Without a mail server the built-in mailbox keeps what was sent.
    const kept = installation.mail === null
    await savePaced(tx, mail.id, {
      state: kept ? 'kept' : 'sent',
      sealed: kept ? sealMail(key, portal, mail.id, outcome.outgoing) : null,
      sent_at: now,
      due_at: null,
    })
    return 'done'
  }
  const { what, error } = outcome
  const attempts = mail.attempts + 1
  const due = what === 'refused' ? null : nextTry(attempts, now)
  const broken = what === 'broken'
  installation.log[broken ? 'error' : 'warn'](
    { err: broken ? error : undefined, mail: mail.id, what, attempts },
    'a mail was not taken',
  )
  await savePaced(tx, mail.id, {
    attempts,
    failure: broken ? 'It could not be written' : answerOf(error),
    due_at: due,
    ...(due ? {} : { state: 'failed', sealed: null }),
  })
  if (what === 'away') {
    await leave(at, tx, now, due ?? now.add({ minutes: 1 }))
    return 'nothing'
  }
  return broken ? 'failed' : 'done'
}

async function leave(
  { installation, portal, holder }: At,
  tx: Tx,
  now: Instant,
  until: Instant | null,
): Promise<void> {
  await leaveQueue(tx, holder, until)
  if (until) await wakeIn(installation, tx, pacedMailQueue, { portal }, now.until(until))
}
