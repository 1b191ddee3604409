import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runHeard } from './child.mjs'
import { Failure } from './failure.mjs'
import { lock } from './lock.mjs'
import { ownNode, root, tooOld, WANTED_NODE } from './project.mjs'
import { say, seconds } from './terminal.mjs'

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
    const { code, said } = await runHeard('npm', args, { env })
    if (code !== 0) throw new Failure(`npm ci failed (${code}).`, said)
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
  const { code, said } = await runHeard('npm', args)
  if (code !== 0) throw new Failure(`npm install failed (${code}).`, said)
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
