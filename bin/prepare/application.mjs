import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { build } from './build.mjs'
import { exitCode, launch, run } from './child.mjs'
import { Failure, keepFailure } from './failure.mjs'
import { install } from './packages.mjs'
import { node, root } from './project.mjs'
import { say } from './terminal.mjs'

/**
 * How Node runs us. Left alone it sizes its heap by the machine's memory and lets garbage lie until
 * there is plenty: 350 MB resident after a load that keeps 40 alive. With these it is about 170.
 */
export const NODE_FLAGS = [
  '--import',
  join(root, 'bin', 'source-maps.mjs'),
  '--max-semi-space-size=2',
  '--max-old-space-size=256',
]

/**
 * What its environment has beside that: glibc keeps an arena for each thread, and what large bodies leave in
 * each of them is never given back. With two it is some 50 MB less after an attack. And what it was once given back
 * in one piece it keeps from then on, twice as much of it: 40 MB after two people have signed in at once, since each
 * password is hashed in 20. Told its own thresholds, it stays with them, at a fifth more of the time of a hash.
 */
export const NODE_ENVIRONMENT = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/**
 * Installs, builds and runs the application, and ends as it ends.
 *
 * Servers get a group of their own, so that Ctrl-C reaches them once, through us, and an ipc
 * channel, on which leash.mjs notices our end even when that was `kill -9`.
 *
 * @param {string[]} args such as ['serve']
 */
export async function application(args) {
  const bundle = await made()
  const isServer = ['serve', 'work'].includes(args[0])
  const flags = [...NODE_FLAGS]
  const settings = join(root, '.env')
  if (existsSync(settings)) flags.push(`--env-file=${settings}`)
  if (isServer) flags.push('--import', join(root, 'bin', 'prepare', 'leash.mjs'))
  process.exitCode = isServer
    ? await keepRunning([...flags, bundle, ...args])
    : await run(node(), [...flags, bundle, ...args])
}

async function made() {
  try {
    await install()
    return await build('src/main.ts')
  } catch (error) {
    error.message += keepFailure(error)
    throw error
  }
}

/** So many in a row that die before they serve, and a person has to look. */
const FAILED_STARTS = 5
/**
 * The longest wait before the next one, in milliseconds: short where the last one served, since whoever waits for a
 * page waits for that, and whatever killed it need not come again.
 */
const LONGEST_WAIT = { served: 1000, never: 30_000 }
const FIRST_WAIT = 100
/** One that has run for so long and then dies is started again at once. */
const LONG_RUN = 60_000

/**
 * Runs a server, and another one when it dies, with growing waits where that goes on. The next one is
 * told of it, so that the operator is. A stop that was asked for is not a death; nor is a first start
 * that ends itself, since it has said why: a port that is taken, a setting that is wrong.
 *
 * @returns {Promise<number>} the exit code
 */
async function keepRunning(args) {
  const died = []
  let served = false
  let failedStarts = 0
  let wait = FIRST_WAIT
  for (;;) {
    const began = Date.now()
    const server = launch(node(), args, {
      detached: true,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...NODE_ENVIRONMENT, ...process.env, GATEHOUSE_DIED: JSON.stringify(died) },
    })
    let ready = false
    server.child.once('message', () => {
      ready = served = true
      died.length = 0
    })
    const end = await server.ended
    const { code, signal, asked } = end
    if (asked || code === 0 || (!served && signal === null)) return exitCode(end)
    const how = signal ?? String(code)
    died.push({ pid: server.child.pid, at: new Date().toISOString(), how })
    failedStarts = ready ? 0 : failedStarts + 1
    if (failedStarts === FAILED_STARTS) {
      const told = `Gatehouse died ${FAILED_STARTS} times before it served, the last time by ${how}.`
      const where = keepFailure(new Failure(told, JSON.stringify(died, null, 2)))
      say(`${told} Why stands above; it is not started again.${where}`)
      return exitCode(end)
    }
    if (ready && Date.now() - began > LONG_RUN) wait = FIRST_WAIT
    wait = Math.min(wait, ready ? LONGEST_WAIT.served : LONGEST_WAIT.never)
    say(`Gatehouse died (${how}). It is started again in ${wait / 1000} s.`)
    await delay(wait)
    wait *= 2
  }
}
