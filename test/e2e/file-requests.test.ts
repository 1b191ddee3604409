import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { addStep, createFlow, publishFlow } from '../../src/flows/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { someBytes } from '../files/files-world.ts'
import { aPerson, aPortal, PASSWORD, type Someone } from '../identity/identity-world.ts'
import { START } from '../world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { byKeyboard, byPointer } from './hands.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let folder: string

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-photos-'))
  for (const name of ['front.jpg', 'back.jpg'])
    await writeFile(join(folder, name), someBytes(90_000))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

/** A case of Ana's with Carla as its client. */
async function aCase(slug: string) {
  const portal = await aPortal(world, { slug })
  const ana = await aPerson(world, portal.id, { name: 'Ana Ruiz' })
  const carla = await aPerson(world, portal.id, { name: 'Carla Soto', kind: 'contact' })
  const act = async (operation: Parameters<typeof perform>[1], input: unknown) => {
    const result = await perform(world.installation, operation, callerFor(portal.id, ana), input)
    if (!result.ok) throw new Error(`${operation.name}: ${result.code}`)
    return result.value as { case: string }
  }
  const matter = show('case', (await act(openCase, { title: 'Quay against Pier' })).case)
  await act(addParty, { case: matter, person: carla.shown, side: 'client' })
  return { ana, carla, page: `${world.portal(slug)}/cases/${matter}` }
}

describe.each([
  { how: 'with her phone', slug: 'phone', javaScriptEnabled: true, scheme: 'light', due: 6 },
  { how: 'without JavaScript', slug: 'plain', javaScriptEnabled: false, scheme: 'dark', due: 8 },
] as const)('a document that is asked for, $how', ({ slug, javaScriptEnabled, scheme, due }) => {
  const signIn = async (who: string, { email }: Someone, viewport: typeof PHONE) => {
    const options = { viewport, javaScriptEnabled, colorScheme: scheme }
    const visitor = await Visitor.come(`requests-${slug}-${who}`, options)
    await visitor.open(world.portal(slug))
    await visitor.enter({ 'E-mail or user name': email, Password: PASSWORD })
    await visitor.press('Sign in')
    return visitor
  }

  it('is sent by the client, seen by staff, asked again and accepted', async () => {
    const { ana, carla, page } = await aCase(slug)
    const asking = await signIn('ana', ana, WIDE)
    await asking.open(page)
    await asking.press('Request a document')
    await asking.press('Request document')
    await asking.sees('Fill this in.')
    await asking.enter({ 'What do you need?': 'Your passport, both sides' })
    await asking.page.getByLabel('Due day').fill(`2026-01-0${due}`)
    await asking.press('Request document')
    await asking.sees(/Requested. Carla .* is told by mail./)

    await world.setClock(`2026-01-0${due + 1}T09:00:00Z`)
    // Sessions end meanwhile.
    const staff = await signIn('ana', ana, WIDE)
    await staff.open(page)
    await staff.sees('Late')

    const client = await signIn('carla', carla, PHONE)
    await client.press('Documents')
    await client.sees('Late')
    await client.press('Your passport, both sides')
    const photos = ['front.jpg', 'back.jpg'].map((name) => join(folder, name))
    const field = client.page.getByLabel('Your documents')
    expect(await field.getAttribute('accept')).toContain('image/*')
    await field.setInputFiles(photos)
    await client.press('Send documents')
    await client.sees('Sent. Thank you.')
    await client.sees('front.jpg')
    await client.sees('back.jpg')

    await staff.open(page)
    await staff.sees('To be looked at')
    await staff.press('Your passport, both sides')
    await staff.sees('front.jpg')
    await staff.enter({ 'What is missing?': 'The back cannot be read' })
    await staff.page.getByLabel(/due day/i).fill('2026-01-12')
    await staff.press('Ask again')
    await staff.sees('Asked again.')

    await client.open(`${world.portal(slug)}/documents`)
    await client.press('Your passport, both sides')
    await client.sees('The back cannot be read')
    await client.page.getByLabel('Your documents').setInputFiles(photos[1]!)
    await client.press('Send documents')
    await client.sees('We look at it')

    await staff.page.reload()
    await staff.press('Accept')
    await staff.sees('Accepted.')
    await client.page.reload()
    await client.sees('Everything is there.')
    await client.look()
    await staff.look()
  })
})

/** A mandatory flow of James’s with a text to accept, a document to send and one to read, and a Spanish client. */
async function aFlow(slug: string) {
  const portal = await aPortal(world, { slug })
  const james = await aPerson(world, portal.id, { name: 'James Okafor' })
  const lucia = await aPerson(world, portal.id, {
    name: 'Lucía Navarro',
    email: 'lucia@example.com',
    kind: 'contact',
    language: 'es',
  })
  const act = async (operation: Parameters<typeof perform>[1], input: unknown) => {
    const result = await perform(world.installation, operation, callerFor(portal.id, james), input)
    if (!result.ok) throw new Error(`${operation.name}: ${result.code}`)
    return result.value as { flow: string }
  }
  const name = { en: 'Before we begin', es: 'Antes de empezar' }
  const flow = show('flow', (await act(createFlow, { name, mandatory: true })).flow)
  for (const [kind, es] of [
    ['accept', 'Condiciones'],
    ['upload', 'Su pasaporte'],
    ['watch', 'Su primera reunión'],
  ] as const)
    await act(addStep, {
      flow,
      kind,
      title: { en: `Step ${kind}`, es },
      text: { es: `Lo que hay que saber: ${es}` },
    })
  await act(publishFlow, { flow })
  return { james, lucia, contact: `${world.portal(slug)}/contacts/${lucia.shown}` }
}

describe.each([
  { how: 'by keyboard', slug: 'flow-keys', javaScriptEnabled: true, hands: byKeyboard },
  { how: 'without JavaScript', slug: 'flow-plain', javaScriptEnabled: false, hands: byPointer },
] as const)('an on-boarding flow in Spanish, $how', ({ slug, javaScriptEnabled, hands }) => {
  const signIn = async (who: string, { email }: Someone, viewport: typeof PHONE) => {
    const options = { viewport, javaScriptEnabled }
    const visitor = await Visitor.come(`${slug}-${who}`, options)
    await visitor.open(world.portal(slug))
    await visitor.enter({ 'E-mail or user name': email, Password: PASSWORD })
    await visitor.press('Sign in')
    return visitor
  }

  it('is started by staff, gone through by the client, and then the portal opens', async () => {
    const { james, lucia, contact } = await aFlow(slug)
    const staff = await signIn('james', james, WIDE)
    await staff.open(contact)
    await staff.page.getByLabel('Flow to start').selectOption({ index: 1 })
    await staff.press('Start flow')
    await staff.sees('1 of 3: Step accept')

    const client = await signIn('lucia', lucia, PHONE)
    const by = hands(client)
    await client.sees('Condiciones')
    await by.press('Aceptar y continuar')
    await client.sees('Marque esta casilla para aceptar.')
    await by.tick('Lo he leído y lo acepto')
    await by.press('Aceptar y continuar')
    await client.sees('Su pasaporte')
    if (javaScriptEnabled) await by.activate('No puedo seguir')
    else await client.page.getByText('No puedo seguir').click()
    await by.enter('¿Qué ocurre?', 'No lo encuentro')
    await by.press('Avisar')
    await client.sees('Lo sabemos y le ayudamos.')
    await staff.open(`${world.portal(slug)}/flow-runs`)
    await staff.sees('Stuck')
    await by.choose('Sus archivos', join(folder, 'front.jpg'))
    await by.press('Enviar y continuar')
    await client.sees('Su primera reunión')
    await by.press('Hecho, continuar')
    await client.sees('Ha terminado')
    await by.press('Ir al portal')
    await client.sees('Documentos')
    await staff.open(contact)
    expect(await staff.page.content()).toContain('front.jpg')
    await staff.look()
  })
})
