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
import { newId, parseId } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import { certifyPortal } from '../lifecycle/trials.ts'
import { suspendPortal } from '../lifecycle/suspensions.ts'
import { portalHistory } from '../console/portal-queries.ts'
import { recordDailyCounts } from './daily-counts.ts'
import { dashboard } from './dashboard.ts'

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

/** Versions of a partner's report, as they would have been issued: PRO users, total and currency. */
async function aReportOf(
  world: World,
  partner: string,
  month: string,
  ...versions: [proUsers: number, minor: number | null, currency: string | null][]
): Promise<void> {
  for (const [i, [proUsers, minor, currency]] of versions.entries())
    await world.owner(
      `insert into billing_reports (id, partner_id, month, version, issued_at, time_zone, language, bill_to,
         portals, pro_users, unit_minor, currency, total_minor, changes)
       values ($1, $2, $3, $4::int, now(), 'UTC', 'en', 'Accounts', 1, $5, $6::bigint / $5, $7, $6::bigint,
         case when $4::int > 1 then '{}'::jsonb end)`,
      [newId(), parseId('partner', partner), `${month}-01`, i + 1, proUsers, minor, currency],
    )
}

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

  it('shows PRO users and money by month from the newest version of each report', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const [other, unpriced] = [await aPartner(world, 'Southwind'), await aPartner(world, 'Free')]
    const billed = async (caller?: Caller) =>
      (await board(world, caller)).billed?.map(({ month, proUsers, revenue }) =>
        [month, proUsers, ...revenue.map(({ minor, currency }) => `${minor} ${currency}`)].join(
          ' ',
        ),
      )
    expect(await billed()).toEqual([])
    await aReportOf(world, partner, '2025-11', [5, 500, 'EUR'], [4, 400, 'EUR'])
    await aReportOf(world, other, '2025-11', [2, 300, 'JPY'])
    await aReportOf(world, partner, '2025-12', [6, 600, 'EUR'])
    await aReportOf(world, unpriced, '2025-12', [9, null, null])
    expect(await billed()).toEqual(['2025-11 6 400 EUR 300 JPY', '2025-12 15 600 EUR'])
    expect(await billed(partnersPerson(other))).toEqual(['2025-11 2 300 JPY'])
    expect(await billed({ ...operator, rights: new Set(['portals:read']) })).toBeUndefined()
    // No more than twelve, and a month without any report among them stands empty.
    await aReportOf(world, partner, '2024-12', [1, 100, 'EUR'])
    await aReportOf(world, partner, '2025-01', [2, 200, 'EUR'])
    expect([(await billed())!.length, ...(await billed())!.slice(0, 2)]).toEqual([
      12,
      '2025-01 2 200 EUR',
      '2025-02 0',
    ])
  })

  it('counts what has fallen due on its day, before it is noticed and after', async () => {
    const world = await aWorld()
    await aPortal(world)
    const shown = async () => {
      const { byStatus, trials, trialsEnding } = await board(world)
      return {
        active: byStatus.trial_active.slice(-7),
        expired: byStatus.trial_expired.slice(-7),
        ended: trials.at(-1)?.expired,
        ending: trialsEnding.length,
      }
    }
    await world.setClock(at(29))
    expect(await shown()).toMatchObject({ active: [1, 1, 1, 1, 1, 1, 1], ending: 1 })
    await world.setClock(at(35))
    const right = {
      active: [1, 0, 0, 0, 0, 0, 0],
      expired: [0, 1, 1, 1, 1, 1, 1],
      ended: 1,
      ending: 0,
    }
    expect(await shown()).toEqual(right)
    await goTo(world, at(35))
    expect(await shown()).toEqual(right)
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
    const history = await world.installation.db.read({ portal: soon.id }, (tx) => portalHistory(tx))
    expect(history.map(({ to }) => to)).toEqual(['trial_expired', 'trial_active'])
  })
})
