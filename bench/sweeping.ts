import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Installation } from '../src/kit/installation.ts'
import { sweep } from '../src/portals/index.ts'
import { median } from './load.ts'
import { sizes } from './sizes.ts'

/** Ids in order of time, as Gatehouse makes them. Trials whose end lies far ahead: rows that a sweep must not so much as look at. */
async function addPortals(owner: pg.Client, count: number, already: number): Promise<void> {
  await owner.query(
    `with made as (
       insert into portals (id, name, slug, time_zone, language, status, status_since, trial_ends_at, built_at,
         brand_color, accent_color, after_trial, created_at)
       select (lpad(to_hex(1700000000000 + $2 + n), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8'
           || substr(md5(random()::text), 1, 15))::uuid, 'Bench ' || n, 'bench-' || n, 'UTC', 'en', 'trial_active', now(), now() + interval '9 years',
         now(), '#1f4e79', '#b45309', '{branding}', now()
       from generate_series(1, $1) n returning id),
     named as (insert into hosts select 'bench-' || id || '.localhost', id, true, now(), null from made),
     counted as (insert into portal_summaries select id from made),
     keyed as (insert into portal_keys select id, 1, null, now() from made)
     insert into portal_timers select id, 'trial_end', now() + interval '9 years', '{}' from made`,
    [count, already],
  )
}

/** Makes the trials of some portals fall due. */
async function makeDue({ keys }: Installation, owner: pg.Client): Promise<void> {
  await owner.query(
    `with chosen as (select portal_id from portal_timers where due_at > now() + interval '1 year' limit $1)
     update portal_timers t set due_at = now() - interval '1 minute' from chosen where t.portal_id = chosen.portal_id`,
    [sizes.due],
  )
  await owner.query(
    `update portals p set trial_ends_at = t.due_at from portal_timers t
     where t.portal_id = p.id and t.due_at < now() and t.kind = 'trial_end'`,
  )
  const due = await owner.query<{ portal_id: string }>(
    'select portal_id from portal_timers where due_at < now()',
  )
  for (const { portal_id: portal } of due.rows)
    await keys.store.putIfAbsent(portal, keys.wrap(portal, randomBytes(32)))
  await owner.query('analyze portal_timers; analyze portals')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export interface Swept {
  idleMs: number
  dueMs: number
}

/** Milliseconds of a sweep with nothing due, and with some due; medians. */
async function measure(
  installation: Installation,
  owner: pg.Client,
  rounds: number,
): Promise<Swept> {
  const idle: number[] = []
  const due: number[] = []
  for (let round = 0; round < 20; round++) idle.push(await timed(() => sweep(installation)))
  for (let round = 0; round < rounds; round++) {
    await makeDue(installation, owner)
    due.push(
      await timed(async () => {
        const { performed } = await sweep(installation)
        if (performed !== sizes.due)
          throw new Error(`${performed} of ${sizes.due} due were performed`)
      }),
    )
  }
  return { idleMs: median(idle), dueMs: median(due) }
}

/** Sweeps among few portals, then among many, in the same database. */
export async function benchSweep(
  installation: Installation,
  ownerUrl: string,
): Promise<{ few: Swept; many: Swept }> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const [fewer, more] = sizes.portals
    await addPortals(owner, fewer, 0)
    await owner.query('vacuum analyze')
    await measure(installation, owner, 1)
    const few = await measure(installation, owner, sizes.longRounds)
    const step = Math.min(90_000, more - fewer)
    for (let added = fewer; added < more; added += step) await addPortals(owner, step, added)
    await owner.query('vacuum analyze')
    const many = await measure(installation, owner, sizes.longRounds)
    return { few, many }
  } finally {
    await owner.end()
  }
}
