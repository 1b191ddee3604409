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
import { certifyPortal } from '../lifecycle/trials.ts'
import { suspendPortal } from '../lifecycle/suspensions.ts'
import { portalHistory } from '../overview/queries.ts'
import { recordDailyCounts } from './daily-counts.ts'
import { dashboard } from './dashboard.ts'

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

describe('the dashboard', () => {
  const board = async (world: World, caller: Caller = operator) => {
    const now = await world.now()
    await recordDailyCounts(world.installation)
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

  it('counts by month the trials that began, were certified and ran out', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const [one] = [await aPortal(world, { partner }), await aPortal(world), await aPortal(world)]
    await goTo(world, at(10))
    await act(world, certifyPortal, { portal: one.portal })
    await goTo(world, at(35))
    const all = await board(world)
    expect(all.trials).toHaveLength(12)
    expect(all.trials.slice(-3)).toEqual([
      { month: '2025-12', began: 0, certified: 0, expired: 0 },
      { month: '2026-01', began: 3, certified: 1, expired: 0 },
      { month: '2026-02', began: 0, certified: 0, expired: 2 },
    ])
    // A year later the count goes on from where it stood, and one that ran out is certified after all.
    await goTo(world, at(400))
    const later = await board(world, partnersPerson(partner))
    expect(later.trials.at(0)).toEqual({ month: '2026-03', began: 0, certified: 0, expired: 0 })
    expect(await world.owner('select sum(began)::int as n from daily_trials')).toEqual([{ n: 3 }])
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
