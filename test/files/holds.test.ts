import { beforeAll, expect, it } from 'vitest'
import { checkingQueue } from '../../src/files/checking/checking.ts'
import { holdUnchecked, takeUnchecked } from '../../src/files/checking/queries.ts'
import { attempt } from '../../src/kit/due/attempt.ts'
import { show } from '../../src/kit/ids.ts'
import { aPerson } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { addFile, shownFile } from './files-world.ts'

let world: World
let office: Office
let about: string

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  about = show('person', carla.id)
  return () => world.close()
})

/** Takes the next file to look at, as a server would that dies then. */
const taken = () => {
  const { db, clock } = world.installation
  return db.write({ portal: office.portal.id }, async (tx) =>
    takeUnchecked(tx, await clock.now(tx)),
  )
}

/** For how many seconds it is held yet. */
async function heldFor(): Promise<number> {
  const [row] = await world.owner<{ seconds: number }>(
    `select extract(epoch from held_until - clock_timestamp())::float as seconds from file_versions
     where state = 'checking'`,
  )
  return row!.seconds
}

const wakes = () =>
  world.owner<{ seconds: number }>(
    `select extract(epoch from start_after - created_on)::float as seconds from pgboss.job
     where name = $1 and state = 'created' and start_after > now() + interval '5 seconds'`,
    [checkingQueue.wake.name],
  )

it('a file that a server was at which died is looked at again as soon as its short hold is over', async () => {
  const id = await addFile(office, about, { name: 'x.txt', bytes: Buffer.from('Dear client') })
  const version = await taken()
  expect(version).not.toBeNull()
  expect(await heldFor()).toBeLessThanOrEqual(20)
  // Another server starts: it finds nothing free, and sees to it that somebody comes back when there is.
  await world.drain()
  expect((await shownFile(office, id)).state).toBe('checking')
  const [wake, ...more] = await wakes()
  expect(more).toEqual([])
  expect(wake!.seconds).toBeLessThanOrEqual(21)
  // As if the seconds had passed.
  await world.owner(
    `update file_versions set held_until = clock_timestamp() where state = 'checking'`,
  )
  await world.owner('update pgboss.job set start_after = now() where start_after > now()')
  await world.drain()
  expect((await shownFile(office, id)).state).toBe('ready')
})

it('a file that is looked at for long stays held, and each try that dies holds it longer', async () => {
  await addFile(office, about, { name: 'x.txt', bytes: Buffer.from('Dear client') })
  const { portal } = office
  let [times, enough] = [0, () => {}]
  const held = attempt(world.installation, portal.id, {
    take: takeUnchecked,
    hold: {
      everyMs: 5,
      again: async (tx, version) => {
        await holdUnchecked(tx, version)
        if (++times === 3) enough()
      },
    },
    act: async () => {
      await world.owner(`update file_versions set held_until = clock_timestamp() - interval '1 s'`)
      await new Promise<void>((resolve) => (enough = resolve))
      return heldFor()
    },
    record: async (_tx, _now, _version, seconds) => seconds,
  })
  expect(await held).toBeGreaterThan(15)
  for (const most of [40, 80, 160, 320, 600, 600]) {
    await world.owner(`update file_versions set held_until = null where state = 'checking'`)
    await taken()
    expect(await heldFor()).toBeLessThanOrEqual(most)
    expect(await heldFor()).toBeGreaterThan(most / 2)
  }
})
