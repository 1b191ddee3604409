import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sayWhile } from '../waiting.ts'
import { ifMissing, type Place } from './place.ts'

/** A Postgres that accepts connections on 127.0.0.1. */
export interface Server {
  readonly port: number
  /** Settles when the process has gone, whoever ended it; never rejects. */
  readonly exited: Promise<Exit>
  /** Fast shutdown: sessions are cut, everything is written. Resolves when the process has gone. */
  stop(): Promise<void>
}

/** How a process ended, and its last lines. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly lines: readonly string[]
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // one way in, and no socket path to be too long or out of reach
  shared_buffers: '64MB',
  max_connections: '100',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Errors of statements are told to the client; in the log they would only spill people's data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
}

/** Nothing of ours: Postgres has no business with the master key in our environment. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/**
 * Reads whom to stop, one pid a line, an empty one for nobody. However our process ends, the kernel
 * closes our end of the pipe; then the watcher asks the last one named to stop. (SIGINT is Postgres'
 * fast shutdown.) Costs one idle `sh`.
 */
const WATCHER = 'while read -r next; do pid=$next; done; test -z "$pid" || kill -INT "$pid"'

/** How long an old server may take to write everything before it is cut off (it then recovers). */
const PATIENCE = 3_000
/**
 * How long a start, crash recovery included, or a stop may take, which is said meanwhile. A server that cannot
 * start says so and ends; this is for one that hangs.
 */
const LIMIT = 600_000
/** How long the last words of what failed may be on their way to us. */
const LAST_WORDS = 5_000
const POLL = 15

const run = promisify(execFile)

/**
 * Starts Postgres on the cluster and waits until it accepts connections (0.1 s; after a crash its
 * recovery comes on top). What still runs on that cluster is stopped first: whoever calls this
 * holds the lock, so it can only be left over from a process that has died.
 *
 * Without a port one is chosen. Throws with Postgres' own last lines when it does not start.
 */
export async function startServer(
  place: Place,
  options: { port?: number; flags?: readonly string[]; log?: (line: string) => void },
): Promise<Server> {
  const deadline = performance.now() + LIMIT
  for (;;) {
    const leftover = `an earlier PostgreSQL to stop in ${place.cluster}`
    await sayWhile(leftover, stopLeftover(place.cluster))
    const port = options.port ?? (await freePort())
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(([k, v]) => ['-c', `${k}=${v}`])
    const args = ['-D', place.cluster, ...settings, ...(options.flags ?? [])]
    const child = spawnLeashed(place, 'postgres', args, options.log)

    const what = () =>
      [`PostgreSQL to start in ${place.cluster}`, ...child.lines.slice(-1)].join(': ')
    if (await sayWhile(what, accepts(child, place.cluster, deadline))) {
      return { port, exited: child.exited, stop: () => stop(child) }
    }

    const said = (await child.exited).lines.join('\n')
    // Both pass by themselves: a port taken between looking and binding, and the backends of a
    // killed server, which take a moment to notice and until then hold its shared memory.
    const passing =
      (!options.port && said.includes('Address already in use')) ||
      said.includes('pre-existing shared memory block')
    if (!passing || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start in ${place.cluster}:\n${said}`)
    }
    await delay(POLL)
  }
}

/** Waits until the server accepts connections (true) or has gone (false; also at the deadline). */
async function accepts(child: Leashed, cluster: string, deadline: number): Promise<boolean> {
  const gone = new AbortController()
  void child.exited.then(() => gone.abort())
  while (!gone.signal.aborted) {
    const running = await runningServer(cluster)
    if (running?.ready && running.pid === child.process.pid) return true
    if (performance.now() > deadline) await stop(child)
    else await delay(POLL)
  }
  return false
}

/** Runs one of the binaries to its end, on a leash; throws with its last lines when it fails. */
export async function runBinary(
  place: Place,
  name: 'initdb' | 'postgres',
  args: readonly string[],
  input = '',
): Promise<void> {
  const child = spawnLeashed(place, name, args)
  child.input.end(input)
  const { code, signal, lines } = await sayWhile(
    `${name}, which makes a database in ${place.home}`,
    child.exited,
  )
  if (code !== 0) throw new Error(`${name} failed (${code ?? signal}):\n${lines.join('\n')}`)
}

/**
 * The server that runs on a cluster now, from the note it leaves there; null when there is none.
 * `ready` is false while it starts, recovers or stops.
 */
export async function runningServer(
  cluster: string,
): Promise<{ pid: number; port: number; ready: boolean } | null> {
  const note = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(ifMissing(null))
  if (!note) return null
  const [pid, , , port, , , , status = ''] = note.split('\n')
  if (!(await isPostgres(Number(pid), cluster))) return null
  return { pid: Number(pid), port: Number(port), ready: status.trim() === 'ready' }
}

interface Leashed {
  readonly process: ChildProcess
  readonly input: Writable
  readonly exited: Promise<Exit>
  /** The last it has said until now. */
  readonly lines: readonly string[]
}

/** Starts one of the binaries so that it cannot outlive this process. */
function spawnLeashed(
  place: Place,
  name: 'initdb' | 'postgres',
  args: readonly string[],
  log?: (line: string) => void,
): Leashed {
  const options = {
    cwd: '/',
    env: ENVIRONMENT,
    // Groups of their own: Ctrl-C, or a kill of our whole group, must hit neither Postgres nor the
    // watcher. Postgres hears of it from us, or else from the watcher.
    detached: true,
    ...place.user,
  }
  const watcher = spawn('/bin/sh', ['-c', WATCHER], {
    ...options,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const child = spawn(join(place.binaries, name), args, {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const leash = watcher.stdin
  leash.write(`${child.pid ?? ''}\n`)
  for (const input of [child.stdin, leash]) input.on('error', () => {}) // its reader has gone
  // Nothing may run unwatched; what has ended already is not harmed.
  watcher.once('exit', () => child.kill('SIGINT')).once('error', () => child.kill('SIGINT'))

  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line)
    if (lines.length > 20) lines.shift()
    log?.(line)
  })
  const exited = new Promise<Exit>((settle) => {
    child.once('error', (error) => {
      leash.end()
      settle({ code: null, signal: null, lines: [error.message] })
    })
    child.once('exit', async (code, signal) => {
      leash.end('\n')
      // Last words may still be on their way, on a busy machine for seconds; but backends of a killed server
      // keep stderr open.
      if (code !== 0) await Promise.race([once(child, 'close'), delay(code ? LAST_WORDS : 100)])
      settle({ code, signal, lines })
    })
  })
  return { process: child, input: child.stdin, exited, lines }
}

async function stop(child: Leashed): Promise<void> {
  child.process.kill('SIGINT')
  const hurry = setTimeout(() => child.process.kill('SIGQUIT'), 10_000) // leaves it to recovery
  await child.exited
  clearTimeout(hurry)
}

/** Ends what runs on the cluster without belonging to a living process, and waits for it. */
async function stopLeftover(cluster: string): Promise<void> {
  const since = performance.now()
  for (let change: NodeJS.Signals | undefined; ; await delay(POLL)) {
    const running = await runningServer(cluster)
    if (!running) return removeForeignNote(cluster)
    const waited = performance.now() - since
    if (waited > LIMIT)
      throw new Error(`Process ${running.pid} keeps ${cluster} and does not stop.`)
    const ask = waited < PATIENCE ? 'SIGINT' : 'SIGQUIT'
    if (ask === change) continue
    change = ask
    try {
      process.kill(running.pid, ask)
    } catch {
      // it went in the meantime, or a user other than us owns it and its watcher will end it
    }
  }
}

/**
 * Postgres takes any living process with the pid in its note for a server, and refuses to start.
 * After a restart of the machine or container that pid may be anybody's, even ours.
 */
async function removeForeignNote(cluster: string): Promise<void> {
  const note = join(cluster, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(note, 'utf8').catch(ifMissing('')))
  if (pid > 0 && isAlive(pid)) await rm(note, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function isPostgres(pid: number, cluster: string): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid)) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(async () => {
    const answer = await run('ps', ['-o', 'args=', '-p', `${pid}`]).catch(() => ({ stdout: '' }))
    return answer.stdout // no /proc: macOS
  })
  return command.includes(cluster)
}

/**
 * A port nobody uses. Below the range from which systems take the source ports of outgoing
 * connections, so that while the server is down nothing takes its port, not even by connecting.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000)
    const probe = createServer().listen(port, '127.0.0.1')
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    )
    probe.close()
    if (free) return port
  }
}
