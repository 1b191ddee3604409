import { describe, expect, it } from 'vitest'
import { carryOut, procedureQueue, procedureWorker, startRuns } from '../../src/cases/index.ts'
import { jobHandlers } from '../../src/jobs.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import type { EventData } from '../../src/kit/events.ts'
import type { Operation } from '../../src/kit/operation.ts'
import { operations } from '../../src/features.ts'
import {
  aClient,
  aFirm,
  day,
  doneByProcedures,
  joined,
  mailsOf,
  moveTo,
  opened,
  runsOf,
  written,
} from '../scenarios/procedures-setting.ts'
import { runJobs } from '../cases/mass-setting.ts'
import type { Office } from '../people/people-world.ts'
import { aWorld, type World } from '../world.ts'

const FIFTY = Array.from({ length: 50 })

/** A procedure that invites and moves on, a case that sets it going, and that case's event. */
async function setUp(days: number): Promise<{ world: World; firm: Office; event: EventData }> {
  const world = await aWorld()
  const firm = await aFirm(world)
  await written(firm, {
    name: 'Welcome',
    trigger: { on: 'case_opened', days },
    actions: [{ do: 'invite' }, { do: 'change_stage', stage: 'Discovery' }],
  })
  await opened(firm, { client: await aClient(world, firm, 'Bea Marsh') })
  const [row] = await world.owner<Omit<EventData, 'at' | 'portal'>>(
    `select id, name, subject, data from events where name = 'case.open'`,
  )
  return { world, firm, event: { ...row!, portal: firm.portal.id, at: day(0).toString() } }
}

const once = ['day 0 Welcome 1 done | invite Bea done | change_stage done']

async function isDoneOnce(world: World): Promise<void> {
  expect(await mailsOf(world)).toEqual(['day 0 invitation Bea'])
  expect(await doneByProcedures(world)).toEqual([
    'day 0 person.invite_again by Welcome',
    'day 0 case.enter_stage by Welcome',
  ])
  expect(await world.owner(`select 1 from tokens where purpose = 'activation'`)).toHaveLength(1)
}

const theRun = async (world: World, portal: string) => {
  const [row] = await world.owner<{ id: string }>('select id from procedure_runs')
  return { portal, run: row!.id }
}

/** As every minute. */
async function goOn(world: World): Promise<void> {
  await wakeDue(world.installation, procedureQueue)
  await world.drain()
}

/** What threw is left alone for a minute, which passes here. */
const holdEnds = (world: World) =>
  world.owner(`update procedure_runs set busy_until = now() - interval '1 millisecond'`)

describe('procedures', () => {
  it('fire once for one cause that is told of fifty times at once', async () => {
    const { world, event } = await setUp(0)
    await Promise.all(FIFTY.map(() => startRuns(world.installation, event)))
    await world.drain()
    await startRuns(world.installation, event)
    await world.drain()
    expect(await runsOf(world)).toEqual(once)
    await isDoneOnce(world)
  })

  it('do a run once that fifty begin at once', async () => {
    const { world, firm, event } = await setUp(0)
    await startRuns(world.installation, event)
    const run = await theRun(world, firm.portal.id)
    await Promise.all(FIFTY.map(() => carryOut(world.installation, operations, run)))
    expect(await runsOf(world)).toEqual(once)
    await isDoneOnce(world)
  })

  it('do a run once though nobody knows that somebody is at it', async () => {
    const { world, firm, event } = await setUp(0)
    await startRuns(world.installation, event)
    const run = await theRun(world, firm.portal.id)
    // Each begins it as if those before had died a minute ago.
    await world.owner(`create function forget() returns trigger language plpgsql as
      $$ begin new.busy_until := null; return new; end $$;
      create trigger forget before update on procedure_runs for each row execute function forget()`)
    const again = () => carryOut(world.installation, operations, run)
    await Promise.all(Array.from({ length: 12 }, again))
    expect(await runsOf(world)).toEqual(once)
    await isDoneOnce(world)
  })

  it('go on after a crash between an effect and its being noted, and do it once', async () => {
    const { world, firm, event } = await setUp(0)
    await startRuns(world.installation, event)
    const run = await theRun(world, firm.portal.id)
    // What the process had done and not written down: everything but the run.
    await carryOut(world.installation, operations, run)
    await world.owner(`update procedure_runs set state = 'running', finished_at = null, outcomes =
      (select jsonb_agg(jsonb_set(one, '{state}', '"waiting"') order by n)
       from jsonb_array_elements(outcomes) with ordinality as step (one, n))`)
    expect(await runsOf(world)).toEqual([
      'day 0 Welcome 1 running | invite Bea waiting | change_stage waiting',
    ])
    await goOn(world)
    expect(await runsOf(world)).toEqual(once)
    await isDoneOnce(world)
  })

  it('go on with the step that was not done, after one that threw', async () => {
    const { world, firm, event } = await setUp(0)
    await startRuns(world.installation, event)
    const run = await theRun(world, firm.portal.id)
    const broken: Operation = {
      ...operations.get('case.enter_stage')!,
      run: () => Promise.reject(new Error('pulled the plug')),
    }
    const unplugged = new Map(operations).set(broken.name, broken)
    await expect(carryOut(world.installation, unplugged, run)).rejects.toThrow('pulled the plug')
    expect(await runsOf(world)).toEqual([
      'day 0 Welcome 1 running | invite Bea done | change_stage waiting',
    ])
    // Somebody who is invited by now would not be again: what is to be done was settled on before.
    await holdEnds(world)
    await goOn(world)
    expect(await runsOf(world)).toEqual(once)
    await isDoneOnce(world)
  })

  it('are given up after so many tries, and say so', async () => {
    const { world, firm, event } = await setUp(0)
    await startRuns(world.installation, event)
    const run = await theRun(world, firm.portal.id)
    const broken: Operation = {
      ...operations.get('person.invite_again')!,
      run: () => Promise.reject(new Error('pulled the plug')),
    }
    const unplugged = new Map(operations).set(broken.name, broken)
    for (let tries = 1; tries <= 20; tries++) {
      await expect(carryOut(world.installation, unplugged, run)).rejects.toThrow('plug')
      await holdEnds(world)
    }
    await carryOut(world.installation, unplugged, run)
    expect(await runsOf(world)).toEqual([
      'day 0 Welcome 1 failed given_up | invite Bea waiting | change_stage waiting',
    ])
  })

  it('that throw are left alone for a minute, hold up no other of their portal, and are told of', async () => {
    const { world, firm, event } = await setUp(0)
    await written(firm, {
      name: 'Second',
      trigger: { on: 'case_opened', days: 0 },
      actions: [{ do: 'change_stage', stage: 'Discovery' }],
    })
    const later = { ...event, at: day(0).add({ seconds: 1 }).toString() }
    await world.setClock(later.at)
    await startRuns(world.installation, later)
    const broken: Operation = {
      ...operations.get('person.invite_again')!,
      run: () => Promise.reject(new Error('pulled the plug')),
    }
    const unplugged = new Map(operations).set(broken.name, broken)
    const worker = procedureWorker(world.installation, unplugged)
    await worker.run({ portal: firm.portal.id })
    const runs = [
      'day 0 Welcome 1 running | invite Bea waiting | change_stage waiting',
      'day 0 Second 1 done | change_stage done',
    ]
    expect(await runsOf(world)).toEqual(runs)
    await worker.run({ portal: firm.portal.id })
    expect(await world.owner('select tries from procedure_runs order by tries')).toEqual([
      { tries: 1 },
      { tries: 1 },
    ])
    await expect(worker.sweep()).rejects.toThrow('1 of what is due could not be done')
  })

  it('that are due are done once by several workers at once', async () => {
    const world = await aWorld()
    const firm = await aFirm(world)
    await written(firm, {
      name: 'Reminder',
      trigger: { on: 'party_added', days: 3 },
      actions: [{ do: 'invite' }],
    })
    const matter = await opened(firm)
    const names = Array.from({ length: 12 }, (_, n) => `C${n} Weir`)
    for (const name of names) await joined(firm, matter, await aClient(world, firm, name))
    await moveTo(world, day(0))
    await world.setClock(day(3))
    await world.installation.jobs.work(jobHandlers(world.installation))
    // Each with a worker of its own, as three other processes.
    const others = [1, 2, 3].map(() => runJobs(world, 'procedure_run', { portal: firm.portal.id }))
    await Promise.all([wakeDue(world.installation, procedureQueue), ...others])
    await expect
      .poll(async () => (await runsOf(world)).every((run) => run.includes('Reminder 1 done')))
      .toBe(true)
    expect((await mailsOf(world)).toSorted()).toEqual(
      names.map((name) => `day 3 invitation ${name.split(' ')[0]}`).toSorted(),
    )
  })
})
