import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join as joinPath } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { loadAssets } from './assets.ts'
import type { Config } from './config.ts'
import { dueQueues, jobHandlers } from './jobs.ts'
import { wakeDue } from './kit/due/queue.ts'
import { DataFolderInUse, findCluster, openCluster } from './kit/embedded-postgres/cluster.ts'
import { existingHome } from './kit/embedded-postgres/place.ts'
import { guardedServer } from './kit/http/server.ts'
import type { Installation } from './kit/installation.ts'
import { Tally } from './kit/tally.ts'
import { inTurn, untilThere } from './kit/starting.ts'
import { patiently } from './kit/waiting.ts'
import { writeOnce } from './kit/write-once.ts'
import { isNew, openInstallation, prepareDatabase } from './open.ts'
import { listen } from './port.ts'
import { compareKeys, resumeUnfinished } from './portals/index.ts'
import { routes } from './routes.ts'
import { schedule } from './schedule.ts'

export interface Opened {
  installation: Installation
  ownerUrl: string
  /** Another process is serving from the same data folder. */
  joined: boolean
  close: () => Promise<void>
}

/**
 * Opens the installation that the configuration names, while no other process does that. Waits, and says what
 * for, where the database is away or somebody else prepares it.
 * @param options.join use the embedded database of a Gatehouse that is running on the same data folder, or was
 * @param options.fill what a new sandbox is filled with
 * @throws DataFolderInUse; Error where there is nothing to join, which whoever named another folder has to hear
 */
export async function open(
  config: Config,
  log: Logger,
  { join, fill }: { join: boolean; fill?: (installation: Installation) => Promise<void> },
): Promise<Opened> {
  if (join && !config.databaseUrl && !(await existingHome(config.data)))
    throw new Error(
      `There is no Gatehouse in ${config.data}. Name its folder by GATEHOUSE_DATA, or begin one there: npm start.`,
    )
  const { joined, ...cluster } = await openDatabase(config, log, { join })
  const { url: ownerUrl } = cluster
  try {
    const opened = await inTurn(ownerUrl, async () => {
      if (!joined) await prepareDatabase(ownerUrl)
      const masterKey = config.masterKey ?? (await sandboxKey(config.data))
      const opened = await openInstallation({ ...config, ownerUrl, masterKey, log })
      try {
        if (fill && (await isNew(opened.installation))) await fill(opened.installation)
        return opened
      } catch (error) {
        await opened.close().catch(() => undefined)
        throw error
      }
    })
    const close = async () => {
      await opened.close()
      await cluster.close()
    }
    return { installation: opened.installation, ownerUrl, joined, close }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** Only brings the database to this version. @returns the migrations applied */
export async function migrate(config: Config, log: Logger): Promise<string[]> {
  const cluster = await openDatabase(config, log, { join: true })
  try {
    return await inTurn(cluster.url, () => prepareDatabase(cluster.url))
  } finally {
    await cluster.close()
  }
}

/** How long what joins a Gatehouse waits for its database, in milliseconds. */
const JOIN_PATIENCE = 120_000

/** The database that is configured, or the embedded one: another process's where that may be joined. */
async function openDatabase(
  config: Config,
  log: Logger,
  { join }: { join: boolean },
): Promise<{ url: string; joined: boolean; close: () => Promise<void> }> {
  await mkdir(config.data, { recursive: true })
  if (config.databaseUrl)
    return { url: config.databaseUrl, joined: false, close: async () => undefined }
  const own = async () => {
    const cluster = await openCluster({
      data: config.data,
      log: (line) => log.debug({ postgres: line }, 'postgres'),
      onUnexpectedExit: (exit) =>
        log.warn({ exit }, 'the database ended by itself and is started again'),
    })
    return { url: cluster.url, joined: false, close: () => cluster.close() }
  }
  if (!join) return own()
  const anothers = async () => {
    const running = await findCluster(config.data)
    return running && { url: running.url, joined: true, close: async () => undefined }
  }
  // Whoever has the folder and shows no database is only just starting it, or stopping it.
  return patiently('the embedded database', async () => (await anothers()) ?? own(), {
    passes: (error) => error instanceof DataFolderInUse,
    patience: JOIN_PATIENCE,
  })
}

/** A sandbox makes its own master key, in a file beside the database and not in it. */
async function sandboxKey(data: string): Promise<Buffer> {
  const path = joinPath(data, 'master.key')
  if (!existsSync(path))
    await writeOnce(path, Buffer.from(`${randomBytes(32).toString('base64')}\n`))
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
}

/** Starts doing the jobs and what happens by the clock. Waits for a database that is away meanwhile. */
export async function work(installation: Installation): Promise<void> {
  await untilThere(async () => {
    await compareKeys(installation)
    await resumeUnfinished(installation)
    // What was under way when the last process ended, without waiting for the minute.
    for (const { queue } of dueQueues) await wakeDue<{ portal: string }>(installation, queue)
    for (const { job, cron } of schedule) await installation.jobs.schedule(job, cron)
  })
  await installation.jobs.work(jobHandlers(installation))
}

/** How long clients and proxies have to notice that they are to go elsewhere. */
const GRACE_MS = 5_000
/** With no new connection for so long, all who wait for an answer have asked; looked for at most so long. */
const QUIET_MS = 100
const QUIET_LIMIT_MS = 1_000
/** What is under way when nothing new is taken has so long to finish. */
const FINISH_MS = 10_000

export interface Serving {
  port: number
  /**
   * Goes on answering for some seconds, and tells everybody to come back elsewhere: readiness at once,
   * each answer by closing its connection. At the end answers are held back, so that nobody comes anew.
   */
  leave(): Promise<void>
  /** Takes nothing new, and lets requests under way finish; cuts them off after ten seconds. */
  stop(): Promise<void>
}

/** Serves the application, once it has the port. Stopped without leaving, it can cut what clients are just sending. */
export async function serve(installation: Installation, port: number): Promise<Serving> {
  await loadAssets()
  let leaving = false
  let held: PromiseWithResolvers<void> | undefined
  const app = createApp(installation, () => leaving)
  const answer = getRequestListener(async (request, env) => {
    const response = await app.fetch(request, env)
    if (leaving) response.headers.set('connection', 'close')
    await held?.promise
    return response
  })
  const server = guardedServer(answer, {
    proxies: installation.proxies,
    tally: new Tally(installation.log),
    always: [routes.health.live.pattern, routes.health.ready.pattern],
  })
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    leave: async () => {
      leaving = true
      await delay(GRACE_MS)
      // A connection that the kernel has made and we have not accepted is cut when we stop listening.
      // Whoever waits for an answer makes none.
      held = Promise.withResolvers()
      await quiet(server)
    },
    stop: async () => {
      leaving = true
      const closed = once(server, 'close')
      server.close()
      held?.resolve()
      const late = setTimeout(() => server.closeAllConnections(), FINISH_MS)
      await closed
      clearTimeout(late)
    },
  }
}

/** Waits until nobody has connected for a moment. */
async function quiet(server: Server): Promise<void> {
  const limit = performance.now() + QUIET_LIMIT_MS
  for (let connected = true; connected && performance.now() < limit;) {
    connected = false
    const note = () => (connected = true)
    server.on('connection', note)
    await delay(QUIET_MS)
    server.off('connection', note)
  }
}
