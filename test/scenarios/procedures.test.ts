import { describe, expect, it } from 'vitest'
import {
  changeProcedure,
  closeCase,
  removeProcedure,
  renameCaseLabel,
  switchProcedureOff,
  switchProcedureOn,
} from '../../src/cases/index.ts'
import { aWorld } from '../world.ts'
import {
  aClient,
  aFirm,
  day,
  doneByProcedures,
  eventsOf,
  imported,
  joined,
  mailsOf,
  moved,
  moveTo,
  opened,
  runsOf,
  written,
} from './procedures-setting.ts'

describe('procedures over 60 days', () => {
  it('do exactly what they say, on the day it is due, and nothing else', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, {
      name: 'Welcome',
      trigger: { on: 'case_opened' },
      conditions: [{ about: 'case_type', is: true, value: 'Injury' }],
      actions: [{ do: 'invite' }],
    })
    const reminder = await written(firm, {
      name: 'Reminder',
      trigger: { on: 'party_added', days: 7 },
      conditions: [{ about: 'registered', is: false }],
      actions: [{ do: 'remind' }],
    })
    await written(firm, {
      name: 'Onwards',
      trigger: { on: 'stage_entered', stage: 'Intake', days: 14 },
      conditions: [{ about: 'case_stage', is: true, value: 'Intake' }],
      actions: [{ do: 'change_stage', stage: 'Discovery' }],
    })
    await written(firm, {
      name: 'Tell',
      trigger: { on: 'stage_entered', stage: 'Discovery' },
      actions: [{ do: 'message', subject: 'We begin', body: 'We have begun to look for papers.' }],
    })
    await written(firm, {
      name: 'Back',
      trigger: { on: 'stage_entered', stage: 'Discovery', days: 10 },
      actions: [{ do: 'change_stage', stage: 'Intake' }],
    })
    await written(firm, {
      name: 'Imported',
      trigger: { on: 'contact_imported', days: 1 },
      conditions: [{ about: 'role', is: true, value: 'client' }],
      actions: [{ do: 'invite' }],
    })
    const [bea, carl, dora, eve] = await Promise.all([
      aClient(world, firm, 'Bea Marsh'),
      aClient(world, firm, 'Carl Weir', true),
      aClient(world, firm, 'Dora Quay'),
      aClient(world, firm, 'Eve Lock'),
    ])

    await opened(firm, { client: bea })
    const second = await opened(firm, { type: 'Estate' })
    await joined(firm, second, carl)
    await moveTo(world, day(0))
    await moveTo(world, day(5))
    await imported(world, firm, dora)
    await moveTo(world, day(6, -1))
    await moveTo(world, day(6))
    await moveTo(world, day(7, -1))
    await moveTo(world, day(7))
    await world.owner(`update persons set activated_at = $2 where id = $1`, [
      bea.id,
      day(10).toString(),
    ])
    await moveTo(world, day(12))
    await moved(firm, second, 'Settlement')
    await moveTo(world, day(14))
    await moveTo(world, day(24))
    await moveTo(world, day(28))
    const third = await opened(firm, { client: eve })
    await moveTo(world, day(28))
    await moveTo(world, day(30))
    await firm.act(switchProcedureOff, { procedure: reminder })
    await moveTo(world, day(40))
    await firm.act(closeCase, { case: third })
    await moveTo(world, day(60))

    expect(await runsOf(world)).toEqual([
      'day 0 Welcome 1 done | invite Bea done',
      'day 0 Welcome 2 skipped condition',
      'day 6 Imported - done | invite Dora done',
      'day 7 Reminder 1 done | remind Bea done',
      'day 7 Reminder 2 skipped condition',
      'day 14 Onwards 1 done | change_stage done',
      'day 14 Onwards 2 skipped condition',
      'day 14 Tell 1 done | message Bea done',
      'day 24 Back 1 done | change_stage done',
      'day 28 Welcome 3 done | invite Eve done',
      'day 35 Reminder 3 skipped switched_off',
      'day 38 Onwards 1 skipped own_doing',
      'day 42 Onwards 3 skipped case_closed',
    ])
    expect(await mailsOf(world)).toEqual([
      'day 0 invitation Bea',
      'day 6 invitation Dora',
      'day 7 invitation Bea',
      'day 14 new_message Bea',
      'day 28 invitation Eve',
    ])
    expect(await doneByProcedures(world)).toEqual([
      'day 0 person.invite_again by Welcome',
      'day 6 person.invite_again by Imported',
      'day 7 person.invite_again by Reminder',
      'day 14 case.enter_stage by Onwards',
      'day 14 thread.start by Tell',
      'day 24 case.enter_stage by Back',
      'day 28 person.invite_again by Welcome',
    ])
    expect((await eventsOf(world)).filter((line) => !line.includes('procedure.'))).toEqual([
      'day 0 case.add_party',
      'day 0 case.add_party',
      'day 0 case.open',
      'day 0 case.open',
      'day 0 person.invite_again',
      'day 6 person.invite_again',
      'day 7 person.invite_again',
      'day 12 case.enter_stage',
      'day 14 case.enter_stage',
      'day 14 thread.start',
      'day 24 case.enter_stage',
      'day 28 case.add_party',
      'day 28 case.open',
      'day 28 person.invite_again',
      'day 40 case.close',
    ])
  })
})

describe('a procedure', () => {
  const onwards = (name: string, from: string, to: string, days: number) => ({
    name,
    trigger: { on: 'stage_entered', stage: from, days },
    actions: [{ do: 'change_stage', stage: to }],
  })

  it('counts from when the one before was due, though the clock leapt over both', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, onwards('First', 'Intake', 'Discovery', 3))
    await written(firm, onwards('Second', 'Discovery', 'Settlement', 5))
    await opened(firm)
    await moveTo(world, day(0))
    await moveTo(world, day(60))
    expect(await runsOf(world)).toEqual([
      'day 3 First 1 done | change_stage done',
      'day 8 Second 1 done | change_stage done',
    ])
  })

  it('that brings itself about stops, and says so', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, onwards('There', 'Intake', 'Discovery', 0))
    await written(firm, onwards('Back', 'Discovery', 'Intake', 0))
    await opened(firm)
    await moveTo(world, day(1))
    expect(await runsOf(world)).toEqual([
      'day 0 There 1 done | change_stage done',
      'day 0 There 1 skipped own_doing',
      'day 0 Back 1 done | change_stage done',
    ])
  })

  it('is looked at again when due: removed, waiting for something else, or changed meanwhile', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    const later = (name: string) => written(firm, onwards(name, 'Intake', 'Discovery', 3))
    const [removed, other, changed] = [
      await later('Removed'),
      await later('Other'),
      await later('Changed'),
    ]
    await opened(firm)
    await moveTo(world, day(1))
    await firm.act(removeProcedure, { procedure: removed })
    await firm.act(changeProcedure, { procedure: other, trigger: { on: 'case_opened', days: 3 } })
    await firm.act(changeProcedure, {
      procedure: changed,
      conditions: [{ about: 'case_type', is: true, value: 'Estate' }],
    })
    await moveTo(world, day(10))
    expect(await runsOf(world)).toEqual([
      'day 3 Removed 1 skipped removed',
      'day 3 Other 1 skipped changed',
      'day 3 Changed 1 skipped condition',
    ])
    expect(await doneByProcedures(world)).toEqual([])
  })

  it('acts with the rights of whoever wrote it, and not at all once they are switched off', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, onwards('Hers', 'Intake', 'Discovery', 3))
    await opened(firm)
    await moveTo(world, day(1))
    await world.owner('update persons set disabled_at = $2 where id = $1', [
      firm.ada.id,
      day(2).toString(),
    ])
    await moveTo(world, day(4))
    expect(await runsOf(world)).toEqual(['day 3 Hers 1 skipped author_gone'])
  })

  it('of a suspended portal waits until it is back', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, onwards('Held', 'Intake', 'Discovery', 3))
    await opened(firm)
    await moveTo(world, day(1))
    await world.owner(`update portals set status = 'suspended', suspended_from = status,
      suspension_cause = 'unpaid' where slug = 'acme'`)
    await moveTo(world, day(4))
    expect(await runsOf(world)).toEqual(['day 3 Held 1 waiting'])
    await world.owner(`update portals set status = suspended_from, suspended_from = null,
      suspension_cause = null where slug = 'acme'`)
    await moveTo(world, day(5))
    expect(await runsOf(world)).toEqual(['day 3 Held 1 done | change_stage done'])
  })

  it('does nothing about what happened before it was switched on', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await opened(firm)
    await world.setClock(day(0, 1))
    const procedure = await written(firm, onwards('Late', 'Intake', 'Discovery', 0))
    await moveTo(world, day(1))
    await firm.act(switchProcedureOff, { procedure })
    await opened(firm)
    await moveTo(world, day(2))
    await firm.act(switchProcedureOn, { procedure })
    await moveTo(world, day(3))
    expect(await runsOf(world)).toEqual([])
  })

  it('goes on waiting for a stage that is renamed', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, onwards('Named', 'Intake', 'Discovery', 3))
    await opened(firm)
    await moveTo(world, day(1))
    await firm.act(renameCaseLabel, { kind: 'stage', name: 'Intake', to: 'First talk' })
    await firm.act(renameCaseLabel, { kind: 'stage', name: 'Discovery', to: 'Papers' })
    await opened(firm, { stage: 'First talk' })
    await moveTo(world, day(10))
    expect(await runsOf(world)).toEqual([
      'day 3 Named 1 done | change_stage done',
      'day 4 Named 2 done | change_stage done',
    ])
  })

  it('is told of what an operation refuses', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, {
      name: 'Invites',
      trigger: { on: 'case_opened' },
      actions: [{ do: 'invite' }, { do: 'change_stage', stage: 'Discovery' }],
    })
    const bea = await aClient(world, firm, 'Bea Marsh')
    await opened(firm, { client: bea })
    // Between being looked at and being done, the stage goes.
    await world.owner(
      `update procedures set actions = jsonb_set(actions, '{1,stage}', '"Nowhere"')`,
    )
    await moveTo(world, day(0))
    expect(await runsOf(world)).toEqual([
      'day 0 Invites 1 failed | invite Bea done | change_stage failed no_such_stage',
    ])
  })
})
