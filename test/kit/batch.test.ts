import { expect, it } from 'vitest'
import { awaited, DatabaseUnavailable } from '../../src/kit/db/database.ts'
import { newId } from '../../src/kit/ids.ts'
import { aPortal } from '../identity/identity-world.ts'
import { aWorld } from '../world.ts'

const hosts = { name: 'hosts_here', text: 'select host, added_at, quarantined_until from hosts' }
const named = (host: string) => ({
  name: 'host_named',
  text: 'select host from hosts where host = $1',
  values: [host],
})

it('statements are read together within one portal, the first time and every time after', async () => {
  const world = await aWorld()
  const { db } = world.installation
  const one = await aPortal(world, { slug: 'one' })
  const other = await aPortal(world, { slug: 'other' })
  for (let time = 0; time < 20; time++)
    for (const { id, host } of [one, other]) {
      const [here, found, beyond] = await db.together({ portal: id }, [
        { ...hosts, values: [] },
        named(host),
        named(id === one.id ? other.host : one.host),
      ])
      expect(here).toEqual([{ host, added_at: await world.now(), quarantined_until: null }])
      expect(found).toEqual([{ host }])
      expect(beyond).toEqual([])
    }
})

it('nothing is written by them, and what fails leaves nothing behind for the next', async () => {
  const world = await aWorld()
  const { db } = world.installation
  const { id, host } = await aPortal(world)
  const failing = [
    {
      name: 'claim',
      text: 'insert into hosts values ($1, $2, false, now(), null)',
      values: ['x.localhost', id],
      error: 'read-only transaction',
    },
    { name: 'divide', text: 'select 1 / length($1)', values: [''], error: 'division by zero' },
    { name: 'nowhere', text: 'select * from nowhere', values: [], error: 'does not exist' },
  ]
  for (const { error, ...statement } of failing)
    for (let time = 0; time < 3; time++) {
      await expect(db.together({ portal: id }, [named(host), statement])).rejects.toThrow(error)
      const [found] = await db.together({ portal: id }, [named(host)])
      expect(found).toEqual([{ host }])
    }
  const [nobody] = await db.together({ portal: newId() }, [named(host)])
  expect(nobody).toEqual([])
})

it('a statement that its connection has prepared for something else is used as it is', async () => {
  const world = await aWorld()
  const { db } = world.installation
  const { id, host } = await aPortal(world)
  const { name, text, values } = named(host)
  for (let time = 0; time < 20; time++) {
    const rows = await db.read({ portal: id }, (tx) => tx.run(text, values, name))
    expect(await db.together({ portal: id }, [named(host)])).toEqual([rows])
  }
})

it('what takes too long for whoever waits is ended by the server', async () => {
  const world = await aWorld()
  const { db } = world.installation
  const sleeping = { name: 'sleep', text: 'select pg_sleep(20)', values: [] }
  await expect(awaited(1500, () => db.together('installation', [sleeping]))).rejects.toThrow(
    'statement timeout',
  )
})

it('what fails behind another that failed is told by why that one did', async () => {
  const world = await aWorld()
  const { db } = world.installation
  const { id } = await aPortal(world)
  const fails = (text: string) =>
    db.write({ portal: id }, async (tx) => {
      // As what is sent ahead, such as a setting: nobody hears of it.
      tx.run(text).catch(() => undefined)
      await tx.run('select 1')
    })
  await expect(fails('select 1 / 0')).rejects.toThrow('division by zero')
  await expect(
    fails(`do $$ begin raise sqlstate '57014' using message = 'took too long'; end $$`),
  ).rejects.toBeInstanceOf(DatabaseUnavailable)
  let tries = 0
  await db.write({ portal: id }, async (tx) => {
    const raised = `do $$ begin raise sqlstate '40P01'; end $$`
    if (tries++ === 0) tx.run(raised).catch(() => undefined)
    await tx.run('select 1')
  })
  expect(tries).toBe(2)
})
