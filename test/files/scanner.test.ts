import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { makeRequest } from '../../src/files/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { show } from '../../src/kit/ids.ts'
import { startThread } from '../../src/messages/index.ts'
import { runJobs } from '../cases/mass-setting.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { Clamd, EICAR, MOST_BYTES } from './clamd.ts'
import { addFile, contentOf, sendFile, shownFile, someBytes } from './files-world.ts'

const real = process.env['CLAMD']?.replace(/^unix:/, '')
const clamd = new Clamd()
let world: World
let office: Office
let about: string

beforeAll(async () => {
  await clamd.start()
  world = await openWorld({ more: { scanner: real ? { path: real } : clamd.at } })
  office = await anOffice(world)
  const opened = await office.act(openCase, { number: 'N-1', title: 'Soto v Roe' })
  about = show('case', opened.case)
  return async () => {
    await world.close()
    await clamd.stop()
  }
})

const stored = async () =>
  (
    await readdir(join(world.data, 'files'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
  ).filter((entry) => entry.isFile()).length

const statusOf = async (id: string) => (await office.browser.send(`/files/${id}/content`)).status

describe('a scanner', () => {
  it('lets pass what it finds nothing in, of any number of pieces', async () => {
    const bytes = someBytes(3_000_001)
    const id = await addFile(office, about, { name: 'deed.bin', bytes })
    await world.drain()
    expect(await shownFile(office, id)).toMatchObject({ state: 'ready', held: false, threat: null })
    expect((await contentOf(office, id)).equals(bytes)).toBe(true)
  })

  it('has what it finds refused: bytes gone, sender and staff told, the name in no mail', async () => {
    const before = await stored()
    const bob = await aPerson(world, office.portal.id, { name: 'Bob Lee', kind: 'staff' })
    await new Browser(office.app, office.portal).signIn(bob)
    const id = await addFile(office, about, { name: 'canary-name.com', bytes: EICAR })
    await world.drain()
    const shown = await shownFile(office, id)
    expect(shown).toMatchObject({ state: 'refused', held: false })
    expect(shown.threat).toMatch(/Gatehouse.Eicar-Test/)
    expect(await statusOf(id)).toBe(410)
    expect(await stored()).toBe(before)
    const mails = (await mailbox(world.installation, office.portal.id)).filter(
      ({ kind }) => kind === 'file_refused',
    )
    expect(mails.map(({ to }) => to).toSorted()).toEqual([office.ada.email, bob.email].toSorted())
    expect(JSON.stringify(mails)).not.toContain('canary-name')
    expect(JSON.stringify(mails)).toContain('Eicar')
    const page = await office.text(`/files/${id}`)
    expect(page).toContain('Refused')
    expect(page).toContain('Gatehouse.Eicar-Test')
    // It is removed like any other.
    expect((await office.api('DELETE', `files/${id}`)).status).toBe(204)
  })

  it('shows whoever sent it, and whoever it was for, what was refused, why, and what to do', async () => {
    const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
    await office.act(addParty, { case: about, person: carla.shown, side: 'client' })
    const client = await new Browser(office.app, office.portal).signIn(carla)
    const asked = { about, person: carla.shown, what: 'Your deed' }
    const request = show('request', (await office.act(makeRequest, asked)).request)
    const started = { subject: 'Your deed', body: 'Send it, please', to: [carla.shown] }
    const thread = show('thread', (await office.act(startThread, started)).thread)
    const uploads = [await sendFile(client, EICAR, 'first.com')]
    await client.json('POST', `/api/v1/requests/${request}/answers`, { uploads })
    const files = [await sendFile(client, EICAR, 'second.com')]
    await client.json('POST', `/api/v1/threads/${thread}/messages`, { body: 'Here', files })
    await world.drain()
    for (const [page, name] of [
      [`/requests/${request}`, 'first.com'],
      [`/messages/${thread}`, 'second.com'],
    ] as const) {
      const toSender = await (await client.get(page)).text()
      for (const text of [`${name} was refused`, 'Gatehouse.Eicar-Test', 'send it again from'])
        expect(toSender).toContain(text)
      const toStaff = await office.text(page)
      for (const text of [`${name} was refused`, 'Gatehouse.Eicar-Test', 'Ask whoever sent it'])
        expect(toStaff).toContain(text)
    }
    // The mail leads to where it is shown, to nobody else.
    const mail = (await mailbox(world.installation, office.portal.id)).find(
      ({ kind, to }) => kind === 'file_refused' && to === carla.email,
    )
    const [page] = /\/files\/fil_\w+/.exec(mail!.text)!
    expect(await (await client.get(page)).text()).toContain('send it again from')
    expect((await client.get(`${page}/content`)).status).toBe(410)
    // Of a thread's file those of the team are told who take part in it, and find it by their link.
    const earlier = await mailbox(world.installation, office.portal.id)
    const bea = await aPerson(world, office.portal.id, { name: 'Bea', kind: 'staff' })
    await client.json('POST', `/api/v1/threads/${thread}/messages`, {
      body: 'Again',
      files: [await sendFile(client, EICAR, 'third.com')],
    })
    await world.drain()
    const told = (await mailbox(world.installation, office.portal.id)).filter(
      ({ kind, text }) => kind === 'file_refused' && !earlier.some((one) => one.text === text),
    )
    expect(told.map(({ to }) => to)).not.toContain(bea.email)
    const ofAda = told.filter(({ to }) => to === office.ada.email)
    expect(ofAda.length).toBeGreaterThan(0)
    for (const { text } of ofAda) {
      const [link] = /\/files\/fil_\w+/.exec(text)!
      expect((await office.browser.get(link)).status).toBe(200)
    }
    const other = await aPerson(world, office.portal.id, { name: 'Diego Paz', kind: 'contact' })
    await office.act(addParty, { case: about, person: other.shown, side: 'client' })
    await office.api('POST', `files/${page.split('/')[2]}/shares`, { with: [about] })
    const stranger = await new Browser(office.app, office.portal).signIn(other)
    expect((await stranger.get(page)).status).toBe(404)
  })

  it.skipIf(real)(
    'holds what comes while it is down, says so, and goes on once it is back',
    async () => {
      await clamd.stop()
      const id = await addFile(office, about, { name: 'letter.txt', bytes: Buffer.from('Hello') })
      await world.drain()
      expect(await shownFile(office, id)).toMatchObject({ state: 'checking', held: true })
      expect(await statusOf(id)).toBe(409)
      const page = await office.text(`/files/${id}`)
      expect(page).toContain('Held')
      expect(page).toContain('could not be checked for viruses')
      await clamd.start()
      await world.setClock((await world.now()).add({ minutes: 2 }))
      await runJobs(world, 'sweep_files', {}).catch(() => undefined)
      await world.drain()
      expect(await shownFile(office, id)).toMatchObject({ state: 'ready', held: false })
    },
  )

  it('holds what is too large for it', async () => {
    const id = await addFile(office, about, { name: 'film.bin', bytes: someBytes(MOST_BYTES + 1) })
    await world.drain()
    expect(await shownFile(office, id)).toMatchObject({ state: 'checking', held: true })
    expect((await office.api('DELETE', `files/${id}`)).status).toBe(204)
  })
})
