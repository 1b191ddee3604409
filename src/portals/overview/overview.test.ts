import { describe, expect, it } from 'vitest'
import {
  act,
  aPartner,
  aPortal,
  days,
  operator,
  partnersPerson,
} from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld, START, type World } from '../../../test/world.ts'
import type { Caller } from '../../kit/operation.ts'
import { createPortal } from '../creation/creations.ts'
import { certifyPortal } from '../lifecycle/trials.ts'
import { portalsQuery } from '../console/portals-list.ts'
import { countPortals, listPortals } from '../console/portal-queries.ts'

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

const page = (world: World, query: object, caller: Caller = operator) =>
  world.installation.db.read('installation', (tx) =>
    listPortals(tx, caller, portalsQuery.parse(query), at(0)),
  )

/** Every page of a list, as names. */
async function pages(world: World, query: object, caller?: Caller): Promise<string[][]> {
  const all: string[][] = []
  let cursor: string | null | undefined
  do {
    const { portals, next } = await page(world, { ...query, ...(cursor ? { cursor } : {}) }, caller)
    all.push(portals.map(({ name }) => name))
    cursor = next
  } while (cursor)
  return all
}

describe('the list of portals', () => {
  it('is paged by key in every order, each portal once', async () => {
    const world = await aWorld()
    for (const name of ['delta', 'Alpha', 'charlie', 'Bravo', 'alpha'])
      await act(world, createPortal, { name, owner: { name: 'O', email: 'o@example.com' } })
    expect(await pages(world, { limit: '2' })).toEqual([
      ['Alpha', 'alpha'],
      ['Bravo', 'charlie'],
      ['delta'],
    ])
    expect(await pages(world, { limit: 2, sort: '-name' })).toEqual([
      ['delta', 'charlie'],
      ['Bravo', 'alpha'],
      ['Alpha'],
    ])
    expect(await pages(world, { limit: 2, sort: 'created' })).toEqual([
      ['delta', 'Alpha'],
      ['charlie', 'Bravo'],
      ['alpha'],
    ])
    expect(await pages(world, { limit: 3, sort: '-created' })).toEqual([
      ['alpha', 'Bravo', 'charlie'],
      ['Alpha', 'delta'],
    ])
    expect(await pages(world, { limit: 5 })).toHaveLength(1)
  })

  it('tells what each is, until when, and who is in it', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const portal = await aPortal(world, { partner, partnerReference: 'NW-7' })
    const { portals } = await page(world, {})
    expect(portals).toEqual([
      {
        id: portal.portal,
        name: 'Harbour Law',
        slug: 'harbour-law',
        host: 'harbour-law.localhost',
        status: 'trial_active',
        since: at(0),
        endsAt: at(30),
        daysLeft: 30,
        partner: { id: partner, name: 'Northwind' },
        partnerReference: 'NW-7',
        built: true,
        createdAt: at(0),
        proUsers: 1,
        people: 1,
        lastActivityAt: null,
      },
    ])
  })

  it('is searched, filtered and counted, for a partner among its own', async () => {
    const world = await aWorld()
    const [north, south] = [await aPartner(world), await aPartner(world, 'Southwind')]
    const one = await aPortal(world, { name: '100% Law', partner: north })
    await aPortal(world, { name: '1000 Lawyers', partner: south, partnerReference: 'SW-100%' })
    await aPortal(world, { name: 'Nobody’s' })
    await act(world, certifyPortal, { portal: one.portal })
    expect(await pages(world, { search: '100%' })).toEqual([['100% Law', '1000 Lawyers']])
    expect(await pages(world, { search: 'law' })).toEqual([['100% Law', '1000 Lawyers']])
    expect(await pages(world, { status: 'certified_secure' })).toEqual([['100% Law']])
    expect(await pages(world, { partner: south })).toEqual([['1000 Lawyers']])
    expect(await pages(world, {}, partnersPerson(north))).toEqual([['100% Law']])
    expect(await pages(world, { partner: south }, partnersPerson(north))).toEqual([[]])
    const count = (query: object, caller: Caller = operator) =>
      world.installation.db.read('installation', (tx) =>
        countPortals(tx, caller, portalsQuery.parse(query), at(0)),
      )
    expect(await count({})).toBe(3)
    expect(await count({}, partnersPerson(south))).toBe(1)
    expect(await count({ search: 'law', status: 'trial_active' })).toBe(1)
  })

  it('refuses a query that it does not understand, by its field', async () => {
    const world = await aWorld()
    await aPortal(world)
    await aPortal(world)
    const { next } = await page(world, { limit: 1 })
    for (const [field, wrong] of [
      ['cursor', 'nonsense'],
      ['cursor', Buffer.from('["name","x"]').toString('base64url')],
      ['limit', '0'],
      ['limit', '1000'],
      ['status', 'open'],
      ['sort', 'size'],
      ['partner', 'per_1'],
    ] as const) {
      const parsed = portalsQuery.safeParse({ [field]: wrong })
      expect(parsed.error?.issues[0]?.path).toEqual([field])
    }
    expect(
      portalsQuery.safeParse({ cursor: next, sort: 'created' }).error?.issues[0]?.path,
    ).toEqual(['cursor'])
  })
})
