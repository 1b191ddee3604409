import { readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { prepareAppRole } from '../../src/kit/db/migrate.ts'
import { DeletionLedger } from '../../src/kit/deletion-ledger.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { moveKeys } from '../../src/kit/key-store/moving.ts'
import { Keys } from '../../src/kit/keys.ts'
import { openInstallation } from '../../src/open.ts'
import { cancelPortal, createPortal, suspendPortal } from '../../src/portals/index.ts'
import { act, aPortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'

/** Portals whose keys lie in the database, as the version before left them; and what their keys are. */
async function anOlderInstallation(): Promise<{ world: World; keys: Map<string, Buffer> }> {
  const world = await aWorld()
  for (const slug of ['one', 'two']) await aPortal(world, { slug })
  const keys = await everyKey(world.installation)
  await backIntoTheDatabase(world)
  return { world, keys }
}

async function backIntoTheDatabase(world: World): Promise<void> {
  const folder = join(world.data, 'keys')
  for (const name of await readdir(folder)) {
    const [portal, kind] = name.split('.')
    if (kind === 'key')
      await world.owner('update portal_keys set wrapped = $2 where portal_id = $1', [
        portal,
        await readFile(join(folder, name)),
      ])
    await rm(join(folder, name))
  }
  await world.owner('update installation set keys_apart_at = null')
}

/** Of a process that has none in memory. */
const afresh = ({ masterKey, installation: { db, keys } }: World) =>
  new Keys(masterKey, { store: keys.store, ledger: keys.ledger, db })

async function everyKey(
  { keys: { store }, keys }: Pick<Installation, 'keys'>,
  portals?: Iterable<string>,
): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  for (const portal of portals ?? (await store.keys())) entries.set(portal, await keys.held(portal))
  return entries
}

const inTheDatabase = async (world: World): Promise<number> =>
  (
    await world.owner<{ n: number }>(
      'select count(*)::int as n from portal_keys where wrapped is not null',
    )
  )[0]!.n

/** Thrown where the process is to be cut off. */
class CutOff extends Error {}

/** The same, but for being cut off at the `step`th thing it does, before or after that is done. */
function cutOffAt(
  world: World,
  step: number,
): { installation: Installation; reached: () => boolean } {
  let left = step
  let reached = false
  const counted =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- === 0) {
        reached = true
        throw new CutOff()
      }
      const result = await work(...args)
      if (left-- === 0) {
        reached = true
        throw new CutOff()
      }
      return result
    }
  const watch = <T extends object>(thing: T, names: (keyof T)[]): T =>
    new Proxy(thing, {
      get: (target, name) => {
        const value = Reflect.get(target, name, target) as unknown
        if (typeof value !== 'function') return value
        const bound = value.bind(target) as (...args: unknown[]) => Promise<unknown>
        return names.includes(name as keyof T) ? counted(bound) : bound
      },
    })
  const db = watch(world.installation.db, ['write', 'ask', 'read'])
  const store = watch(world.installation.keys.store, ['get', 'putIfAbsent', 'destroy', 'bury'])
  const keys = new Keys(world.masterKey, { store, ledger: world.installation.keys.ledger, db })
  return { installation: { ...world.installation, db, keys }, reached: () => reached }
}

describe('moving the keys of an older installation', () => {
  it('leaves none in the database, and each portal its own in the store', async () => {
    const { world, keys } = await anOlderInstallation()
    expect(await inTheDatabase(world)).toBe(3)
    expect(await moveKeys(world.installation)).toBe('apart')
    expect(await inTheDatabase(world)).toBe(0)
    expect(await everyKey({ keys: afresh(world) })).toEqual(keys)
    expect(keys.has(CONSOLE)).toBe(true)
  })

  it('can be cut off at every step: no portal is ever without its key, and the next try ends it', async () => {
    const { world, keys } = await anOlderInstallation()
    let step = 0
    for (; ; step++) {
      const { installation, reached } = cutOffAt(world, step)
      await moveKeys(installation).catch((error: unknown) => {
        if (!(error instanceof CutOff)) throw error
      })
      expect(await everyKey({ keys: afresh(world) }, keys.keys()), `cut off at ${step}`).toEqual(
        keys,
      )
      expect(await moveKeys(world.installation)).toBe('apart')
      expect(await inTheDatabase(world)).toBe(0)
      expect(await everyKey({ keys: afresh(world) })).toEqual(keys)
      if (!reached()) break
      await backIntoTheDatabase(world)
    }
    expect(step).toBeGreaterThan(20)
  })

  it('is done once by several servers at once, while portals are begun', async () => {
    const { world, keys } = await anOlderInstallation()
    const others = await Promise.all(
      [1, 2].map(() =>
        openInstallation({
          ownerUrl: world.ownerUrl,
          data: world.data,
          masterKey: world.masterKey,
          mode: 'sandbox',
          url: world.installation.url,
          log: world.installation.log,
        }),
      ),
    )
    onTestFinished(async () => void (await Promise.all(others.map(({ close }) => close()))))
    const servers = [world.installation, ...others.map(({ installation }) => installation)]
    await Promise.all([
      ...servers.map((server) => moveKeys(server)),
      ...Array.from({ length: 6 }, (_, n) =>
        act(world, createPortal, {
          name: `Begun ${n}`,
          owner: { name: 'Ada Okoye', email: 'ada@harbour.example' },
        }),
      ),
    ])
    expect(await inTheDatabase(world)).toBe(0)
    const after = await everyKey({ keys: afresh(world) })
    expect(after.size).toBe(keys.size + 6)
    for (const [portal, key] of keys) expect(after.get(portal)).toEqual(key)
    await world.drain()
  })

  it('leaves them in the database too while a server of the version before is running', async () => {
    const { world, keys } = await anOlderInstallation()
    const { ownerUrl, masterKey, installation } = world
    const url = await prepareAppRole(ownerUrl, masterKey, installation.keys.check())
    const before = new pg.Client({ connectionString: url, application_name: 'gatehouse' })
    await before.connect()
    expect(await moveKeys(installation)).toBe('waiting')
    expect(await inTheDatabase(world)).toBe(3)
    expect(await everyKey({ keys: afresh(world) })).toEqual(keys)
    // It opens what this version begins meanwhile.
    await aPortal(world, { slug: 'meanwhile' })
    expect(await inTheDatabase(world)).toBe(4)
    await before.end()
    await expect.poll(() => moveKeys(installation)).toBe('apart')
    expect(await inTheDatabase(world)).toBe(0)
  })

  it('opens a portal before its turn has come', async () => {
    const { world, keys } = await anOlderInstallation()
    expect(await everyKey({ keys: afresh(world) }, keys.keys())).toEqual(keys)
    expect(await inTheDatabase(world)).toBe(3)
  })

  it('buries what the version before deleted, and gives no key back that came with a backup', async () => {
    const { world } = await anOlderInstallation()
    const { keys } = world.installation
    const rows = await world.owner<{ id: string }>(
      `select id from portals where slug in ('one', 'two') order by slug`,
    )
    const [deletedBefore, returned] = rows.map(({ id }) => id) as [string, string]
    await world.owner(
      `update portal_keys set wrapped = null, destroyed_at = '2026-01-02T00:00:00Z' where portal_id = $1`,
      [deletedBefore],
    )
    await keys.store.bury({ portal: returned, at: Temporal.Instant.from('2026-01-03T00:00:00Z') })
    expect(await moveKeys(world.installation)).toBe('apart')
    expect(await keys.store.tombstone(deletedBefore)).toEqual({
      portal: deletedBefore,
      at: Temporal.Instant.from('2026-01-02T00:00:00Z'),
    })
    expect(await keys.store.get(returned)).toBeNull()
    expect(await inTheDatabase(world)).toBe(0)
    expect(await afresh(world).standing(returned)).toBe('deleted')
  })

  it('ends where the store holds another key than the database, and changes neither', async () => {
    const { world } = await anOlderInstallation()
    const { keys } = world.installation
    const [{ id }] = (await world.owner<{ id: string }>(
      `select id from portals where slug = 'one'`,
    )) as [{ id: string }]
    await keys.store.putIfAbsent(id, keys.wrap(id, Buffer.alloc(32, 7)))
    await expect(moveKeys(world.installation)).rejects.toThrow(/another key of portal/)
    expect(await inTheDatabase(world)).toBe(3)
  })
})

describe('a new installation', () => {
  it('never has a key in its database', async () => {
    const world = await aWorld()
    const portal = await aPortal(world, { slug: 'one' })
    await world.installation.keys.held(portal.id)
    expect(await inTheDatabase(world)).toBe(0)
    const [row] = await world.owner<{ apart: boolean }>(
      'select keys_apart_at is not null as apart from installation',
    )
    expect(row).toEqual({ apart: true })
  })

  it('takes the key that a creation which was rolled back left', async () => {
    const world = await aWorld()
    const { keys, db, clock } = world.installation
    const { id } = await aPortal(world, { slug: 'one' })
    await world.owner('delete from portal_keys where portal_id = $1', [id])
    await keys.store.destroy(id)
    const made: (Buffer | null)[] = []
    const create = (committed: boolean) =>
      db.write({ portal: id }, async (tx) => {
        made.push(await keys.create(tx, id, await clock.now(tx)))
        if (!committed) throw new CutOff()
      })
    await expect(create(false)).rejects.toThrow(CutOff)
    await create(true)
    await create(true)
    expect(made[0]).toHaveLength(32)
    expect(made).toEqual([made[0], made[0], null])
    expect(await afresh(world).held(id)).toEqual(made[0])
  })

  it('does not start on a key store that is not its own', async () => {
    const world = await aWorld()
    const { ownerUrl, data, masterKey, installation } = world
    const { url, mode, log } = installation
    const opening = { ownerUrl, data, masterKey, mode, url, log }
    await expect(openInstallation({ ...opening, keys: join(data, 'others') })).rejects.toThrow(
      /others has no key of this installation's console/,
    )
  })
})

describe('destroying a key', () => {
  it('can be cut off at every step, and the next run of the deletion ends it', async () => {
    const world = await aWorld()
    for (let step = 0; ; step++) {
      const { id, portal } = await aPortal(world, { slug: `portal-${step}` })
      await act(world, suspendPortal, { portal, cause: 'requested' })
      await act(world, cancelPortal, { portal, name: 'Harbour Law' })
      const { installation, reached } = cutOffAt(world, step)
      const now = await world.now()
      await installation.db
        .write({ portal: id }, (tx) => installation.keys.destroy(tx, { portal: id, at: now }, now))
        .catch((error: unknown) => {
          if (!(error instanceof CutOff)) throw error
        })
      await world.drain()
      expect(await world.installation.keys.isDestroyed(id), `cut off at ${step}`).toBe(true)
      expect(world.installation.keys.ledger.get(id)).toBeDefined()
      if (!reached()) break
    }
  })

  it('is seen by a server that holds it in memory, within a minute', async () => {
    const world = await aWorld()
    const { id, portal } = await aPortal(world, { slug: 'one' })
    const { store } = world.installation.keys
    const ledger = await DeletionLedger.open(join(world.data, 'of-another-server'))
    const other = new Keys(world.masterKey, { store, ledger, db: world.installation.db })
    await other.held(id)
    await act(world, suspendPortal, { portal, cause: 'requested' })
    await act(world, cancelPortal, { portal, name: 'Harbour Law' })
    await world.drain()
    const { bigint } = process.hrtime
    const clock = vi.spyOn(process.hrtime, 'bigint')
    onTestFinished(() => clock.mockRestore())
    clock.mockImplementation(() => bigint() + 61n * 1_000_000_000n)
    await expect.poll(() => other.standing(id)).toBe('deleted')
  })
})
