import { randomBytes } from 'node:crypto'
import { access, chown, constants, mkdir, open, readdir, readFile } from 'node:fs/promises'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { patiently, say } from '../waiting.ts'
import { existingHome, findPlace, ifMissing, type Place } from './place.ts'
import { type Exit, runBinary, runningServer, type Server, startServer } from './process.ts'

/** The owner's role and the database have one name. */
const NAME = 'gatehouse'

/** Another living process has this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  readonly data: string
  /** The process that has it; null in the moment before it has said so. */
  readonly pid: number | null

  constructor(data: string, pid: number | null) {
    super(
      `The data folder ${data} is in use by another Gatehouse${pid ? ` (process ${pid})` : ''}. ` +
        'Stop that one first, or give this one a folder and a port of its own: ' +
        'GATEHOUSE_DATA=./data2 PORT=3001 npm start',
    )
    this.data = data
    this.pid = pid
  }
}

/**
 * Starts the PostgreSQL that belongs to a data folder, and keeps it running until `close`.
 *
 * The folder and the cluster are made on the first start (about 1 s, later ones 0.1 s). However
 * this process ends, the server stops by itself. When the server ends without being asked it is
 * started again on the same address, as often as needed; `onUnexpectedExit` is told each time.
 * A start right after a `kill -9` waits for the old server to finish, then recovers.
 *
 * `url` is `postgres://gatehouse:<password>@127.0.0.1:<port>/gatehouse`, of a superuser.
 * `flags` are arguments for `postgres`, such as `['-c', 'fsync=off']`; they win over our settings.
 *
 * What takes long says on the terminal what it waits for.
 *
 * Throws DataFolderInUse, after three seconds, when another process has the folder; an Error with Postgres' own
 * words when it does not start.
 */
export async function openCluster(options: {
  data: string
  log?: (line: string) => void
  flags?: string[]
  onUnexpectedExit?: (exit: Exit) => void
}): Promise<{ url: string; close(): Promise<void> }> {
  const place = await findPlace(options.data)
  const release = await hold(options.data, place)
  try {
    const exists = await stat(place.cluster).catch(ifMissing(null))
    if (!exists) await initialise(place)
    const password = await readFile(join(place.home, 'password'), 'utf8')
    const server = await startServer(place, options)
    const end = supervise(server, place, options)
    let closing: Promise<void> | undefined
    return {
      url: address(password, server.port),
      close: () => (closing ??= end().finally(release)),
    }
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * The owner's address of the server that runs on a data folder now; null when none accepts
 * connections. Touches nothing, so it serves the CLI beside a running application.
 */
export async function findCluster(data: string): Promise<{ url: string } | null> {
  const home = await existingHome(data)
  if (!home) return null
  const server = await runningServer(join(home, 'cluster'))
  if (!server?.ready) return null
  const password = await readFile(join(home, 'password'), 'utf8')
  return { url: address(password, server.port) }
}

const address = (password: string, port: number) =>
  `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`

/** Starts the server again whenever it goes; returns what ends both. */
function supervise(
  first: Server,
  place: Place,
  options: Parameters<typeof openCluster>[0],
): () => Promise<void> {
  const closing = new AbortController()
  const { signal } = closing

  async function again(): Promise<Server | null> {
    for (let wait = 50; !signal.aborted; wait = Math.min(2 * wait, 1_000)) {
      try {
        return await startServer(place, { ...options, port: first.port })
      } catch (error) {
        options.log?.((error as Error).message)
        await delay(wait, null, { signal }).catch(() => {})
      }
    }
    return null
  }

  async function keep(server: Server): Promise<void> {
    const closed = new Promise<null>((done) => signal.addEventListener('abort', () => done(null)))
    for (let current: Server | null = server; current; current = await again()) {
      const exit = signal.aborted ? null : await Promise.race([current.exited, closed])
      if (!exit) return current.stop()
      options.onUnexpectedExit?.(exit)
    }
  }

  const kept = keep(first)
  return () => {
    closing.abort()
    return kept
  }
}

/** Locks are held by the open file: one that is collected as garbage is a lock lost. */
const held = new Set<DatabaseSync>()
const SQLITE_BUSY = 5
/** How long a holder that is just dying may take to do so, on a busy machine. */
const HOLDER_DIES = 3_000

/**
 * Takes the place for this process, or throws DataFolderInUse.
 *
 * The lock is an exclusive transaction in an empty SQLite file: the only lock in Node that the
 * kernel frees the instant its holder dies. A file with a pid needs guesses about stale pids, and
 * loses races between two who guess.
 */
async function hold(data: string, place: Place): Promise<() => Promise<void>> {
  const file = join(place.home, 'lock')
  const holder = join(place.home, 'holder')
  // SQLite would open a file it may only read, and then lock nobody out.
  await access(file, constants.W_OK)
    .catch(ifMissing(null))
    .catch((cause: unknown) => {
      const problem = `${file} belongs to another user: start Gatehouse as the one who did before.`
      throw new Error(problem, { cause })
    })
  const lock = await patiently('the data folder', () => lockFile(file, holder, data), {
    passes: (error) => error instanceof DataFolderInUse,
    patience: HOLDER_DIES,
  })
  held.add(lock)
  await rm(holder, { force: true }) // it may be another user's, from before
  await writeFile(holder, `${process.pid}`)
  return async () => {
    await rm(holder, { force: true })
    held.delete(lock)
    lock.close()
  }
}

async function lockFile(file: string, holder: string, data: string): Promise<DatabaseSync> {
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
    const pid = Number(await readFile(holder, 'utf8').catch(ifMissing('')))
    throw new DataFolderInUse(resolve(data), pid || null)
  }
}

/** Makes the cluster aside and renames it when all is done: a broken one is never found. */
async function initialise(place: Place): Promise<void> {
  const aside = join(place.home, `new-${randomBytes(4).toString('hex')}`)
  const cluster = join(aside, 'cluster')
  const passwordFile = join(aside, 'password')
  const password = randomBytes(24).toString('base64url')
  say(`Making a database in ${place.home}.`)
  await mkdir(aside, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (place.user) {
    for (const path of [aside, passwordFile]) await chown(path, place.user.uid, place.user.gid)
  }
  await runBinary(place, 'initdb', [
    `--pgdata=${cluster}`,
    `--username=${NAME}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin', // sorts alike on every machine, whatever locales it has
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ])
  const single = ['--single', '-D', cluster, '-c', 'exit_on_error=on', 'template1']
  await runBinary(place, 'postgres', single, `create database ${NAME}\n`)

  await writeFile(join(place.home, 'password'), password, { mode: 0o600, flush: true })
  await rename(cluster, place.cluster)
  const home = await open(place.home)
  await home.sync() // else a power cut could undo the rename after work has been acknowledged
  await home.close()
  // With ours go those of first starts that were cut short. An initdb does not stop at once: it may
  // have been writing there until now, which is why each has a path of its own and goes only here.
  for (const entry of await readdir(place.home)) {
    if (!entry.startsWith('new-')) continue
    await rm(join(place.home, entry), { recursive: true, force: true, maxRetries: 5 })
  }
}
