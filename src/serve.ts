import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve as listen } from '@hono/node-server'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { loadAssets } from './assets.ts'
import type { Config } from './config.ts'
import { jobHandlers } from './jobs.ts'
import { findCluster, openCluster } from './kit/db/cluster.ts'
import type { Installation } from './kit/installation.ts'
import { openInstallation, prepareDatabase } from './open.ts'
import { schedule } from './schedule.ts'

export interface Opened {
  installation: Installation
  ownerUrl: string
  close: () => Promise<void>
}

/**
 * Opens the installation that the configuration names.
 * @param options.join use the embedded database of a Gatehouse that is running on the same data folder
 * @throws DataFolderInUse
 */
export async function open(config: Config, log: Logger, options: { join: boolean }): Promise<Opened> {
  await mkdir(config.data, { recursive: true })
  const running = options.join && !config.databaseUrl ? await findCluster(config.data) : null
  const cluster =
    config.databaseUrl || running
      ? { url: config.databaseUrl ?? running!.url, close: async () => undefined }
      : await openCluster({ data: config.data, log: (line) => log.debug({ postgres: line }, 'postgres') })
  try {
    await prepareDatabase(cluster.url)
    const opened = await openInstallation({
      ownerUrl: cluster.url,
      data: config.data,
      masterKey: config.masterKey ?? (await sandboxKey(config.data)),
      mode: config.mode,
      url: config.url,
      smtpUrl: config.smtpUrl,
      log,
    })
    const close = async () => {
      await opened.close()
      await cluster.close()
    }
    return { installation: opened.installation, ownerUrl: cluster.url, close }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** A sandbox makes its own master key, in a file beside the database and not in it. */
async function sandboxKey(data: string): Promise<Buffer> {
  const path = join(data, 'master.key')
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
  await installation.jobs.work(jobHandlers(installation))
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
