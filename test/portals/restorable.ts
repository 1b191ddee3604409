import { cp, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import pg from 'pg'
import pino from 'pino'
import { inject, onTestFinished } from 'vitest'
import { jobHandlers } from '../../src/jobs.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { openInstallation, type Opening } from '../../src/open.ts'
import { asServer, START, type World } from '../world.ts'

/** An installation that is stopped, backed up, restored and started as its operator would. */
export interface Restorable {
  /** Since it was last started. */
  world: World
  start(): Promise<World>
  stop(): Promise<void>
  /** Of the database and of the folder of keys. While it stands still. */
  backup(): Promise<void>
  restore(what: 'database' | 'keys'): Promise<void>
}

export async function aRestorable(): Promise<Restorable> {
  const server = inject('databaseUrl')
  const name = `gh_${randomBytes(6).toString('hex')}`
  const saved = `${name}_saved`
  const ownerUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  const savedKeys = await mkdtemp(join(tmpdir(), 'gatehouse-saved-'))
  const keys = join(data, 'keys')
  const masterKey = randomBytes(32)
  const opening: Opening = {
    ownerUrl,
    data,
    masterKey,
    mode: 'sandbox',
    url: new URL('http://localhost:3000'),
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  }
  let running: { installation: Installation; close: () => Promise<void>; owner: pg.Client } | null
  const copy = (from: string, to: string) =>
    asServer(server, async (client) => {
      await client.query(`drop database if exists ${to} with (force)`)
      await client.query(`create database ${to} template ${from}`)
    })

  const restorable: Restorable = {
    world: undefined as never,
    async start() {
      const owner = new pg.Client({ connectionString: ownerUrl })
      await owner.connect()
      const ask = async <R>(sql: string, values: unknown[] = []) =>
        (await owner.query(sql, values)).rows as R[]
      const setClock = async (now: Temporal.Instant | string) => {
        await ask(
          `insert into test_clock (frozen_at) values ($1) on conflict (only_one) do update set frozen_at = $1`,
          [now.toString()],
        )
      }
      if ((await ask('select from test_clock')).length === 0) await setClock(START)
      const { installation, close } = await openInstallation(opening)
      running = { installation, close, owner }
      restorable.world = {
        installation,
        ownerUrl,
        data,
        masterKey,
        drain: () => installation.jobs.drain(jobHandlers(installation)),
        now: () => installation.db.read('installation', (tx) => installation.clock.now(tx)),
        setClock,
        owner: ask,
        close: () => restorable.stop(),
      }
      return restorable.world
    },
    async stop() {
      await running?.close()
      await running?.owner.end()
      running = null
    },
    async backup() {
      await copy(name, saved)
      await cp(keys, savedKeys, { recursive: true })
    },
    async restore(what) {
      if (what === 'database') return copy(saved, name)
      await rm(keys, { recursive: true })
      await cp(savedKeys, keys, { recursive: true, preserveTimestamps: true })
    },
  }
  await copy(inject('template'), name)
  onTestFinished(async () => {
    await restorable.stop()
    await asServer(server, async (client) => {
      for (const one of [name, saved])
        await client.query(`drop database if exists ${one} with (force)`)
      await client.query(`drop role if exists ${name}_login`)
    })
    for (const folder of [data, savedKeys]) await rm(folder, { recursive: true, force: true })
  })
  return restorable
}
