// What every command needs before it can run: the packages, the right Node, the bundle.
// Plain JavaScript that Node 18 can read, because it runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { linkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const WANTED_NODE = 26
const ownNode = join(root, 'node_modules', 'node', 'bin', 'node')

/**
 * The Node to run the project with: the one installed with it, else this one when it is new enough
 * (as in the container image, which leaves development packages out).
 */
export const node = () => (existsSync(ownNode) || tooOld() ? ownNode : process.execPath)
const tooOld = () => Number.parseInt(process.versions.node, 10) < WANTED_NODE

/**
 * Installs the packages if what lies in node_modules is not what package-lock.json asks for.
 * Reads two files and one of each package, and does nothing when it is (20 ms), so a complete tree may be
 * read-only.
 *
 * @param {{ tests?: boolean }} [options] tests: development packages are needed as well.
 * @throws {Failure} when `npm ci` fails.
 */
export async function install({ tests = false } = {}) {
  if (!missing(tests)) return
  const unlock = await lock(join(root, 'dist', 'installing'))
  try {
    const first = missing(tests) // another start may have installed it while we waited
    if (!first) return
    const began = Date.now()
    say(`Installing packages (${first}); this takes about a minute.`)
    // Node and PostgreSQL come as packages that finish themselves in an install script; which ones
    // may is listed in package.json. Warnings are about the machine's older Node, which runs
    // nothing of ours but this file.
    const flags = '--include=dev --include=optional --ignore-scripts=false --loglevel=error'
    const args = ['ci', '--no-audit', '--no-fund', ...flags.split(' ')]
    const env = npmIsTooOld() ? await newerNpm() : process.env
    const code = await run('npm', args, { env, stdio: ['ignore', 2, 2] })
    if (code !== 0) throw new Failure(`npm ci failed (${code}).`)
    rmSync(bootstrap, { recursive: true, force: true })
    say(`Installed in ${seconds(began)}.`)
  } finally {
    unlock()
  }
}

/** npm leaves out platform binaries that ask for a newer Node than it runs on; ours ask for these. */
function npmIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)
}

const bootstrap = join(root, 'dist', 'bootstrap')

/** Gets a Node and an npm that can install the rest; returns the environment in which they are found. */
async function newerNpm() {
  say(
    `Node ${process.versions.node} cannot install all of them: getting Node ${WANTED_NODE} first.`,
  )
  const wanted = readPackages('package-lock.json')['node_modules/node'].version
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', bootstrap]
  mkdirSync(bootstrap, { recursive: true })
  const args = ['install', ...flags, `node@${wanted}`, 'npm@11']
  const code = await run('npm', args, { stdio: ['ignore', 2, 2] })
  if (code !== 0) throw new Failure(`npm install failed (${code}).`)
  const PATH = join(bootstrap, 'node_modules', '.bin') + delimiter + process.env.PATH
  return { ...process.env, PATH }
}

/**
 * What is missing, in words; null when nothing is. Compares with the note npm leaves at the end, and that with
 * what lies there: a folder may have been deleted since, or lost what a crash kept from the disk.
 */
function missing(tests) {
  const note = 'node_modules/.package-lock.json'
  if (!existsSync(join(root, note))) return 'none yet'
  const wanted = readPackages('package-lock.json')
  const present = readPackages(note)
  for (const [path, { version, dev, optional, devOptional }] of Object.entries(wanted)) {
    if (path === '' || optional || devOptional) continue // optional: other platforms' binaries
    const needed = tests || !dev || (path === 'node_modules/node' && tooOld())
    if (needed && present[path]?.version !== version) return `${path.slice(13)} ${version}`
  }
  for (const [path, { version, dev, devOptional, link }] of Object.entries(present)) {
    // Optional ones too: those that npm notes are this platform's, among them PostgreSQL.
    const needed = tests || !(dev || devOptional)
    if (needed && !link && !isWhole(path, version)) return `${path.slice(13)} ${version}, damaged`
  }
  return existsSync(ownNode) || !(tests || tooOld()) ? null : `node ${WANTED_NODE}`
}

/** As far as one file of a package tells. */
function isWhole(path, version) {
  try {
    const described = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    return described.version === version
  } catch {
    return false
  }
}

const readPackages = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages

/**
 * Bundles an entry and all it imports of ours into one file in dist, unless that was made from the
 * same sources (then 10 ms; else 0.3 s).
 *
 * @param {string} entry relative to the project, such as 'src/main.ts'
 * @returns {Promise<string>} the bundle's path
 */
export async function build(entry) {
  const out = join(root, 'dist', entry.replace(/^.*\//, '').replace(/\.tsx?$/, '.js'))
  if (!existsSync(join(root, entry)) && existsSync(out)) return out // an image without sources
  const stamp = `//# made from ${fingerprint(dirname(entry))}\n`
  if (existsSync(out) && readFileSync(out, 'utf8').endsWith(stamp)) return out
  const code = await run(node(), [join(root, 'bin', 'bundle.mjs'), entry, out, stamp])
  if (code !== 0) throw new Failure(`${entry} could not be bundled.`)
  return out
}

/** A hash over everything a bundle is made from: paths and contents. */
function fingerprint(folder) {
  const hash = createHash('sha256')
  const sources = [...new Set(['src', folder])].flatMap((top) =>
    filesIn(top).filter((path) => /\.(tsx?|json)$/.test(path) && !/\.test\.tsx?$/.test(path)),
  )
  for (const path of [...sources, 'bin/bundle.mjs', 'tsconfig.json']) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

/**
 * How Node runs us. Left alone it sizes its heap by the machine's memory and lets garbage lie until
 * there is plenty: 350 MB resident after a load that keeps 40 alive. With these it is about 150.
 */
export const NODE_FLAGS = [
  '--import',
  join(root, 'bin', 'source-maps.mjs'),
  '--max-semi-space-size=8',
  '--max-old-space-size=256',
]

/**
 * What its environment has beside that: glibc keeps an arena for each thread, and what large bodies leave in
 * each of them is never given back. With two it is some 50 MB less after an attack.
 */
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' }

/**
 * Installs, builds and runs the application, and ends as it ends.
 *
 * Servers get a group of their own, so that Ctrl-C reaches them once, through us, and an ipc
 * channel, on which bin/leash.mjs notices our end even when that was `kill -9`.
 *
 * @param {string[]} args such as ['serve']
 */
export async function application(args) {
  await install()
  const bundle = await build('src/main.ts')
  const isServer = ['serve', 'work'].includes(args[0])
  const flags = [...NODE_FLAGS]
  const settings = join(root, '.env')
  if (existsSync(settings)) flags.push(`--env-file=${settings}`)
  if (isServer) flags.push('--import', join(root, 'bin', 'leash.mjs'))
  process.exitCode = isServer
    ? await keepRunning([...flags, bundle, ...args])
    : await run(node(), [...flags, bundle, ...args])
}

/** So many in a row that die before they serve, and a person has to look. */
const FAILED_STARTS = 5
/** One that has run for so long and then dies is started again at once, in milliseconds. */
const LONG_RUN = 60_000
const FIRST_WAIT = 100
const LONGEST_WAIT = 30_000

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
    const { code, signal, asked } = await server.ended
    const exitCode = code ?? 128 + constants.signals[signal]
    if (asked || code === 0 || (!served && signal === null)) return exitCode
    const how = signal ?? String(code)
    died.push({ pid: server.child.pid, at: new Date().toISOString(), how })
    failedStarts = ready ? 0 : failedStarts + 1
    if (failedStarts === FAILED_STARTS) {
      say(
        `Gatehouse died ${FAILED_STARTS} times before it served, the last time by ${how}. Why stands above; it is not started again.`,
      )
      return exitCode
    }
    if (ready && Date.now() - began > LONG_RUN) wait = FIRST_WAIT
    say(`Gatehouse died (${how}). It is started again in ${wait / 1000} s.`)
    await delay(wait)
    wait = Math.min(2 * wait, LONGEST_WAIT)
  }
}

/**
 * Runs a program in the project's folder and passes our signals on to it.
 *
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 */
export async function run(program, args, options) {
  const { code, signal } = await launch(program, args, options).ended
  return code ?? 128 + constants.signals[signal]
}

/**
 * Starts it. `ended` says how it ended, and whether we passed something on to it that may have been why.
 */
function launch(program, args, options) {
  let asked = false
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
  const passed = new Set()
  const pass = (signal) => {
    if (passed.has(signal)) return // of one Ctrl-C we hear twice: from the terminal, and from npm
    passed.add(signal)
    asked = true
    child.kill(signal)
  }
  for (const signal of PASSED) process.on(signal, pass)
  const stopWatching = watchNpm(() => {
    asked = true
    child.kill('SIGKILL')
  })
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal, asked }))
  }).finally(() => {
    for (const signal of PASSED) process.off(signal, pass)
    stopWatching()
  })
  return { child, ended }
}

// Not SIGHUP: whoever handles it undoes `nohup`.
const PASSED = ['SIGINT', 'SIGTERM']

/** npm passes signals on to us, but nobody passes on a `kill -9` of npm: we get a new parent. */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const npm = process.ppid
  const timer = setInterval(() => process.ppid === npm || onGone(), 200)
  return () => clearInterval(timer)
}

/** Waits until no other process holds the lock, takes it, and returns what gives it back. */
async function lock(path) {
  mkdirSync(dirname(path), { recursive: true })
  const ours = `${path}.${process.pid}`
  writeFileSync(ours, String(process.pid))
  try {
    for (let said = false; ; said = true) {
      try {
        linkSync(ours, path) // atomic, and never seen without its content
        return () => rmSync(path, { force: true })
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = lockHolder(path)
      if (holder === null) rmSync(path, { force: true })
      else if (!said) say(`Waiting for process ${holder}, which is installing.`)
      await delay(200)
    }
  } finally {
    rmSync(ours)
  }
}

/** The process that holds the lock; null when it has died (or must have: nothing takes 15 minutes). */
function lockHolder(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    if (Date.now() - statSync(path).mtimeMs > 15 * 60_000) return null
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : null
  }
}

/** What went wrong has been printed already; its stack is of no use to anybody. */
class Failure extends Error {}
process.on('uncaughtException', (error) => {
  say(error instanceof Failure ? `${error.message} What went wrong stands above.` : error.stack)
  process.exit(1)
})

/** Prints a line for the person who waits; stderr, so that `--json` output stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** The seconds since a moment, in words. */
export const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`
