import type { Tx } from '../../src/kit/db/database.ts'
import { attempt } from '../../src/kit/due/attempt.ts'
import { dueQueue } from '../../src/kit/due/queue.ts'
import { QueueWorker } from '../../src/kit/due/worker.ts'
import type { Installation } from '../../src/kit/installation.ts'

/** Things that fall due, in queues, with nothing about them but that; and who was told of them outside. */
export const TABLES = `
  create table things (portal_id uuid not null, queue text not null, n int not null, due_at timestamptz not null,
    state text not null default 'waiting', tries int not null default 0, busy_until timestamptz,
    primary key (portal_id, queue, n));
  create table told (at serial, thing text not null);
  grant select, insert, update on things, told to gatehouse_app;
  grant usage on sequence told_at_seq to gatehouse_app`

export interface ThingQueue {
  portal: string
  queue: string
}

export interface Thing {
  queue: string
  n: number
  tries: number
}

export const thingQueue = dueQueue<ThingQueue>({
  names: { wake: 'thing', sweep: 'things_due' },
  key: ({ queue }) => queue,
  falls: null,
  atOnce: 3,
  due: (tx, now) =>
    tx.run(
      `select distinct portal_id as portal, queue from things where state = 'waiting' and due_at <= $1
         and (busy_until is null or busy_until < clock_timestamp())`,
      [now],
    ),
})

/** Given up after so many tries. */
export const TRIES = 3

/** @param tell hands a thing to others. @returns whether they took it */
export const thingWorker = (
  installation: Installation,
  tell: (thing: Thing) => Promise<boolean>,
): QueueWorker<ThingQueue> =>
  new QueueWorker(installation, thingQueue, async ({ portal, queue }) => {
    const became = await attempt(installation, portal, {
      take: (tx, now) => take(tx, { portal, queue }, now),
      act: tell,
      record: async (tx, now, { n, tries }, taken) => {
        const state = taken ? 'done' : tries + 1 < TRIES ? 'waiting' : 'parked'
        await tx.run(
          `update things set busy_until = null, tries = $4, due_at = $5,
             state = case when state = 'waiting' then $6 else state end
           where portal_id = $1 and queue = $2 and n = $3`,
          [portal, queue, n, tries + 1, taken ? now : now.add({ minutes: 1 }), state],
        )
        return taken ? 'done' : 'failed'
      },
    })
    return became ?? 'nothing'
  })

async function take(
  tx: Tx,
  { portal, queue }: ThingQueue,
  now: Temporal.Instant,
): Promise<Thing | null> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [queue])
  const [thing] = await tx.run<Thing>(
    `update things set busy_until = clock_timestamp() + interval '30 seconds'
     where portal_id = $1 and queue = $2 and state = 'waiting' and due_at <= $3
       and n = (select n from things where portal_id = $1 and queue = $2 and state = 'waiting' and due_at <= $3
                order by due_at, n limit 1)
       and not exists (select from things where portal_id = $1 and queue = $2 and busy_until > clock_timestamp())
     returning queue, n, tries`,
    [portal, queue, now],
  )
  return thing ?? null
}
