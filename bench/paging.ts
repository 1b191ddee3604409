import pg from 'pg'
import { createApp } from '../src/app.tsx'
import { CLI_RIGHTS } from '../src/gate/index.ts'
import { createKey, peopleCursor } from '../src/identity/index.ts'
import { CONSOLE, newId, show } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { perform } from '../src/kit/operation.ts'
import { median } from './load.ts'
import { sizes } from './sizes.ts'

const A_PAGE = 50

/** A portal with a million people, none of whom has ever come in. @returns its row id */
async function crowd(owner: pg.Client): Promise<string> {
  const portal = newId()
  await owner.query(
    `insert into portals (id, name, slug, time_zone, language, status, status_since, trial_ends_at,
       built_at, brand_color, accent_color, after_trial, created_at)
     values ($1, 'Crowd', 'crowd', 'UTC', 'en', 'certified_secure', now(), now(), now(), '#1f4e79',
       '#b45309', '{}', now())`,
    [portal],
  )
  await owner.query(`insert into hosts values ('crowd.localhost', $1, true, now(), null)`, [portal])
  // A trigger that counts each of them into one row would take longer than all the rest.
  await owner.query('alter table persons disable trigger count_people')
  await owner.query(
    `insert into persons (portal_id, id, kind, name, email, seat, created_at)
     select $1, gen_random_uuid(), 'contact', 'Person ' || md5(n::text), n || '@crowd.example', 'guest',
       now() from generate_series(1, $2::int) n`,
    [portal, sizes.people],
  )
  await owner.query('alter table persons enable trigger count_people')
  await owner.query('insert into portal_summaries (portal_id, people) values ($1, $2)', [
    portal,
    sizes.people,
  ])
  await owner.query('vacuum analyze persons')
  return portal
}

export interface Paged {
  /** Milliseconds of a page by API, medians. */
  firstMs: number
  middleMs: number
  lastMs: number
}

/** Asks for the first, the middle and the last page of a million people by API, in turn. */
export async function benchPaging(installation: Installation, ownerUrl: string): Promise<Paged> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const portal = await crowd(owner)
    const made = await perform(
      installation,
      createKey,
      { id: 'cli', name: 'Bench', portal: CONSOLE, rights: CLI_RIGHTS, through: 'cli' },
      { name: 'Bench', scopes: ['read'] },
    )
    if (!made.ok) throw new Error(made.code)
    const app = createApp(installation)
    const cursorAt = async (rank: number) => {
      const { rows } = await owner.query<{ name: string; id: string }>(
        'select name, id from persons where portal_id = $1 order by name, id offset $2 limit 1',
        [portal, rank - 1],
      )
      return `&cursor=${peopleCursor.write(rows[0]!)}`
    }
    const pages = {
      firstMs: '',
      middleMs: await cursorAt(sizes.people / 2),
      lastMs: await cursorAt(sizes.people - A_PAGE),
    }
    const ask = async (cursor: string) => {
      const started = performance.now()
      const response = await app.request(
        `http://localhost:3000/api/v1/portals/${show('portal', portal)}/people?limit=${A_PAGE}${cursor}`,
        { headers: { host: 'localhost:3000', authorization: `Bearer ${made.value.secret}` } },
      )
      const { people, next } = (await response.json()) as { people: unknown[]; next: unknown }
      const took = performance.now() - started
      if (people.length !== A_PAGE || (next === null) !== (cursor === pages.lastMs))
        throw new Error(`${response.status}: ${people.length} people, next ${String(next)}`)
      return took
    }
    const times: Record<keyof Paged, number[]> = { firstMs: [], middleMs: [], lastMs: [] }
    for (let round = 0; round < sizes.pages; round++)
      for (const name of ['firstMs', 'middleMs', 'lastMs'] as const)
        times[name].push(await ask(pages[name]))
    const of = (name: keyof Paged) => median(times[name])
    return { firstMs: of('firstMs'), middleMs: of('middleMs'), lastMs: of('lastMs') }
  } finally {
    await owner.end()
  }
}
