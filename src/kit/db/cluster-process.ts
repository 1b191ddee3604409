import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Duplex, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ifMissing, type Place } from './cluster-place.ts'

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
 * `exec "$@"`, and before it a watcher that reads fd 3, whose other end only this process holds.
 * However this process ends, the kernel closes that end, and the watcher asks the program to stop
 * (SIGINT is Postgres' fast shutdown). A line says there is nothing left to stop. The watcher is
 * twice forked so that it is no child of Postgres, which would wonder about it.
 */
const ON_A_LEASH = '( ( read -r _ <&3 || kill -INT $$ ) >/dev/null 2>&1 & ); exec "$@" 3<&-'

/** How long an old server may take to write everything before it is cut off (it then recovers). */
const PATIENCE = 3_000
/** How long a start may take, crash recovery included. */
const START_LIMIT = 60_000
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
  const deadline = performance.now() + START_LIMIT
  for (;;) {
    await stopLeftover(place.cluster)
    const port = options.port ?? (await freePort())
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(([k, v]) => ['-c', `${k}=${v}`])
    const args = ['-D', place.cluster, ...settings, ...(options.flags ?? [])]
    const child = spawnLeashed(place, 'postgres', args, options.log)

    let gone: Exit | undefined
    void child.exited.then((exit) => (gone = exit))
    while (!gone) {
      const running = await runningServer(place.cluster)
      if (running?.pid === child.pid && running.ready) {
        return { port, exited: child.exited, stop: () => stop(child) }
      }
      if (performance.now() > deadline) await stop(child)
      else await delay(POLL)
    }

    const said = gone.lines.join('\n')
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

/** Runs one of the binaries to its end, on a leash; throws with its last lines when it fails. */
export async function runBinary(
  place: Place,
  name: 'initdb' | 'postgres',
  args: readonly string[],
  input = '',
): Promise<void> {
  const child = spawnLeashed(place, name, args)
  child.input.end(input)
  const { code, signal, lines } = await child.exited
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
  readonly pid: number
  readonly input: Writable
  readonly exited: Promise<Exit>
  readonly process: ChildProcess
}

function spawnLeashed(
  place: Place,
  name: string,
  args: readonly string[],
  log?: (line: string) => void,
): Leashed {
  const program = join(place.binaries, name)
  const child = spawn('/bin/sh', ['-c', ON_A_LEASH, 'sh', program, ...args], {
    cwd: '/',
    env: ENVIRONMENT,
    // A group of its own: Ctrl-C, or a kill of our whole group, must not hit Postgres or the
    // watcher; they are told by us, or by our end of the leash.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    ...place.user,
  })
  const lines: string[] = []
  createInterface({ input: child.stderr! }).on('line', (line) => {
    lines.push(line)
    if (lines.length > 20) lines.shift()
    log?.(line)
  })
  const leash = child.stdio[3] as Duplex
  for (const stream of [child.stdin!, leash]) stream.on('error', () => {}) // it has gone already
  const exited = new Promise<Exit>((settle) => {
    child.once('error', (error) => settle({ code: null, signal: null, lines: [error.message] }))
    child.once('exit', async (code, signal) => {
      leash.end('\n')
      // Its last words may still be on the way; but the backends of a killed server keep stderr open.
      if (code !== 0) await Promise.race([once(child, 'close'), delay(100)])
      settle({ code, signal, lines })
    })
  })
  return { pid: child.pid ?? -1, input: child.stdin!, exited, process: child }
}

async function stop(child: Leashed): Promise<void> {
  child.process.kill('SIGINT')
  const late = new AbortController()
  const inTime = await Promise.race([
    child.exited,
    delay(10_000, null, { signal: late.signal }).catch(() => null),
  ])
  late.abort()
  if (!inTime) child.process.kill('SIGQUIT') // at once; the next start recovers from the log
  await child.exited
}

/** Ends what runs on the cluster without belonging to a living process, and waits for it. */
async function stopLeftover(cluster: string): Promise<void> {
  const since = performance.now()
  for (let asked: NodeJS.Signals | undefined; ; await delay(POLL)) {
    const running = await runningServer(cluster)
    if (!running) return removeForeignNote(cluster)
    const ask = performance.now() - since < PATIENCE ? 'SIGINT' : 'SIGQUIT'
    if (ask === asked) continue
    asked = ask
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
