import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { What } from './news.ts'

/** Nobody comes into these to look. */
const SHUT = ['suspended', 'cancelled'] as const
/** Of more than so many that wait it is said all the same that there are several. */
const MOST_WAITING = 200

/**
 * Notes that people are to be told of things of one moment: now, where they were told of none of its kind in the last hour, else
 * with the next mail. Of any number who do so at once for the same person one tells.
 * @returns row ids of those who are told now
 */
export async function noteTelling(
  tx: Tx,
  {
    persons,
    what,
    things,
    now,
  }: { persons: readonly string[]; what: What; things: readonly string[]; now: Instant },
): Promise<ReadonlySet<string>> {
  const isLater = `(t.due_at is not null or t.told_at > excluded.told_at - interval '1 hour')`
  const rows = await tx.run<{ person: string }>(
    `with noted as (
       insert into file_tellings as t (portal_id, person_id, what, told_at)
       select $1, person, $2, $3 from portals p, unnest($4::uuid[]) person where p.id = $1 order by person
       on conflict (portal_id, person_id, what) do update set
         waiting = case when not ${isLater} then t.waiting else
           (t.waiting || array(select x from rows from (unnest($5::uuid[])) x where x <> all(t.waiting)))[1:${MOST_WAITING}] end,
         due_at = case when ${isLater} then t.told_at + interval '1 hour' end,
         told_at = case when ${isLater} then t.told_at else excluded.told_at end
       returning person_id, due_at)
     select person_id as person from noted where due_at is null`,
    [tx.portal, what, now, persons, things],
  )
  return new Set(rows.map(({ person }) => person))
}

/** Nothing is to be said of a thing any more. @returns whether it waited, and so was not told of */
export async function forgetTelling(
  tx: Tx,
  { person, what, thing }: { person: string; what: What; thing: string },
): Promise<boolean> {
  const rows = await tx.run(
    `update file_tellings set waiting = array_remove(waiting, $4),
       due_at = case when waiting <> array[$4::uuid] then due_at end
     where portal_id = $1 and person_id = $2 and what = $3 and $4 = any(waiting) returning 1`,
    [tx.portal, person, what, thing],
  )
  return rows.length > 0
}

/** What has been due for longest and nobody is at. */
export async function nextTelling(
  tx: Tx,
  now: Instant,
): Promise<{ person: string; what: What } | null> {
  const row = await tx.db
    .selectFrom('file_tellings as t')
    .innerJoin('portals as o', (join) => join.onRef('o.id', '=', 't.portal_id'))
    .select(['t.person_id as person', 't.what'])
    .where('t.due_at', '<=', now)
    .where('o.status', 'not in', SHUT)
    .orderBy('t.due_at')
    .orderBy('t.person_id')
    .limit(1)
    .forUpdate('t')
    .skipLocked()
    .executeTakeFirst()
  return row ? { ...row, what: row.what as What } : null
}

const one = (tx: Tx, { person, what }: { person: string; what: What }) =>
  tx.db.updateTable('file_tellings').where('person_id', '=', person).where('what', '=', what)

/** What waits to be told, locked; null where nothing is due. */
export async function lockTelling(
  tx: Tx,
  { person, what, now }: { person: string; what: What; now: Instant },
): Promise<string[] | null> {
  const row = await tx.db
    .selectFrom('file_tellings')
    .select('waiting')
    .where('person_id', '=', person)
    .where('what', '=', what)
    .where('due_at', '<=', now)
    .forUpdate()
    .executeTakeFirst()
  return row?.waiting ?? null
}

/** Nothing waits any more. @param toldAt when they were told; null where there was nothing left to say */
export async function settleTelling(
  tx: Tx,
  about: { person: string; what: What },
  toldAt: Instant | null,
): Promise<void> {
  const nothing = { due_at: null, waiting: [] as string[] }
  await one(tx, about)
    .set(toldAt === null ? nothing : { ...nothing, told_at: toldAt })
    .execute()
}

export async function putOffTelling(
  tx: Tx,
  about: { person: string; what: What },
  until: Instant,
): Promise<void> {
  await one(tx, about).set({ due_at: until }).where('due_at', 'is not', null).execute()
}

/** Portals in which somebody is to be told. Needs the installation's scope. */
export const portalsToTell = (tx: Tx, now: Instant): Promise<{ portal: string }[]> =>
  tx.db
    .selectFrom('file_tellings as t')
    .innerJoin('portals as o', 'o.id', 't.portal_id')
    .select('t.portal_id as portal')
    .distinct()
    .where('t.due_at', '<=', now)
    .where('o.status', 'not in', SHUT)
    .execute()

/** How many mails fall due within a span. Needs the installation's scope. */
export async function tellingsFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('file_tellings as t')
    .innerJoin('portals as o', 'o.id', 't.portal_id')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('t.due_at', '>', from)
    .where('t.due_at', '<=', until)
    .where('o.status', 'not in', SHUT)
    .executeTakeFirstOrThrow()
  return row.n
}
