import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join as joinPath } from 'node:path'
import { serve as listen } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { loadAssets } from './assets.ts'
import type { Config } from './config.ts'
import { jobHandlers } from './jobs.ts'
import { findCluster, openCluster } from './kit/db/cluster.ts'
import type { Installation } from './kit/installation.ts'
import { wakeWorks } from './kit/long-work/running.ts'
import { wakeLanes } from './kit/paced-mail/sending.ts'
import { openInstallation, prepareDatabase } from './open.ts'
import { compareKeys, resumeUnfinished } from './portals/index.ts'
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
      smtpUrl: config.smtpUrl,
      breached: config.breached,
      proxies: config.proxies,
      openToVisitors: config.openToVisitors,
      apiRequestsPerMinute: config.apiRequestsPerMinute,
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

/**
 * Serves the application.
 * @returns the port, and a stop that lets requests under way finish
 */
export async function serve(
  installation: Installation,
  port: number,
): Promise<{ port: number; stop: () => Promise<void> }> {
  await loadAssets()
  const app = createApp(installation)
  let stopping = false
  const server = listen({
    port,
    fetch: async (request, env) => {
      const response = await app.fetch(request, env)
      // Kept-alive connections are told to come back elsewhere, so that none is cut with a request in it.
      if (stopping) response.headers.set('connection', 'close')
      return response
    },
  }) as Server
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      stopping = true
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
