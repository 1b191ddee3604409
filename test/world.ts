import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { inject, onTestFinished } from 'vitest'
import { jobHandlers } from '../src/jobs.ts'
import type { Installation } from '../src/kit/installation.ts'
import { openInstallation, prepareDatabase, type Opening } from '../src/open.ts'

export const TEMPLATE = 'gatehouse_template'

/** A whole installation on a database of its own, with a clock that only the test moves. */
export interface World {
  installation: Installation
  ownerUrl: string
  data: string
  masterKey: Buffer
  /** Does every job that waits. */
  drain(): Promise<number>
  /** Where the frozen clock stands. */
  now(): Promise<Temporal.Instant>
  /** Moves the clock without running anything that fell due. */
  setClock(now: Temporal.Instant | string): Promise<void>
  /** Runs SQL as the owner of the tables, past every wall. With a name it is planned once. */
  owner<R = Record<string, unknown>>(sql: string, values?: unknown[], name?: string): Promise<R[]>
  close(): Promise<void>
}

export const START = '2026-01-05T09:00:00Z'

/**
 * @param options.start where the clock stands first; null leaves it running with the machine's
 * @param options.url where it is told that it is served
 * @param options.more of what it is made of otherwise than in a sandbox
 * @param options.outgoing which private addresses it may send to
 * @param options.log where it logs; nowhere, unless told otherwise
 */
export async function openWorld({
  start = START as string | null,
  url = 'http://localhost:3000',
  more = {} as Partial<
    Pick<
      Opening,
      'proxies' | 'openToVisitors' | 'lookUp' | 'name' | 'smtpUrl' | 'caps' | 'files' | 'scanner'
    >
  >,
  outgoing = undefined as Opening['outgoing'],
  log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
} = {}): Promise<World> {
  const server = inject('databaseUrl')
  const name = `gh_${randomBytes(6).toString('hex')}`
  await asServer(server, (client) =>
    // Some 60 ms less of a processor than by the log, page by page.
    client.query(`create database ${name} template ${inject('template')} strategy file_copy`),
  )
  const ownerUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  const masterKey = randomBytes(32)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const setClock = async (now: Temporal.Instant | string | null) => {
    await owner.query(
      `insert into test_clock (frozen_at) values ($1) on conflict (only_one) do update set frozen_at = $1, offset_ms = 0`,
      [now?.toString() ?? null],
    )
  }
  await setClock(start)
  const { installation, close } = await openInstallation({
    ownerUrl,
    data,
    masterKey,
    mode: 'sandbox',
    url: new URL(url),
    outgoing,
    log,
    // One person of a test does in a second what somebody does in an hour, and clocks stand still.
    pageWritesPerMinute: 1_000_000,
    ...more,
  })
  return {
    installation,
    ownerUrl,
    data,
    masterKey,
    drain: () => installation.jobs.drain(jobHandlers(installation)),
    now: () => installation.db.read('installation', (tx) => installation.clock.now(tx)),
    setClock,
    owner: async <R>(text: string, values: unknown[] = [], name?: string) =>
      (await owner.query({ text, values, name })).rows as R[],
    close: async () => {
      await close()
      await owner.end()
      await asServer(server, async (client) => {
        await client.query(`drop database ${name} with (force)`)
        await client.query(`drop role if exists ${name}_login`)
      })
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** A world for one test, closed when it is done. */
export async function aWorld(options?: Parameters<typeof openWorld>[0]): Promise<World> {
  const world = await openWorld(options)
  onTestFinished(() => world.close())
  return world
}

/** Migrates the database that every world is copied from. @returns its name */
export async function makeTemplate(server: string): Promise<string> {
  const name = `${TEMPLATE}_${randomBytes(4).toString('hex')}`
  await asServer(server, (client) => client.query(`create database ${name}`))
  await prepareDatabase(Object.assign(new URL(server), { pathname: `/${name}` }).href)
  return name
}

export async function asServer<T>(
  server: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
