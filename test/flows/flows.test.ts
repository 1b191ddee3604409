import { beforeAll, describe, expect, it } from 'vitest'
import {
  addStep,
  askHelp,
  beginRuns,
  changeFlow,
  changeStep,
  createFlow,
  endFlow,
  finishStep,
  publishFlow,
  removeFlow,
  removeStep,
  skipStep,
  startFlow,
} from '../../src/flows/index.ts'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { parseId, show } from '../../src/kit/ids.ts'
import { perform, type Operation } from '../../src/kit/operation.ts'
import { createContact, mergeContacts } from '../../src/people/index.ts'
import { uploaded } from '../files/requests-setting.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'
import {
  aFlow,
  anOnBoarding,
  eventsOf,
  mailsOf,
  started,
  TERMS,
  type OnBoarding,
} from './flows-setting.ts'

let world: World
let slugs = 0
const setUp = () => anOnBoarding(world, `flow${slugs++}`)
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})

/** As the client. */
async function byClient({ office, carla }: OnBoarding, operation: Operation, input: unknown) {
  const caller = {
    id: carla.shown,
    name: carla.name,
    person: carla.id,
    portal: office.portal.id,
    rights: rightsOfPerson('contact'),
    through: 'api' as const,
  }
  const result = await perform(world.installation, operation, caller, input)
  return result.ok ? 'done' : result.code
}

interface ShownRun {
  state: string
  number: number
  finished: number
  startedAt: string | null
  stuck: string | null
  steps: { id: string; state: string; language: string | null; reason: string | null }[]
}
const shownRun = async ({ office }: OnBoarding, flowRun: string) =>
  (await office.api<ShownRun>('GET', `flow-runs/${flowRun}`)).body

describe('a mandatory flow', () => {
  it('is all that opens for whoever is in it, until its last step is over', async () => {
    const on = await setUp()
    const { client, office } = on
    const { flow, steps } = await aFlow(on, ['accept', 'watch', 'download', 'upload'])
    expect((await client.get('/')).status).toBe(200)
    const flowRun = await started(on, { flow, steps })
    const home = await client.get('/')
    expect([home.status, home.headers.get('location')]).toEqual([303, `/flow/${flowRun}`])
    const answer = await client.get('/api/v1/threads')
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({
      code: 'flow_open',
      address: `${client.origin}/flow/${flowRun}`,
    })
    expect((await client.get('/profile')).status).toBe(200)

    const at = (n: number) => `/flow/${flowRun}/steps/${steps[n]}`
    const led = await client.get(`/flow/${flowRun}`)
    expect(led.headers.get('location')).toBe(at(0))
    const page = await (await client.get(at(0))).text()
    expect(page).toContain(TERMS.es)
    expect(page).toContain('Bienvenida · paso 1 de 4')
    // A later step leads back to the one whose turn it is.
    expect((await client.get(at(2))).headers.get('location')).toBe(`/flow/${flowRun}`)

    expect((await client.post(at(0), {})).status).toBe(422)
    expect((await client.post(at(0), { accepted: 'on' })).status).toBe(303)
    // Pressed twice, it is over, and leads on all the same.
    const twice = await client.post(at(0), { accepted: 'on' })
    expect([twice.status, twice.headers.get('location')]).toEqual([303, `/flow/${flowRun}`])
    expect((await client.post(at(1))).status).toBe(303)

    expect((await client.post(at(2))).status).toBe(409)
    const [, file] = /\/files\/(fil_\w+)/.exec(await (await client.get(at(2))).text())!
    // By the address of the step: the portal’s files are not open.
    expect((await client.get(`/files/${file}/content`)).status).toBe(303)
    const given = await client.get(`${at(2)}/files/${file}`)
    expect(given.status).toBe(200)
    expect((await given.arrayBuffer()).byteLength).toBe(1000)
    expect((await shownRun(on, flowRun)).steps[2]!.state).toBe('done')

    const upload = await uploaded(client)
    expect((await client.post(at(3), {})).status).toBe(422)
    expect((await client.post(at(3), { uploads: [upload] })).status).toBe(303)
    expect(await (await client.get(`/flow/${flowRun}`)).text()).toContain('Ha terminado')
    expect((await client.get('/')).status).toBe(200)

    // Staff see what came in at the contact, and what was accepted as it was read.
    expect(await office.text(`/contacts/${on.carla.shown}`)).toContain('passport.jpg')
    expect(await office.text(`/flow-runs/${flowRun}`)).toContain(TERMS.es)
    expect(await eventsOf(on)).toEqual([
      'flow.create',
      ...Array.from({ length: 4 }, () => 'flow_step.add'),
      'flow.publish',
      'flow.start',
      ...Array.from({ length: 3 }, () => 'flow_step.finish'),
      'flow.finish',
      'flow_step.finish',
    ])
    expect(await mailsOf(on)).toEqual(['flow_started to Carla'])
  })

  it('waits for a payment, and counts from when that is made', async () => {
    const on = await setUp()
    await world.owner('update persons set held_since = $2 where id = $1', [
      on.carla.id,
      (await world.now()).toString(),
    ])
    const flowRun = await started(on, await aFlow(on, ['watch']))
    expect((await shownRun(on, flowRun)).startedAt).toBeNull()
    const answer = await on.client.get(`/api/v1/flow/${flowRun}`)
    expect(await answer.json()).toMatchObject({ code: 'payment_due' })
    await world.owner('update persons set held_since = null where id = $1', [on.carla.id])
    const now = await world.now()
    await world.installation.db.write({ portal: on.office.portal.id }, (tx) =>
      beginRuns(tx, on.carla.id, now),
    )
    expect((await shownRun(on, flowRun)).startedAt).toBe(now.toString())
    expect((await on.client.get(`/api/v1/flow/${flowRun}`)).status).toBe(200)
    expect(await mailsOf(on)).toEqual([])
  })

  it('is ended by staff with a reason, and stands before the portal no more', async () => {
    const on = await setUp()
    const flowRun = await started(on, await aFlow(on, ['watch', 'accept']))
    expect(await on.office.refused(endFlow, { flowRun })).toMatchObject({ fields: ['reason'] })
    await on.office.act(endFlow, { flowRun, reason: 'Came by in person' })
    expect((await on.client.get('/')).status).toBe(200)
    expect(await shownRun(on, flowRun)).toMatchObject({
      state: 'ended',
      reason: 'Came by in person',
    })
    expect(await on.office.refused(endFlow, { flowRun, reason: 'Again' })).toMatchObject({
      code: 'flow_over',
    })
    // What staff say among themselves is not told to the client.
    const own = await (await on.client.get(`/api/v1/flow/${flowRun}`)).json()
    expect(own).toMatchObject({ state: 'ended', reason: null })
  })
})

describe('an optional flow', () => {
  it('stands on the home page, and shuts nothing', async () => {
    const on = await setUp()
    const flowRun = await started(on, await aFlow(on, ['watch', 'watch'], false))
    const home = await (await on.client.get('/')).text()
    expect(home).toContain(`/flow/${flowRun}`)
    expect(home).toContain('0 de 2 pasos hechos')
  })
})

describe('a version', () => {
  it('stays as it was for those who are in it', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'accept'])
    const flowRun = await started(on, { flow, steps })
    await on.office.act(removeStep, { flow, step: steps[1] })
    await on.office.act(changeStep, { flow, step: steps[0], title: { en: 'Otherwise' } })
    await on.office.act(changeFlow, { flow, mandatory: false })
    await on.office.act(publishFlow, { flow })
    expect(await shownRun(on, flowRun)).toMatchObject({ number: 1, mandatory: true })
    expect((await shownRun(on, flowRun)).steps).toHaveLength(2)
    const dan = await aPerson(world, on.office.portal.id, { name: 'Dan Roe', kind: 'contact' })
    const second = await on.office.act(startFlow, { flow, person: dan.shown })
    const run = await shownRun(on, show('flowRun', second.flowRun))
    expect([run.number, run.steps.length]).toEqual([2, 1])
    expect(await on.office.refused(publishFlow, { flow })).toMatchObject({ code: 'flow_unchanged' })
  })

  it('cannot be changed in the database either', async () => {
    const on = await setUp()
    await aFlow(on, ['watch'])
    const change = world.installation.db.write({ portal: on.office.portal.id }, (tx) =>
      tx.db.updateTable('flow_versions').set({ mandatory: false }).execute(),
    )
    await expect(change).rejects.toThrow(/permission denied/)
  })

  it('is there once a flow has steps', async () => {
    const on = await setUp()
    const { flow: id } = await on.office.act(createFlow, { name: { es: 'Solo en español' } })
    const flow = show('flow', id)
    expect(await on.office.refused(publishFlow, { flow })).toMatchObject({ code: 'flow_empty' })
    const start = { flow, person: on.carla.shown }
    expect(await on.office.refused(startFlow, start)).toMatchObject({ code: 'flow_unpublished' })
    await on.office.act(removeFlow, { flow })
    expect(await on.office.refused(startFlow, start)).toMatchObject({ fields: ['flow'] })
  })
})

describe('steps', () => {
  it('stand in the order that they are moved to', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'accept', 'upload'])
    const order = async () => {
      const { body } = await on.office.api<{ steps: { id: string }[] }>('GET', `flows/${flow}`)
      return body.steps.map(({ id }) => steps.indexOf(id))
    }
    await on.office.browser.post(`/flows/${flow}/steps/${steps[2]}/position`, { position: '0' })
    expect(await order()).toEqual([2, 0, 1])
    await on.office.act(changeStep, { flow, step: steps[2], position: 99 })
    expect(await order()).toEqual([0, 1, 2])
  })

  it.each([
    ['a kind that nobody declares', { kind: 'dance' }, 'kind'],
    ['no title', { title: {} }, 'title.en'],
    ['nothing to accept', { kind: 'accept' }, 'text.en'],
    ['nothing to take', { kind: 'download', text: TERMS }, 'uploads'],
    ['a link that is not of the web', { kind: 'watch', link: 'javascript:alert(1)' }, 'link'],
    ['a link without TLS', { kind: 'watch', link: 'http://films.example/1' }, 'link'],
    ['a link to what has none', { kind: 'upload', link: 'https://films.example/1' }, 'link'],
    ['something it is about', { kind: 'watch', text: TERMS, target: 'per_1' }, 'target'],
    [
      'files that were not sent',
      { kind: 'download', uploads: [show('upload', '01890000-0000-7000-8000-000000000000')] },
      'uploads',
    ],
  ])('with %s are refused at that field', async (_, wrong, field) => {
    const on = await setUp()
    const { flow } = await aFlow(on, ['watch'])
    const input = { flow, kind: 'watch', title: { en: 'Read' }, ...wrong }
    expect((await on.office.refused(addStep, input)).fields).toContain(field)
  })

  it('that are skipped are kept as skipped, with the reason, and never as done', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'accept', 'watch'])
    const flowRun = await started(on, { flow, steps })
    await on.office.act(skipStep, { flowRun, step: steps[1], reason: 'Signed on paper' })
    await on.client.post(`/flow/${flowRun}/steps/${steps[0]}`)
    const run = await shownRun(on, flowRun)
    expect(run.steps.map(({ state }) => state)).toEqual(['done', 'skipped', 'current'])
    expect(run.steps[1]!.reason).toBe('Signed on paper')
    const again = { flowRun, step: steps[1], reason: 'Again' }
    expect(await on.office.refused(skipStep, again)).toMatchObject({ code: 'step_over' })
    await on.office.act(skipStep, { flowRun, step: steps[2], reason: 'Last' })
    expect((await shownRun(on, flowRun)).state).toBe('done')
    expect((await on.client.get('/')).status).toBe(200)
  })

  it('are one’s own: another client’s are not there', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch'])
    const flowRun = await started(on, { flow, steps })
    const dan = await aPerson(world, on.office.portal.id, { name: 'Dan Roe', kind: 'contact' })
    const other = await new Browser(on.office.app, on.office.portal).signIn(dan)
    expect((await other.get(`/flow/${flowRun}`)).status).toBe(404)
    const press = await other.json('POST', `/api/v1/flow/${flowRun}/steps/${steps[0]}`, {})
    expect(press.status).toBe(404)
    expect((await other.json('POST', `/api/v1/flow/${flowRun}/help`, {})).status).toBe(404)
  })
})

describe('whoever is stuck', () => {
  it('tells those who help, so often in an hour, and staff see it first', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'accept'])
    const dan = await aPerson(world, on.office.portal.id, { name: 'Dan Roe', kind: 'contact' })
    await on.office.act(startFlow, { flow, person: dan.shown })
    const flowRun = await started(on, { flow, steps })
    const sent = await on.client.post(`/flow/${flowRun}/help`, { note: 'I cannot hear it' })
    expect(sent.status).toBe(303)
    expect((await shownRun(on, flowRun)).stuck).toBe('I cannot hear it')
    const list = await on.office.text('/flow-runs')
    expect(list.indexOf('Carla Soto')).toBeLessThan(list.indexOf('Dan Roe'))
    const press = () => byClient(on, askHelp as Operation, { flowRun })
    expect([await press(), await press(), await press()]).toEqual(['done', 'done', 'helped_often'])
    expect((await on.client.post(`/flow/${flowRun}/help`, {})).status).toBe(429)
    expect(await mailsOf(on)).toEqual([
      'flow_started to Dan',
      'flow_started to Carla',
      'flow_stuck to Ada',
      'flow_stuck to Ada',
      'flow_stuck to Ada',
    ])
    // Whoever gets on is stuck no more.
    await on.client.post(`/flow/${flowRun}/steps/${steps[0]}`)
    expect((await shownRun(on, flowRun)).stuck).toBeNull()
  })
})

describe('two cards that become one', () => {
  it('keep their flows, and one of two that are open', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'watch'])
    const add = async (name: string) => (await on.office.act(createContact, { name })).person
    const [kept, other] = [await add('Jane Doe'), await add('Doe, Jane')]
    for (const person of [kept, other]) await on.office.act(startFlow, { flow, person })
    const second = await aFlow(on, ['watch'])
    await on.office.act(startFlow, { flow: second.flow, person: other })
    await on.office.act(mergeContacts, { person: kept, other })
    const { body } = await on.office.api<{ flowRuns: { flow: string; state: string }[] }>(
      'GET',
      `flow-runs?person=${kept}`,
    )
    const states = body.flowRuns.map((run) => [run.flow === flow, run.state])
    expect(states.map(String).toSorted()).toEqual(['false,open', 'true,ended', 'true,open'])
    expect(steps).toHaveLength(2)
    const [row] = await world.owner('select open_flow from persons where id = $1', [
      parseId('person', kept),
    ])
    expect(row).toMatchObject({ open_flow: expect.any(String) })
  })
})

describe('at the same moment', () => {
  it('of ten who start a flow for somebody one does', async () => {
    const on = await setUp()
    const { flow } = await aFlow(on, ['watch'])
    const start = () =>
      on.office.api('POST', 'flow-runs', { flow, person: on.carla.shown }).then((it) => it.status)
    const answers = await Promise.all(Array.from({ length: 10 }, start))
    expect(answers.toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ])
    expect(await mailsOf(on)).toEqual(['flow_started to Carla'])
  })

  it('of ten presses that end a step one does, and the next step is not ended', async () => {
    const on = await setUp()
    const { flow, steps } = await aFlow(on, ['watch', 'watch'])
    const flowRun = await started(on, { flow, steps })
    const press = () => byClient(on, finishStep as Operation, { flowRun, step: steps[0] })
    const answers = await Promise.all(Array.from({ length: 10 }, press))
    expect(answers.toSorted()).toEqual(['done', ...Array.from({ length: 9 }, () => 'step_over')])
    expect(await shownRun(on, flowRun)).toMatchObject({ finished: 1, state: 'open' })
  })

  it('a step is done or skipped, and the flow over once', async () => {
    const on = await setUp()
    const flow = await aFlow(on, ['watch'])
    for (let n = 0; n < 5; n++) {
      const flowRun = await started(on, flow)
      const [step] = flow.steps
      const [pressed, skipped] = await Promise.all([
        byClient(on, finishStep as Operation, { flowRun, step }),
        on.office.api('POST', `flow-runs/${flowRun}/skips`, { step, reason: 'Not needed' }),
      ])
      expect((pressed === 'done') !== (skipped.status === 200)).toBe(true)
      const run = await shownRun(on, flowRun)
      expect(run).toMatchObject({ state: 'done', finished: 1 })
      expect(run.steps[0]!.state).toBe(pressed === 'done' ? 'done' : 'skipped')
    }
    const events = await eventsOf(on)
    expect(events.filter((name) => name === 'flow.finish')).toHaveLength(5)
  })
})
