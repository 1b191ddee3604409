import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilReady, startWithDatabase, type AppWithDatabase } from './database.ts'
import { until } from './app-process.ts'
import { KILLS } from './victim.ts'

const PORTALS = 3
const WRITERS = 9
const READERS = 4

let house: AppWithDatabase

beforeAll(async () => {
  house = await startWithDatabase(PORTALS)
})

afterAll(() => house.close())

const KILL = 'kill -9 of the server'

/** How the database is harmed while it is written to. */
const harms: Record<string, (house: AppWithDatabase) => Promise<unknown>> = {
  [KILL]: async ({ postmaster }) => process.kill(await postmaster(), 'SIGKILL'),
  'kill -9 of one of its processes': async ({ owner }) => {
    const [found] = await owner<{ pid: number }>(
      `select pid from pg_stat_activity where application_name like 'gatehouse%' limit 1`,
    )
    process.kill(found!.pid, 'SIGKILL')
  },
  'an immediate shutdown': async ({ postmaster }) => process.kill(await postmaster(), 'SIGQUIT'),
  'every connection terminated': ({ owner }) =>
    owner(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null',
    ),
}

interface Answered {
  status: number
  retryAfter: string | null
}

let writes = 0

/** Writes and reads without a pause until it is stopped. */
class Load {
  readonly acknowledged: string[] = []
  readonly answered: Answered[] = []
  #stopped = false
  readonly #workers: Promise<void>[]

  constructor() {
    const reads = ['/portals', '/jobs', '/audit']
    this.#workers = [
      ...Array.from({ length: WRITERS }, () => this.#again(() => this.#write())),
      ...Array.from({ length: READERS }, (_, n) =>
        this.#again(() => this.#ask('GET', reads[n % reads.length]!)),
      ),
    ]
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#workers)
  }

  async #again(once: () => Promise<unknown>): Promise<void> {
    while (!this.#stopped) await once()
  }

  async #write(): Promise<void> {
    const number = ++writes
    const name = `Name ${number}`
    const status = await this.#ask('PATCH', `/portals/${house.portals[number % PORTALS]}`, { name })
    if (status === 200) this.acknowledged.push(name)
  }

  async #ask(method: string, path: string, body?: object): Promise<number> {
    const response = await house.ask(method, path, body)
    await response.text()
    this.answered.push({
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
    })
    return response.status
  }
}

/** What is done after an answer, by the queue's own connections. */
async function buildsAPortal(): Promise<boolean> {
  const name = `Built ${++writes}`
  await house.ask('POST', '/portals', {
    name,
    owner: { name: 'Ada Okoye', email: 'ada@h.example' },
  })
  await until(async () => {
    const sql = 'select 1 from portals where name = $1 and built_at is not null'
    return (await house.owner(sql, [name])).length === 1
  })
  return true
}

/** Those to its database, each by what no other has. */
async function connections(): Promise<Set<string>> {
  const found = await house.owner<{ one: string }>(
    `select concat(pid, ' ', backend_start) as one from pg_stat_activity where datname is not null`,
  )
  return new Set(found.map(({ one }) => one))
}

const statusesOf = (load: Load) => [...new Set(load.answered.map(({ status }) => status))]

describe('the database is lost under load, again and again', () => {
  it.each(Object.keys(harms))(
    'by %s: every request is answered, by 503 and when to come back where it could not be done, and nothing acknowledged is lost',
    { timeout: KILLS * 120_000 },
    async (harm) => {
      const load = new Load()
      const times = harm === KILL ? KILLS : Math.ceil(KILLS / 3)
      for (let time = 0; time < times; time++) {
        const before = load.acknowledged.length
        await until(async () => load.acknowledged.length >= before + WRITERS)
        const lost = await connections()
        await harms[harm]!(house)
        await untilReady(house.app, async () => (await connections()).isDisjointFrom(lost))
      }
      const after = load.acknowledged.length
      await until(async () => load.acknowledged.length >= after + WRITERS)
      await load.stop()

      expect(statusesOf(load).filter((status) => status !== 200 && status !== 503)).toEqual([])
      const away = load.answered.filter(({ status }) => status === 503)
      expect(away.filter(({ retryAfter }) => retryAfter === null)).toEqual([])
      const lines = await house.owner<{ name: string }>(
        `select details -> 'name' ->> 'to' as name from audit_lines where operation = 'portal.configure'`,
      )
      const written = new Set(lines.map(({ name }) => name))
      expect(load.acknowledged.filter((name) => !written.has(name))).toEqual([])
      expect(await buildsAPortal()).toBe(true)
    },
  )
})

it('a database that is lost while a server only begins its work: it lives, and works once the database is back', async () => {
  // The last it does before it says that it is there.
  const noted = async () => (await readdir(join(house.data, 'running'))).length > 0
  for (const begun of [async () => true, noted]) {
    await house.startAgain()
    await until(begun)
    const lost = await connections()
    process.kill(await house.postmaster(), 'SIGKILL')
    await untilReady(house.app, async () => (await connections()).isDisjointFrom(lost))
    expect(await buildsAPortal()).toBe(true)
  }
})

it('a database that does not answer: 503 for everybody while it lasts, the process alive, and all as before once it does', async () => {
  // Connections that are open and believed in, as many as there can be.
  const path = `/portals/${house.portals[0]}`
  await Promise.all(Array.from({ length: 40 }, () => house.ask('GET', path)))
  const thaw = await house.freeze()
  try {
    const asked = Array.from({ length: 40 }, (_, n) =>
      n % 2 === 0 ? house.ask('GET', path) : house.ask('PATCH', path, { name: `Frozen ${n}` }),
    )
    const health = (kind: string) => fetch(`${house.app.origin}/health/${kind}`)
    expect((await health('live')).status).toBe(200)
    expect((await health('ready')).status).toBe(503)
    for (const { status, headers } of await Promise.all(asked)) {
      expect(status).toBe(503)
      expect(headers.get('retry-after')).not.toBeNull()
    }
  } finally {
    thaw()
  }
  await untilReady(house.app)
  expect((await house.ask('PATCH', path, { name: 'Thawed' })).status).toBe(200)
  expect(await buildsAPortal()).toBe(true)
})
