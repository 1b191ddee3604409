import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { build, NODE_ENVIRONMENT, NODE_FLAGS } from '../../bin/prepare/index.mjs'
import { DEMO_PORTALS } from '../../src/demo/index.ts'
import { asServer } from '../world.ts'
import { freePort, until } from './app-process.ts'

/** An empty database. @returns its owner's address */
async function aDatabase(): Promise<string> {
  const server = inject('databaseUrl')
  const name = `gh_${randomBytes(6).toString('hex')}`
  await asServer(server, (client) => client.query(`create database ${name}`))
  onTestFinished(() =>
    asServer(server, async (client) => {
      await client.query(`drop database ${name} with (force)`)
      await client.query(`drop role if exists ${name}_login`)
    }),
  )
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

async function aDataFolder(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  return data
}

/** A server that nobody has started before, of a sandbox unless told otherwise. */
async function start(env: Record<string, string>) {
  const port = env['PORT'] ?? String(await freePort())
  const child = spawn(process.execPath, [...NODE_FLAGS, await build('src/main.ts'), 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...NODE_ENVIRONMENT, ...process.env, LOG_LEVEL: 'silent', ...env, PORT: port },
  })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const isReady = () =>
    fetch(`http://localhost:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  return {
    said: () => said,
    ended,
    ready: () =>
      until(async () => {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`)
        return said.includes('Gatehouse is ready') && (await isReady())
      }, 150_000),
  }
}

/** What whoever has lost the terminal finds. */
const kept = (data: string) => readFile(join(data, 'last-failure.txt'), 'utf8')

describe('two servers that are started at once on one empty database', () => {
  it('both end ready: one fills it and the other says that it waits', async () => {
    const env = { DATABASE_URL: await aDatabase(), GATEHOUSE_DATA: await aDataFolder() }
    const both = await Promise.all([start(env), start(env)])
    await Promise.all(both.map(({ ready }) => ready()))
    const portals = await asServer(env.DATABASE_URL, (owner) =>
      owner.query(`select slug from portals where slug <> '' or status = 'cancelled'`),
    )
    expect(portals.rows).toHaveLength(DEMO_PORTALS.length)
    const said = both.map((one) => one.said())
    expect(said.filter((text) => text.includes('Filling the sandbox'))).toHaveLength(1)
    expect(said.filter((text) => text.includes('another Gatehouse is preparing it'))).toHaveLength(
      1,
    )
  })
})

describe('a start that fails says why and how that is mended, on the terminal and in the data folder', () => {
  it('where the port is another program’s, once that has had ten seconds to give it back', async () => {
    const other = createServer().listen(await freePort())
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const data = await aDataFolder()
    const { ended, said } = await start({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      GATEHOUSE_DATA: data,
      PORT: String(port),
    })
    expect(await ended).toBe(1)
    const why = `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=`
    expect(said()).toContain(`Waiting for port ${port}.`)
    expect(said()).toContain(why)
    expect(said()).toContain(`${data}/last-failure.txt`)
    expect(await kept(data)).toContain(why)
  })

  it('where the password is wrong, at once', async () => {
    const url = new URL(await aDatabase())
    url.password = 'guess'
    const data = await aDataFolder()
    const { ended, said } = await start({ DATABASE_URL: url.href, GATEHOUSE_DATA: data })
    expect(await ended).toBe(1)
    for (const text of [said(), await kept(data)])
      expect(text).toContain('PostgreSQL does not take the password in DATABASE_URL.')
    expect(said()).not.toContain('Waiting')
    expect(await kept(data)).not.toContain('guess')
  })

  it('where another master key made the installation, whose servers go on', async () => {
    const url = await aDatabase()
    const production = (data: string) => ({
      DATABASE_URL: url,
      GATEHOUSE_DATA: data,
      GATEHOUSE_MODE: 'production',
      GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
      GATEHOUSE_URL: 'https://portals.example.com',
    })
    const first = await start(production(await aDataFolder()))
    await first.ready()
    const data = await aDataFolder()
    const { ended, said } = await start(production(data))
    expect(await ended).toBe(1)
    expect(said()).toContain('set the key it was made with')
    expect(await kept(data)).toContain('set the key it was made with')
    // New connections of the first still find the password of their role.
    const fresh = await asServer(url, (owner) =>
      owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    )
    expect(fresh.rowCount).toBeGreaterThan(0)
    await first.ready()
  })
})
