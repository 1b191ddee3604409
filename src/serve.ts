import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join as joinPath } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { loadAssets } from './assets.ts'
import type { Config } from './config.ts'
import { jobHandlers } from './jobs.ts'
import { findCluster, openCluster } from './kit/db/cluster.ts'
import { guardedServer } from './kit/http/server.ts'
import type { Installation } from './kit/installation.ts'
import { wakeWorks } from './kit/long-work/running.ts'
import { wakeLanes } from './kit/paced-mail/sending.ts'
import { Tally } from './kit/tally.ts'
import { openInstallation, prepareDatabase } from './open.ts'
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
 * Opens the installation that the configuration names.
 * @param options.join use the embedded database of a Gatehouse that is running on the same data folder
 * @throws DataFolderInUse
 */
export async function open(
  config: Config,
  log: Logger,
  options: { join: boolean },
): Promise<Opened> {
  const { joined, ...cluster } = await openDatabase(config, log, options)
  try {
    if (!joined) await prepareDatabase(cluster.url)
    const opened = await openInstallation({
      ownerUrl: cluster.url,
      data: config.data,
      masterKey: config.masterKey ?? (await sandboxKey(config.data)),
      keys: config.keys,
      mode: config.mode,
      url: config.url,
      name: config.name,
      smtpUrl: config.smtpUrl,
      breached: config.breached,
      proxies: config.proxies,
      openToVisitors: config.openToVisitors,
      apiRequestsPerMinute: config.apiRequestsPerMinute,
      pageWritesPerMinute: config.pageWritesPerMinute,
      mailsPerMinute: config.mailsPerMinute,
      log,
    })
    const close = async () => {
      await opened.close()
      await cluster.close()
    }
    return { installation: opened.installation, ownerUrl: cluster.url, joined, close }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** Only brings the database to this version. @returns the migrations applied */
export async function migrate(config: Config, log: Logger): Promise<string[]> {
  const cluster = await openDatabase(config, log, { join: true })
  try {
    return await prepareDatabase(cluster.url)
  } finally {
    await cluster.close()
  }
}

/** The database that is configured, or the embedded one: another process's where that may be joined. */
async function openDatabase(
  config: Config,
  log: Logger,
  { join }: { join: boolean },
): Promise<{ url: string; joined: boolean; close: () => Promise<void> }> {
  await mkdir(config.data, { recursive: true })
  if (config.databaseUrl)
    return { url: config.databaseUrl, joined: false, close: async () => undefined }
  const running = join ? await findCluster(config.data) : null
  if (running) return { url: running.url, joined: true, close: async () => undefined }
  const cluster = await openCluster({
    data: config.data,
    log: (line) => log.debug({ postgres: line }, 'postgres'),
    onUnexpectedExit: (exit) =>
      log.warn({ exit }, 'the database ended by itself and is started again'),
  })
  return { url: cluster.url, joined: false, close: () => cluster.close() }
}

/** A sandbox makes its own master key, in a file beside the database and not in it. */
async function sandboxKey(data: string): Promise<Buffer> {
  const path = joinPath(data, 'master.key')
  try {
    // Exclusive: of two first starts at once one writes the key and both read it.
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
}

/** Starts doing the jobs and what happens by the clock. */
export async function work(installation: Installation): Promise<void> {
  await compareKeys(installation)
  await resumeUnfinished(installation)
  await installation.jobs.work(jobHandlers(installation))
  // What was under way when the last process ended, without waiting for the minute.
  await wakeWorks(installation)
  await wakeLanes(installation)
  for (const { job, cron } of schedule) await installation.jobs.schedule(job, cron)
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

/** Serves the application. Stopped without leaving, it can cut what clients are just sending. */
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
    always: [routes.live.pattern, routes.ready.pattern],
    // Three thousand that connect at once fill Node's own 511: whoever comes then is heard a second later.
  }).listen({ port, backlog: 4096 })
  await once(server, 'listening')
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
