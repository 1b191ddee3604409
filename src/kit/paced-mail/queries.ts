import type { Instant } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import type { Minute } from './pace.ts'

/** A mail of a bulk job, to be rendered when it leaves. */
export interface PacedMail {
  id: string
  person: string
  sealed: Buffer
}

export const insertPaced = (
  tx: Tx,
  { work, kind, now }: { work: string; kind: string; now: Instant },
  mails: readonly PacedMail[],
) =>
  tx.run(
    `insert into mails (portal_id, id, kind, person_id, state, sealed, queued_at, work_id)
     select $1, m.id, $2, m.person, 'queued', m.sealed, $3, $4
     from portals p, unnest($5::uuid[], $6::uuid[], $7::bytea[]) as m (id, person, sealed) where p.id = $1`,
    [
      tx.portal,
      kind,
      now,
      work,
      mails.map(({ id }) => id),
      mails.map(({ person }) => person),
      mails.map(({ sealed }) => sealed),
    ],
    'insert_paced_mails',
  )

/**
 * Says that mails wait. Waits for whoever looks into the queue at this moment, so that nobody who finds it
 * empty says so after this.
 */
export const openQueue = (tx: Tx) =>
  tx.run(
    `insert into mail_lanes (portal_id) values ($1)
     on conflict (portal_id) do update set waiting = true`,
    [tx.portal],
    'open_mail_lane',
  )

export interface Held {
  minute: Minute | null
  perMinute: number
}

/** Takes or keeps the queue; null where somebody else has it, it rests, or its portal is shut. */
export async function holdQueue(
  tx: Tx,
  holder: string,
  { now, seconds }: { now: Instant; seconds: number },
): Promise<Held | null> {
  const [row] = await tx.run<{
    ends_at: Instant | null
    left: number
    mails_per_minute: number
  }>(
    `update mail_lanes l set holder = $2, busy_until = clock_timestamp() + make_interval(secs => $4)
     from portals p
     where l.portal_id = $1 and p.id = $1 and p.status not in ('suspended', 'cancelled') and l.waiting
       and (l.holder = $2 or l.busy_until is null or l.busy_until < clock_timestamp())
       and (l.rests_until is null or l.rests_until <= $3)
     returning l.minute_ends_at as ends_at, l.left_in_minute as left, p.mails_per_minute`,
    [tx.portal, holder, now, seconds],
    'hold_mail_lane',
  )
  if (!row) return null
  const { ends_at: endsAt, left, mails_per_minute: perMinute } = row
  return { minute: endsAt && { endsAt, left }, perMinute }
}

/** Notes what may still leave in this minute. */
export const spendMinute = (tx: Tx, { endsAt, left }: Minute) =>
  tx.run(
    'update mail_lanes set minute_ends_at = $2, left_in_minute = $3 where portal_id = $1',
    [tx.portal, endsAt, left],
    'spend_mail_minute',
  )

/** Lets go of the queue until then; of one in which nothing waits, for good. */
export const leaveQueue = (tx: Tx, holder: string, until: Instant | null) =>
  tx.run(
    `update mail_lanes set holder = null, busy_until = null, rests_until = $3, waiting = $3::timestamptz is not null
     where portal_id = $1 and holder = $2`,
    [tx.portal, holder, until],
    'leave_mail_lane',
  )

export interface DueMail extends PacedMail {
  kind: string
  attempts: number
  due: boolean
  due_at: Instant | null
}

/** What leaves next: what is due, in order; where nothing is, what will be due first. */
export async function nextPaced(tx: Tx, now: Instant): Promise<DueMail | null> {
  const COLUMNS = 'id, kind, person_id as person, sealed, attempts, due_at'
  // Sent in one piece. Where the database has not counted yet how many have just been written, it takes
  // them for few and sorts all that wait for each that leaves: with 100,000, a tenth of a second a mail.
  const [, [due]] = await Promise.all([
    tx.run('set local enable_sort = off'),
    tx.run<DueMail>(
      `select ${COLUMNS}, true as due from mails
       where portal_id = $1 and state = 'queued' and work_id is not null and (due_at is null or due_at <= $2)
       order by work_id, id limit 1 for update`,
      [tx.portal, now],
      'next_paced_mail',
    ),
  ])
  if (due) return due
  const [later] = await tx.run<DueMail>(
    `select ${COLUMNS}, false as due from mails
     where portal_id = $1 and state = 'queued' and work_id is not null order by due_at limit 1`,
    [tx.portal],
  )
  return later ?? null
}

export async function savePaced(
  tx: Tx,
  id: string,
  changes: Partial<{
    state: string
    sealed: Buffer | null
    sent_at: Instant
    attempts: number
    failure: string | null
    due_at: Instant | null
  }>,
): Promise<void> {
  await tx.db
    .updateTable('mails')
    .set(changes)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

/** How the mails of a bulk job stand. */
export async function mailsOfBulkJob(
  tx: Tx,
  work: string,
): Promise<{ waiting: number; undelivered: number; perMinute: number }> {
  const [row] = await tx.run<{ waiting: number; undelivered: number; per_minute: number }>(
    `select
       (select count(*) from mails where portal_id = $1 and work_id = $2 and state = 'queued')::int as waiting,
       (select count(*) from mails where portal_id = $1 and work_id = $2
          and state in ('failed', 'dropped'))::int as undelivered,
       mails_per_minute as per_minute
     from portals where id = $1`,
    [tx.portal, work],
  )
  return { waiting: row!.waiting, undelivered: row!.undelivered, perMinute: row!.per_minute }
}

/** The queues in which something waits that nobody is sending. Needs the installation's scope. */
export const dueQueues = (tx: Tx, now: Instant) =>
  tx.run<{ portal: string }>(
    `select portal_id as portal from mail_lanes
     where waiting and (busy_until is null or busy_until < clock_timestamp())
       and (rests_until is null or rests_until <= $1)`,
    [now],
  )
