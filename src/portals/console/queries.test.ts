import { expect, it } from 'vitest'
import { act, aPartner, aPortal } from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld } from '../../../test/world.ts'
import { parseId } from '../../kit/ids.ts'
import { suspendPortal } from '../lifecycle/suspensions.ts'
import { certifyPortal } from '../lifecycle/trials.ts'
import { recordDailyCounts } from '../dashboard/daily-counts.ts'
import { sweep } from '../timers/sweep.ts'
import { standingNow } from './queries.ts'

it('portals stand as they do, before, on and after the day they were last counted', async () => {
  const world = await aWorld()
  const partner = await aPartner(world)
  const [first, second] = [await aPortal(world), await aPortal(world, { partner })]
  const standing = (of?: string) =>
    world.installation.db.read('installation', async (tx) =>
      standingNow(
        tx,
        { partner: of && parseId('partner', of)! },
        await world.installation.clock.now(tx),
      ),
    )
  const nothing = {
    trial_active: 0,
    trial_expired: 0,
    certified_secure: 0,
    suspended: 0,
    cancelled: 0,
  }
  expect(await standing()).toEqual({ ...nothing, trial_active: 2 })

  await recordDailyCounts(world.installation)
  await act(world, certifyPortal, { portal: first.portal })
  expect(await standing()).toEqual({ ...nothing, trial_active: 1, certified_secure: 1 })

  await world.setClock('2026-01-09T12:00:00Z')
  await act(world, suspendPortal, { portal: second.portal, cause: 'unpaid' })
  const after = { ...nothing, certified_secure: 1, suspended: 1 }
  expect(await standing()).toEqual(after)
  await recordDailyCounts(world.installation)
  expect(await standing()).toEqual(after)
  expect(await standing(partner)).toEqual({ ...nothing, suspended: 1 })
})

it('a trial that is over counts as over, however the day’s count and the sweep come one after the other', async () => {
  const world = await aWorld()
  const partner = await aPartner(world)
  await aPortal(world, { partner })
  const standing = async (of?: string) => {
    const { trial_active, trial_expired } = await world.installation.db.read(
      'installation',
      async (tx) =>
        standingNow(
          tx,
          { partner: of && parseId('partner', of)! },
          await world.installation.clock.now(tx),
        ),
    )
    return [trial_active, trial_expired]
  }
  await recordDailyCounts(world.installation)
  // The trial ends on 4 February, at nine in the morning.
  await world.setClock('2026-02-04T08:59:59.999Z')
  expect(await standing()).toEqual([1, 0])
  await world.setClock('2026-02-04T09:00:00Z')
  expect(await standing()).toEqual([0, 1])
  expect(await standing(partner)).toEqual([0, 1])
  await world.setClock('2026-02-05T00:00:10Z')
  await recordDailyCounts(world.installation)
  expect(await standing()).toEqual([0, 1])
  await world.setClock('2026-02-06T00:00:10Z')
  await recordDailyCounts(world.installation)
  expect(await standing()).toEqual([0, 1])
  await sweep(world.installation)
  expect(await standing()).toEqual([0, 1])
  expect(await standing(partner)).toEqual([0, 1])
  await recordDailyCounts(world.installation)
  expect(await standing()).toEqual([0, 1])
})
