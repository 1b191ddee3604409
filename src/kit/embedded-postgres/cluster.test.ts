import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from 'vitest'
import { removeData } from './place.ts'
import { runningServer } from './process.ts'
import { DataFolderInUse, findCluster, openCluster } from './cluster.ts'

/** Processes are killed here, not machines: what the kernel has been told is safe. */
const flags = ['-c', 'fsync=off']

/** A folder that has been started once: copying it takes a tenth of making another. */
let started: string
let folder: string
let data: string

const freshFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'gatehouse-cluster-'))
  await chmod(path, 0o755)
  return path
}
beforeAll(async () => {
  started = await freshFolder()
  const cluster = await openCluster({ data: started, flags })
  await cluster.close()
})
beforeEach(async () => {
  folder = await freshFolder()
  data = join(folder, 'data')
})
afterEach(async () => {
  await removeData(data)
  await rm(folder, { recursive: true })
})
afterAll(() => removeData(started))

/** Makes the test's data folder one that has been started before. */
const copyStarted = () => promisify(execFile)('cp', ['-a', started, data])

/** Opens the cluster here; closed after the test at the latest. */
async function open(options?: Partial<Parameters<typeof openCluster>[0]>) {
  const cluster = await openCluster({ data, flags, ...options })
  onTestFinished(cluster.close)
  return cluster
}

/** Opens the cluster in a process of its own, which can then be killed. */
async function openElsewhere(): Promise<{ opener: ChildProcess; url: Promise<string> }> {
  const code = `
    import { openCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url))}
    const { url } = await openCluster(${JSON.stringify({ data, flags })})
    console.log(url)`
  const opener = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void opener.kill('SIGKILL'))
  const url = once(opener.stdout, 'data').then(([chunk]) => String(chunk).trim())
  return { opener, url }
}

async function kill(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL')
  await once(process, 'exit')
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // a killed server
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const until = (what: () => Promise<unknown>) =>
  vi.waitUntil(() => what().catch(() => false), { timeout: 30_000, interval: 20 })

const serverOf = async () => runningServer(join(await realpath(join(data, 'postgres')), 'cluster'))

describe('an embedded cluster', () => {
  it('keeps what it is given, from one start to the next', async () => {
    await copyStarted()
    const first = await open()
    await query(first.url, `create table told as select 'ñandú' as word`)
    await first.close()

    const second = await open()
    expect(await query(second.url, 'select word from told')).toEqual([{ word: 'ñandú' }])
    const [settings] = await query(
      second.url,
      `select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = 'gatehouse'`,
    )
    expect(settings).toEqual({ provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' })
  })

  it('lets nobody in without the password, which only its owner can read', async () => {
    await copyStarted()
    const { url } = await open()
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect(new URL(url).hostname).toBe('127.0.0.1')
    const password = join(data, 'postgres', 'password')
    expect(await readFile(password, 'utf8')).toBe(new URL(url).password)
    expect((await stat(password)).mode & 0o777).toBe(0o600)
  })

  it('is found by others while it runs, and not before or after', async () => {
    await copyStarted()
    expect(await findCluster(data)).toBeNull()
    const { url, close } = await open()
    expect(await findCluster(data)).toEqual({ url })
    await close()
    expect(await findCluster(data)).toBeNull()
  })

  it('refuses a second opener, naming the folder, the process and the way out', async () => {
    await copyStarted()
    const { opener, url } = await openElsewhere()
    await url
    const refusal = await openCluster({ data }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DataFolderInUse)
    expect(refusal).toMatchObject({ data, pid: opener.pid })
    expect((refusal as Error).message).toMatch(/Stop that one first.*GATEHOUSE_DATA=/)
    expect(await query(await url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('comes back on the same address each time the database is killed', async () => {
    await copyStarted()
    const exits: unknown[] = []
    const { url } = await open({ onUnexpectedExit: ({ signal }) => exits.push(signal) })
    for (const times of [1, 2]) {
      const before = await serverOf()
      process.kill(before!.pid, 'SIGKILL')
      await until(async () => (await serverOf())!.pid !== before!.pid && query(url, 'select 1'))
      expect(exits).toEqual(Array(times).fill('SIGKILL'))
    }
  })

  it('stops by itself when its opener is killed, having lost nothing', async () => {
    await copyStarted()
    const { opener, url } = await openElsewhere()
    await query(await url, 'create table kept as select 1 as one')
    await kill(opener)
    await until(async () => (await serverOf()) === null)

    const next = await open()
    expect(await query(next.url, 'select one from kept')).toEqual([{ one: 1 }])
  })

  it('starts right after its opener was killed, without waiting for anybody', async () => {
    await copyStarted()
    for (let round = 0; round < 2; round++) {
      const { opener, url } = await openElsewhere()
      await url
      await kill(opener)
    }
    const { url } = await open()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts after opener and database were killed together', async () => {
    await copyStarted()
    const { opener, url } = await openElsewhere()
    await query(await url, 'create table kept as select 1 as one')
    const server = await serverOf()
    await kill(opener)
    process.kill(server!.pid, 'SIGKILL')

    const next = await open()
    expect(await query(next.url, 'select one from kept')).toEqual([{ one: 1 }])
  })

  it('starts after a first start that was killed half-way', async () => {
    const { opener } = await openElsewhere()
    await until(async () => {
      const entries = await readdir(join(data, 'postgres'))
      const aside = entries.find((entry) => entry.startsWith('new-'))
      return aside && (await stat(join(data, 'postgres', aside, 'cluster', 'base')))
    })
    await kill(opener)

    const { url } = await open()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts when the pid in its note now belongs to somebody else', async () => {
    await copyStarted()
    const first = await open()
    await first.close()
    await writeFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), `${process.pid}\n`)
    const second = await open()
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is gone with its data folder', async () => {
    await chmod(folder, 0o700) // for root this means a cluster outside of the folder
    const first = await open()
    await query(first.url, 'create table secret as select 1')
    await first.close()
    const home = await realpath(join(data, 'postgres'))
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    if (process.getuid?.() === 0) expect(home).toMatch(/^\/var\/lib\/gatehouse\//)

    await rm(data, { recursive: true })
    const second = await open()
    await expect(query(second.url, 'select * from secret')).rejects.toThrow('does not exist')
  })
})
