import { expect, it } from 'vitest'
import { act, aPartner, aPortal } from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld } from '../../../test/world.ts'
import { parseId } from '../../kit/ids.ts'
import { suspendPortal } from '../lifecycle/suspensions.ts'
import { certifyPortal } from '../lifecycle/trials.ts'
import { recordDailyCounts } from '../dashboard/daily-counts.ts'
import { standingNow } from './queries.ts'

it('portals stand as they do, before, on and after the day they were last counted', async () => {
  const world = await aWorld()
  const partner = await aPartner(world)
  const [first, second] = [await aPortal(world), await aPortal(world, { partner })]
  const standing = (of?: string) =>
    world.installation.db.read('installation', (tx) =>
      standingNow(tx, { partner: of && parseId('partner', of)! }),
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
