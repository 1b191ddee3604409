import { beforeAll, expect, it, vi } from 'vitest'
import { addStep, createFlow, publishFlow, startFlow } from '../../src/flows/index.ts'
import { openForm, createForm } from '../../src/forms/index.ts'
import { show } from '../../src/kit/ids.ts'
import { draftInvoice, issueInvoice, recordPayment } from '../../src/payments/index.ts'
import { serveWorld, type ServedWorld } from '../e2e/served-world.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { AN_ITEM } from '../payments/payments-world.ts'
import { aPaidDesk, SOON, type PaidDesk } from './paid-desk.ts'

let world: ServedWorld
let desks = 0
const START = '2027-01-31T10:30:00Z'
beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})

interface AtFlow {
  desk: PaidDesk
  carla: Someone
  client: Browser
  run: string
  step: string
}

/** Carla is in a mandatory flow of one step. */
async function inFlow(kind: string, target: string | null, desk: PaidDesk): Promise<AtFlow> {
  const carla = await aPerson(world, desk.portal.id, { name: 'Carla Soto', kind: 'contact' })
  const { flow: id } = await desk.act(createFlow, { name: { en: 'Welcome' }, mandatory: true })
  const flow = show('flow', id)
  const { step } = await desk.act(addStep, { flow, kind, title: { en: 'Now' }, target })
  await desk.act(publishFlow, { flow })
  const { flowRun } = await desk.act(startFlow, { flow, person: carla.shown })
  const client = await new Browser(desk.app, desk.portal, world.installation.url.port).signIn(carla)
  return { desk, carla, client, run: show('flowRun', flowRun), step: show('step', step) }
}
const aNewDesk = () => aPaidDesk(world, `steps${++desks}`, START)
const stateOf = async ({ desk }: AtFlow) =>
  (
    await world.owner<{ state: string }>('select state from flow_runs where portal_id = $1', [
      desk.portal.id,
    ])
  )[0]!.state
const press = ({ client, run, step }: AtFlow) => client.post(`/flow/${run}/steps/${step}`, {})

it('a client fills in a form of their own, and nobody else’s sending ends the step', async () => {
  const desk = await aNewDesk()
  const { form } = await desk.act(createForm, { name: 'About you', role: 'client' })
  await desk.act(openForm, { form })
  const at = await inFlow('form', form, desk)
  const page = await (await at.client.get(`/flow/${at.run}/steps/${at.step}`)).text()
  const [, link] = /href="(\/f\/[^"]+)"/.exec(page) ?? []
  expect(link).toBeDefined()
  const own = await (await at.client.get(link!)).text()
  expect(own).toContain('value="Carla"')
  const sends = async (browser: Browser) => {
    const opened = await (await browser.get(link!)).text()
    const [, challenge] = /name="challenge" value="([^"]*)"/.exec(opened)!
    const who = { firstName: 'Carla', lastName: 'Soto', email: at.carla.email }
    expect((await browser.post(link!, { ...who, challenge: challenge!, answer: '' })).status).toBe(
      303,
    )
  }
  const completed = (many: number) =>
    vi.waitFor(
      async () =>
        expect(
          await world.owner(
            `select 1 from form_submissions where portal_id = $1 and state <> 'received'`,
            [desk.portal.id],
          ),
        ).toHaveLength(many),
      SOON,
    )
  await sends(desk.someone())
  await completed(1)
  expect(await stateOf(at)).toBe('open')
  await sends(at.client)
  await completed(2)
  expect(await stateOf(at)).toBe('done')
  expect((await at.client.get('/')).status).toBe(200)
})

it('a client pays what is open, and the step is over with the last payment', async () => {
  const desk = await aNewDesk()
  const at = await inFlow('pay', null, desk)
  const bills: string[] = []
  for (const title of ['First', 'Second']) {
    const input = { person: at.carla.shown, title, items: [AN_ITEM] }
    const { invoice } = await desk.act(draftInvoice, input)
    await desk.act(issueInvoice, { invoice: show('invoice', invoice) })
    bills.push(show('invoice', invoice))
  }
  const page = await (await at.client.get(`/flow/${at.run}/steps/${at.step}`)).text()
  for (const bill of bills) expect(page).toContain(`/billing/${bill}`)
  // The invoice opens while the flow stands before everything else.
  expect((await at.client.get(`/billing/${bills[0]!}`)).status).toBe(200)
  expect((await at.client.get('/messages')).status).toBe(303)
  expect(await (await press(at)).text()).toContain('Something is still to be paid')
  await desk.act(recordPayment, { invoice: bills[0], amount: '121.00', method: 'cash' })
  expect(await stateOf(at)).toBe('open')
  await desk.act(recordPayment, { invoice: bills[1], amount: '121.00', method: 'cash' })
  expect(await stateOf(at)).toBe('done')
})

it('of many who press at once one ends the step, and where nothing is owed a press is enough', async () => {
  const at = await inFlow('pay', null, await aNewDesk())
  const answers = await Promise.all(Array.from({ length: 10 }, () => press(at)))
  expect(answers.filter(({ status }) => status === 303)).not.toEqual([])
  const lines = await world.owner(
    `select 1 from audit_lines where portal_id = $1 and operation = 'flow_step.finish'`,
    [at.desk.portal.id],
  )
  expect(lines).toHaveLength(1)
})
