import { addStep, createFlow, publishFlow, startFlow } from '../../src/flows/index.ts'
import { show } from '../../src/kit/ids.ts'
import { uploaded } from '../files/requests-setting.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import type { World } from '../world.ts'

/** Shown ids of a flow and of its steps, in order. */
export interface AFlow {
  flow: string
  steps: string[]
}

/** An office with a client who has registered and is signed in. */
export interface OnBoarding {
  world: World
  office: Office
  carla: Someone
  client: Browser
}

export async function anOnBoarding(world: World, slug = 'acme'): Promise<OnBoarding> {
  const office = await anOffice(world, slug)
  const carla = await aPerson(world, office.portal.id, {
    name: 'Carla Soto',
    kind: 'contact',
    language: 'es',
  })
  const client = await new Browser(office.app, office.portal).signIn(carla)
  return { world, office, carla, client }
}

export const TERMS = { en: 'We act for you.', es: 'Actuamos por usted.' }

/** A flow with a step of each kind that is named, published. */
export async function aFlow(
  { office, world }: Pick<OnBoarding, 'office' | 'world'>,
  kinds: readonly string[],
  mandatory = true,
): Promise<AFlow> {
  const name = { en: 'Welcome', es: 'Bienvenida' }
  const flow = show('flow', (await office.act(createFlow, { name, mandatory })).flow)
  const steps: string[] = []
  for (const kind of kinds) {
    const uploads = kind === 'download' ? [await uploaded(office.browser, 'Fees.txt')] : []
    const title = { en: `To ${kind}`, es: `Paso ${kind}` }
    const added = await office.act(addStep, { flow, kind, title, text: TERMS, uploads })
    steps.push(show('step', added.step))
  }
  await office.act(publishFlow, { flow })
  // Files are looked at before they are given out.
  await world.drain()
  return { flow, steps }
}

/** @returns shown id of the run */
export async function started({ office, carla }: OnBoarding, { flow }: AFlow): Promise<string> {
  const { flowRun } = await office.act(startFlow, { flow, person: carla.shown })
  return show('flowRun', flowRun)
}

/** Every mail about flows, in the order they were written: which, and to whom. */
export async function mailsOf({ world, office }: OnBoarding): Promise<string[]> {
  const rows = await world.owner<{ kind: string; name: string }>(
    `select m.kind, p.name from mails m
     join persons p on p.portal_id = m.portal_id and p.id = m.person_id
     where m.portal_id = $1 and m.kind like 'flow%' order by m.queued_at, m.id`,
    [office.portal.id],
  )
  return rows.map(({ kind, name }) => `${kind} to ${name.split(' ')[0]}`)
}

/** The names of all that happened to flows, as others are told of it. */
export async function eventsOf({ world, office }: OnBoarding): Promise<string[]> {
  const rows = await world.owner<{ name: string }>(
    `select name from events where portal_id = $1 and name like 'flow%' order by id`,
    [office.portal.id],
  )
  return rows.map(({ name }) => name)
}
