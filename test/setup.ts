import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openCluster } from '../src/kit/embedded-postgres/cluster.ts'
import { removeData } from '../src/kit/embedded-postgres/place.ts'
import { asServer, makeTemplate } from './world.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's address of the one PostgreSQL of this test run; a superuser. */
    databaseUrl: string
    /** The migrated database that every world is copied from. */
    template: string
  }
}

/**
 * One PostgreSQL for the whole run: DATABASE_URL when it is set, else an embedded cluster of its own
 * in a fresh folder, so that two runs at once do not meet. Vitest calls what this returns at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env['TMPDIR'] ??= await memory()
  // The application and its command line are started some two hundred times; a third of a start is compiling.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'gatehouse-compiled')
  const external = process.env.DATABASE_URL
  if (external) {
    project.provide('databaseUrl', external)
    const template = await makeTemplate(external)
    project.provide('template', template)
    return () =>
      asServer(external, async (client) => void (await client.query(`drop database ${template}`)))
  }
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  await chmod(data, 0o711) // as root the server runs as another user, who must reach its cluster
  // The data are thrown away, so there is no use in waiting for the disk. Nor is there in making passwords hard to
  // guess: each connection would go through 4,096 hashes to prove that it knows its own, and each world's role has its own.
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'scram_iterations=1',
  ]
  const cluster = await openCluster({ data, flags: settings.flatMap((one) => ['-c', one]) })
  await asServer(cluster.url, async (owner) => {
    const { user, password } = owner
    // Its own was made before the server knew of that.
    await owner.query(
      `alter role ${owner.escapeIdentifier(user!)} password ${owner.escapeLiteral(password!)}`,
    )
  })
  project.provide('databaseUrl', cluster.url)
  project.provide('template', await makeTemplate(cluster.url))
  return async () => {
    await cluster.close()
    await removeData(data)
  }
}

/** Less than this is not enough for the databases of a run, as in a container, whose own has 64 MB. */
const ROOM = 6 * 1024 ** 3

/**
 * The machine's file system in memory, where it has one with room; else where temporary files go anyway.
 * A world costs a tenth there of what making and removing its 700 files costs on a disk.
 */
async function memory(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > ROOM ? '/dev/shm' : tmpdir()
}
