import { spawn, type ChildProcess } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, Browser, theConsole } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'
import { freePort, startApp, until } from './app-process.ts'

let world: World
let port: number

beforeAll(async () => {
  port = await freePort()
  world = await openWorld({ start: null })
  await world.owner('update installation set set_up_at = now()')
})

afterAll(() => world.close())

/** What `npm start` runs. */
interface Started {
  child: ChildProcess
  said(): string
  ended: Promise<number | null>
}

function start(loaded: string, env: Record<string, string> = {}): Started {
  const file = pathToFileURL(join(import.meta.dirname, loaded)).href
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${file}`,
      PORT: String(port),
      DATABASE_URL: world.ownerUrl,
      GATEHOUSE_DATA: world.data,
      GATEHOUSE_MASTER_KEY: world.masterKey.toString('base64'),
      GATEHOUSE_URL: `http://localhost:${port}`,
      LOG_LEVEL: 'silent',
      ...env,
    },
  })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended, said: () => said }
}

/** The servers that have noted that they run. */
const running = async (): Promise<number[]> =>
  (await readdir(join(world.data, 'running')).catch(() => [])).map((name) =>
    Number(name.split('.').at(-1)),
  )

const ready = () =>
  fetch(`http://localhost:${port}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Waits for one server, which is none of those. */
async function anotherThan(...pids: number[]): Promise<number> {
  await until(async () => {
    const [pid, ...others] = await running()
    return pid !== undefined && others.length === 0 && !pids.includes(pid) && (await ready())
  })
  return (await running())[0]!
}

const deaths = async () =>
  (
    await world.owner<{ how: string | null }>(
      `select details ->> 'how' as how from audit_lines where operation = 'server.die' order by seq`,
    )
  ).map(({ how }) => how)

describe('a server', () => {
  let started: Started
  let pid: number

  beforeAll(async () => {
    started = start('heap-eater.mjs')
    pid = await anotherThan()
  })

  afterAll(() => void started.child.kill('SIGKILL'))

  it('that is killed is started again', async () => {
    process.kill(pid, 'SIGKILL')
    pid = await anotherThan(pid)
    expect(await deaths()).toEqual(['SIGKILL'])
  })

  it('whose memory is used up is started again', async () => {
    process.kill(pid, 'SIGUSR2')
    pid = await anotherThan(pid)
    expect(await deaths()).toEqual(['SIGKILL', 'SIGABRT'])
  })

  it('that died is told of to the operator, by the log of what started it and on the page of jobs', async () => {
    for (const how of ['SIGKILL', 'SIGABRT'])
      await expect.poll(started.said).toContain(`Gatehouse died (${how}). It is started again`)
    const operator = await aPerson(world, theConsole.id, { name: 'Opal', kind: 'operator' })
    const browser = await new Browser(createApp(world.installation), theConsole).signIn(operator)
    const page = await (await browser.get('/jobs')).text()
    expect(page).toContain('Servers that died')
    expect(page).toContain('It was killed from outside (SIGKILL).')
    expect(page).toContain('It aborted (SIGABRT), as when its memory is used up.')
    expect(page.indexOf('SIGABRT')).toBeLessThan(page.indexOf('SIGKILL'))
  })

  it('that is stopped stays so, and is not taken for dead by the next one', async () => {
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
    expect(await running()).toEqual([])
    expect(await ready()).toBe(false)
    started = start('heap-eater.mjs')
    await anotherThan(pid)
    expect(await deaths()).toHaveLength(2)
    // From when it says so it can be told to stop.
    await expect.poll(started.said).toContain('Gatehouse is ready')
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(0)
  })
})

describe('a server that does not come to serve', () => {
  it('is given up after five deaths, with the last one’s code and why', async () => {
    const { ended, said } = start('never-starts.mjs')
    expect(await ended).toBe(128 + 9)
    expect(said()).toContain('Gatehouse died 5 times before it served, the last time by SIGKILL.')
  })

  it('and has said why is not started again', async () => {
    const { ended, said } = start('heap-eater.mjs', { PORT: 'abc' })
    expect(await ended).toBe(1)
    expect(said().match(/PORT: found "abc"/g)).toHaveLength(1)
    expect(said()).not.toContain('died')
  })
})

describe('a server that nobody watched', () => {
  it('is found dead by the next one, from the note it left', async () => {
    const before = (await deaths()).length
    const first = await startApp(world, port)
    await until(async () => (await running()).length === 1)
    await first.kill()
    const second = await startApp(world, port)
    await until(async () => (await deaths()).length > before)
    expect((await deaths()).slice(before)).toEqual([null])
    await second.kill()
  })
})
