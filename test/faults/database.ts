import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { CLI_RIGHTS } from '../../src/gate/index.ts'
import { createKey } from '../../src/identity/index.ts'
import { readConfig } from '../../src/config.ts'
import { jobHandlers } from '../../src/jobs.ts'
import { findCluster } from '../../src/kit/embedded-postgres/cluster.ts'
import { existingHome, removeData } from '../../src/kit/embedded-postgres/place.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import { createPortal } from '../../src/portals/index.ts'
import { open } from '../../src/serve.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { freePort, startApp, until, type AppProcess } from './app-process.ts'

const operator: Caller = {
  id: 'cli',
  name: 'Test',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

/** The application as a process of its own with the PostgreSQL that belongs to it, to be harmed. */
export interface AppWithDatabase {
  readonly app: AppProcess
  /** Asks its API; none of what is asked here takes longer than that. */
  ask(method: string, path: string, body?: object): Promise<Response>
  portals: readonly string[]
  /** Its folder. */
  data: string
  /** The server's process; another one after it has been started again. */
  postmaster(): Promise<number>
  /** Ends the application, and starts it on the same folder. @returns once it answers, before it has begun its work */
  startAgain(): Promise<void>
  /** Stops all processes of the server. @returns what lets them go on */
  freeze(): Promise<() => void>
  /** Runs SQL as the owner, past every wall. */
  owner<R>(sql: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

/** Starts it on a folder of its own with some portals and a key that may operate it. */
export async function startWithDatabase(portals: number): Promise<AppWithDatabase> {
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  await chmod(data, 0o711) // as root the server runs as another user, who must reach its cluster
  const port = await freePort()
  const masterKey = randomBytes(32)
  const env = {
    DATABASE_URL: '',
    GATEHOUSE_DATA: data,
    GATEHOUSE_MASTER_KEY: masterKey.toString('base64'),
    GATEHOUSE_URL: `http://localhost:${port}`,
    GATEHOUSE_API_REQUESTS: '9999999',
  }
  const { installation, close } = await open(readConfig(env), pino({ level: 'silent' }), {
    join: false,
  })
  const made: string[] = []
  for (let n = 0; n < portals; n++) {
    const wish = { name: `Portal ${n}`, owner: { name: 'Ada Okoye', email: 'ada@h.example' } }
    made.push(value(await perform(installation, createPortal, operator, wish)).portal)
  }
  await installation.jobs.drain(jobHandlers(installation))
  const scopes = ['read', 'provision', 'operate']
  const { secret } = value(
    await perform(installation, createKey, operator, { name: 'Faults', scopes }),
  )
  await installation.db.ask('update installation set set_up_at = now()')
  await close()

  const start = () => startApp({ ownerUrl: '', data, masterKey }, port, undefined, env)
  let app = await start()
  const home = (await existingHome(data))!
  const postmaster = async () =>
    Number.parseInt(await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => ''))
  return {
    get app() {
      return app
    },
    ask: (method, path, body) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
      const query: RequestInit = { method, headers, signal: AbortSignal.timeout(15_000) }
      if (body) query.body = JSON.stringify(body)
      return fetch(`${app.origin}/api/v1${path}`, query)
    },
    portals: made,
    data,
    postmaster,
    startAgain: async () => {
      await app.terminate()
      app = await start()
    },
    freeze: async () => {
      const server = await postmaster()
      // The first one, so that no other comes or goes meanwhile.
      process.kill(server, 'SIGSTOP')
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', `${server}`], {
        encoding: 'utf8',
      })
      const all = [server, ...children.trim().split(/\s+/).map(Number)]
      for (const pid of all) process.kill(pid, 'SIGSTOP')
      return () => {
        for (const pid of all) process.kill(pid, 'SIGCONT')
      }
    },
    owner: async <R>(sql: string, values: unknown[] = []) => {
      const client = new pg.Client({ connectionString: (await findCluster(data))!.url })
      // Who has one process of the server killed loses this connection, too, mostly before it is ended.
      client.on('error', () => undefined)
      await client.connect()
      try {
        return (await client.query(sql, values)).rows as R[]
      } finally {
        await client.end()
      }
    },
    close: async () => {
      await app.terminate()
      await removeData(data)
    },
  }
}

export const isReady = (app: AppProcess): Promise<boolean> =>
  fetch(`${app.origin}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * Waits until it is ready again.
 * @param noticed what tells that it is so not because what was done to it has not come about yet
 * @throws after the ten seconds that are promised
 */
export const untilReady = (
  app: AppProcess,
  noticed: () => Promise<boolean> = async () => true,
): Promise<void> =>
  until(async () => (await noticed().catch(() => false)) && (await isReady(app)), 10_000)
