import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetLimits, left, spend, spendWithin, type Limit } from '../../src/kit/limits.ts'
import { openWorld, START, type World } from '../world.ts'

const start = Temporal.Instant.from(START)
const after = (milliseconds: number) => start.add({ milliseconds })
const limit = (key: string, more: Partial<Limit> = {}): Limit => ({
  name: 'test',
  key,
  points: 3,
  seconds: 60,
  ...more,
})

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const spendAt = (at: Temporal.Instant, key: string, more?: Partial<Limit>) =>
  spend(world.installation, limit(key, more), at)

describe('a limit', () => {
  it('allows its points and says what is left, until when', async () => {
    expect(await spendAt(start, 'a')).toEqual({
      allowed: true,
      limit: 3,
      remaining: 2,
      resetSeconds: 60,
    })
    await spendAt(after(10_000), 'a')
    expect(await spendAt(after(20_500), 'a')).toMatchObject({ allowed: true, remaining: 0 })
    expect(await spendAt(after(20_500), 'a')).toEqual({
      allowed: false,
      limit: 3,
      remaining: 0,
      resetSeconds: 40,
    })
  })

  it('begins anew to the millisecond, and not for those who were refused meanwhile', async () => {
    for (let i = 0; i < 20; i++) await spendAt(start, 'b')
    expect(await spendAt(after(59_999), 'b')).toMatchObject({ allowed: false, resetSeconds: 1 })
    expect(await spendAt(after(60_000), 'b')).toMatchObject({ allowed: true, remaining: 2 })
  })

  it('is each key’s and each name’s own', async () => {
    for (let i = 0; i < 4; i++) await spendAt(start, 'c')
    expect(await spendAt(start, 'd')).toMatchObject({ allowed: true, remaining: 2 })
    expect(await spendAt(start, 'c', { name: 'other' })).toMatchObject({ allowed: true })
  })

  it('allows exactly its points to 100 at once', async () => {
    const spent = await Promise.all(
      Array.from({ length: 100 }, () => spendAt(start, 'e', { points: 10 })),
    )
    expect(spent.filter(({ allowed }) => allowed)).toHaveLength(10)
  })

  it('can be looked at without spending', async () => {
    const look = (at: Temporal.Instant) => left(world.installation, limit('f'), at)
    expect(await look(start)).toMatchObject({ allowed: true, remaining: 3, resetSeconds: 0 })
    for (let i = 0; i < 3; i++) await spendAt(start, 'f')
    expect(await look(start)).toMatchObject({ allowed: false, remaining: 0, resetSeconds: 60 })
    expect(await look(after(60_000))).toMatchObject({ allowed: true, remaining: 3 })
  })

  it('is not spent by what is rolled back', async () => {
    const { db } = world.installation
    const failing = db.write('installation', async (tx) => {
      await spendWithin(tx, world.installation, limit('g'), start)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await spendAt(start, 'g')).toMatchObject({ remaining: 2 })
  })

  it('names nobody in the database, and is forgotten once it is over', async () => {
    await spendAt(start, 'quinn@example.com')
    const rows = await world.owner('select l::text as row, key from limits l')
    expect(JSON.stringify(rows)).not.toContain('quinn')
    await world.setClock(after(120_000))
    await forgetLimits(world.installation)
    expect(await world.owner('select from limits')).toEqual([])
  })
})
