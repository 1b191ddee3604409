import { describe, expect, it } from 'vitest'
import {
  act,
  aPartner,
  aPortal,
  days,
  goTo,
  operator,
  partnersPerson,
} from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld, START, type World } from '../../../test/world.ts'
import type { Caller } from '../../kit/operation.ts'
import { createPortal } from '../creation/creations.ts'
import { certifyPortal } from '../lifecycle/trials.ts'
import { suspendPortal } from '../lifecycle/suspensions.ts'
import { recordDailyStatuses } from './daily-statuses.ts'
import { dashboard } from './dashboard.ts'
import { portalsQuery } from './portals-list.ts'
import { countPortals, listPortals, portalHistory } from './queries.ts'

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
        countPortals(tx, caller, portalsQuery.parse(query)),
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

describe('the dashboard', () => {
  const board = async (world: World, caller: Caller = operator) => {
    const now = await world.now()
    await recordDailyStatuses(world.installation)
    return world.installation.db.read('installation', (tx) => dashboard(tx, caller, now))
  }

  it('shows how many portals had each status at the end of each of 90 days', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const [one, two] = [await aPortal(world, { partner }), await aPortal(world)]
    await goTo(world, at(3))
    await act(world, certifyPortal, { portal: one.portal })
    await goTo(world, at(5))
    await act(world, suspendPortal, { portal: two.portal, cause: 'other' })
    const all = await board(world)
    expect(all.days).toHaveLength(90)
    expect([all.days.at(0), all.days.at(-1)]).toEqual(['2025-10-13', '2026-01-10'])
    const last = (numbers: number[]) => numbers.slice(-7)
    expect(last(all.byStatus.trial_active)).toEqual([0, 2, 2, 2, 1, 1, 0])
    expect(last(all.byStatus.certified_secure)).toEqual([0, 0, 0, 0, 1, 1, 1])
    expect(last(all.byStatus.suspended)).toEqual([0, 0, 0, 0, 0, 0, 1])
    const theirs = await board(world, partnersPerson(partner))
    expect(last(theirs.byStatus.trial_active)).toEqual([0, 1, 1, 1, 0, 0, 0])
    expect(last(theirs.byStatus.suspended)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('is set right by a change that was noticed late', async () => {
    const world = await aWorld()
    await aPortal(world)
    await world.setClock(at(35))
    const before = await board(world)
    expect(before.byStatus.trial_active.slice(-7)).toEqual([1, 1, 1, 1, 1, 1, 1])
    await goTo(world, at(35))
    const after = await board(world)
    expect(after.byStatus.trial_active.slice(-7)).toEqual([1, 0, 0, 0, 0, 0, 0])
    expect(after.byStatus.trial_expired.slice(-7)).toEqual([0, 1, 1, 1, 1, 1, 1])
    expect(await world.owner('select from daily_statuses where portals = 0')).toEqual([])
  })

  it('names trials that end within a week and suspensions from their first warning on', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const [soon, suspended] = [
      await aPortal(world, { name: 'Soon' }),
      await aPortal(world, { name: 'Suspended', partner }),
    ]
    await act(world, suspendPortal, { portal: suspended.portal, cause: 'unpaid' })
    const names = async (caller?: Caller) => {
      const { trialsEnding, suspensionsEnding } = await board(world, caller)
      return [trialsEnding, suspensionsEnding].map((list) =>
        list.map(({ name, daysLeft }) => `${name} ${daysLeft}`),
      )
    }
    await goTo(world, at(22))
    expect(await names()).toEqual([[], []])
    await goTo(world, at(23))
    expect(await names()).toEqual([['Soon 7'], []])
    await goTo(world, at(60))
    expect(await names()).toEqual([[], []])
    await goTo(world, at(60).add({ milliseconds: 1 }))
    expect(await names()).toEqual([[], ['Suspended 30']])
    expect(await names(partnersPerson(partner))).toEqual([[], ['Suspended 30']])
    expect(await names(partnersPerson(await aPartner(world, 'Other')))).toEqual([[], []])
    const history = await world.installation.db.read({ portal: soon.id }, (tx) =>
      portalHistory(tx, soon.id),
    )
    expect(history.map(({ to }) => to)).toEqual(['trial_expired', 'trial_active'])
  })
})
