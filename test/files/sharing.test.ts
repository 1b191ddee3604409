import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { removeParty } from '../../src/cases/case/parties/parties.ts'
import { tellAllDue } from '../../src/files/telling/telling.ts'
import { show } from '../../src/kit/ids.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'
import { sendFile } from './files-world.ts'

let world: World
let office: Office
let clients: { who: Someone; browser: Browser }[]
let matter: string
let file: string

const NAMES = ['Carla Soto', 'Diego Paz', 'Elena Ruiz'] as const

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  clients = []
  for (const name of NAMES) {
    const who = await aPerson(world, office.portal.id, { name, kind: 'contact' })
    clients.push({ who, browser: await new Browser(office.app, office.portal).signIn(who) })
  }
  return () => world.close()
})

/** A case of which all three are clients, with a letter that was looked at. */
beforeEach(async () => {
  const opened = await office.act(openCase, { number: crypto.randomUUID(), title: 'Soto v Roe' })
  matter = show('case', opened.case)
  for (const { who } of clients)
    await office.act(addParty, { case: matter, person: who.shown, side: 'client' })
  const upload = await sendFile(office.browser, Buffer.from('Dear client'), 'letter.txt')
  file = (await office.api<{ id: string }>('POST', 'files', { about: matter, upload })).body.id
  await world.drain()
})

const sees = async ({ browser }: { browser: Browser }): Promise<boolean> => {
  const answers = await Promise.all(
    [`/api/v1/files/${file}`, `/api/v1/files/${file}/content`, `/files/${file}`].map((path) =>
      browser.get(path),
    ),
  )
  const listed = await (await browser.get('/api/v1/documents')).text()
  const all = [...answers.map(({ status }) => status === 200), listed.includes(file)]
  expect(new Set(all).size, String(all)).toBe(1)
  return all[0]!
}
const whoSee = async () => {
  const seen = []
  for (const client of clients) seen.push(await sees(client))
  return seen
}
const share = (ids: string[], more: object = {}) =>
  office.api<{ people: number; told: number; code: string }>('POST', `files/${file}/shares`, {
    with: ids,
    ...more,
  })
const mails = () =>
  world.owner<{ kind: string; to: string }>(
    `select kind, person_id::text as "to" from mails where kind = 'file_shared'`,
  )

describe('a file that is shared', () => {
  it('with two of three clients is there for them, and for the third it does not exist', async () => {
    const before = (await mails()).length
    const [carla, diego] = clients
    const { body } = await share([carla!.who.shown, diego!.who.shown])
    expect(body).toEqual({ people: 2, told: 2, invited: 0 })
    expect(await whoSee()).toEqual([true, true, false])
    expect((await mails()).length).toBe(before + 2)
    const other = await clients[2]!.browser.get(`/api/v1/files/${file}`)
    const nowhere = await clients[2]!.browser.get(
      `/api/v1/files/${show('file', crypto.randomUUID())}`,
    )
    const text = async (answer: Response) => (await answer.text()).replaceAll(/fil_\w+/g, '<file>')
    expect(await text(other)).toBe(await text(nowhere))
  })

  it('with a case is there for its clients, whoever they are by then', async () => {
    await share([matter])
    expect(await whoSee()).toEqual([true, true, true])
    await office.act(removeParty, { case: matter, person: clients[1]!.who.shown })
    expect(await whoSee()).toEqual([true, false, true])
  })

  it('with everybody of a company is there for those who belong to it', async () => {
    const company = (await office.api<{ id: string }>('POST', 'companies', { name: matter })).body
    const card = (await office.api<{ version: number }>('GET', `contacts/${clients[0]!.who.shown}`))
      .body
    await office.api('PATCH', `contacts/${clients[0]!.who.shown}`, {
      company: matter,
      version: card.version,
    })
    expect((await share([company.id])).body).toEqual({ people: 1, told: 1, invited: 0 })
    expect(await whoSee()).toEqual([true, false, false])
  })

  it('is told once to each, however often and by whichever way it is shared', async () => {
    await share([clients[0]!.who.shown])
    expect((await share([clients[0]!.who.shown])).body).toEqual({ people: 1, told: 0, invited: 0 })
    expect((await share([matter])).body).toEqual({ people: 3, told: 2, invited: 0 })
  })

  it('with the mail that says nothing of what it is', async () => {
    await share([matter])
    await world.drain()
    const { mails: sent } = (await office.api<{ mails: unknown[] }>('GET', 'mails')).body
    expect(JSON.stringify(sent)).not.toMatch(/letter\.txt|Soto v Roe/)
  })

  it('is there until the end of its last day, by the portal’s clock, to the second', async () => {
    const [{ zone }] = (await world.owner<{ zone: string }>(
      'select time_zone as zone from portals where id = $1',
      [office.portal.id],
    )) as [{ zone: string }]
    const start = await world.now()
    const day = start.toZonedDateTimeISO(zone).toPlainDate()
    await share([clients[0]!.who.shown], { until: day.toString() })
    const over = day.add({ days: 1 }).toZonedDateTime(zone).toInstant()
    await world.setClock(over.subtract({ seconds: 1 }))
    // Whoever has been away for so long signs in again.
    const back = await new Browser(office.app, office.portal).signIn(clients[0]!.who)
    const staff = await new Browser(office.app, office.portal).signIn(office.ada)
    expect(await sees({ browser: back })).toBe(true)
    await world.setClock(over)
    expect(await sees({ browser: back })).toBe(false)
    expect((await staff.get(`/api/v1/files/${file}`)).status).toBe(200)
    await world.setClock(start)
    const past = await share([matter], { until: day.subtract({ days: 1 }).toString() })
    expect([past.status, past.body.code]).toEqual([422, 'already_over'])
  })

  it('is shared no more, at once, with whom it is taken from', async () => {
    await share([matter, clients[0]!.who.shown])
    await office.api('DELETE', `files/${file}/shares/${matter}`)
    expect(await whoSee()).toEqual([true, false, false])
    await office.api('DELETE', `files/${file}/shares/${clients[0]!.who.shown}`)
    expect(await whoSee()).toEqual([false, false, false])
    expect((await office.api('DELETE', `files/${file}/shares/${matter}`)).status).toBe(404)
  })

  it('shows who will see it before they do', async () => {
    const path = `/files/${file}/sharing`
    expect(await office.text(path)).toContain('All clients of Soto v Roe: 3 at present')
    const answer = await office.browser.post(path, { with: [matter], until: '' })
    expect(await answer.text()).toContain('Carla Soto, Diego Paz, and Elena Ruiz will see this.')
    expect(await whoSee()).toEqual([false, false, false])
    const done = await office.browser.post(`/files/${file}/shares`, { with: [matter], until: '' })
    expect(done.status).toBe(303)
    expect(await whoSee()).toEqual([true, true, true])
  })

  it('is told of a day that is over before anything is confirmed, with what was chosen still chosen', async () => {
    const past = { with: [matter], until: '2020-01-01' }
    for (const path of [`/files/${file}/sharing`, `/files/${file}/shares`]) {
      const answer = await office.browser.post(path, past)
      const text = await answer.text()
      expect([path, answer.status]).toEqual([path, 422])
      expect(text).toContain('This day is over.')
      expect(text).toMatch(
        new RegExp(`value="${matter}"[^>]*checked|checked[^>]*value="${matter}"`),
      )
    }
    expect(await whoSee()).toEqual([false, false, false])
  })

  it('keeps its last day when it is shared with somebody else', async () => {
    await share([clients[0]!.who.shown], { until: '2099-05-31' })
    expect(await office.text(`/files/${file}/sharing`)).toContain('value="2099-05-31"')
    await share([clients[1]!.who.shown])
    const { body } = await office.api<{ expiresAt: string }>('GET', `files/${file}`)
    expect(body.expiresAt).toMatch(/^2099-(05-31|06-01)/)
  })

  it('is shared once, of twenty who do so at once, and nobody is told twice', async () => {
    // What they were told of before is more than an hour ago.
    for (let hour = 0; hour < 2; hour++) {
      await world.setClock((await world.now()).add({ minutes: 61 }))
      await tellAllDue(world.installation, office.portal.id)
    }
    const before = (await mails()).length
    const answers = await Promise.all(Array.from({ length: 20 }, () => share([matter])))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect((await mails()).length).toBe(before + 3)
  })

  it('keeps what was chosen while somebody else is looked for, by button and by Enter', async () => {
    const path = `/files/${file}/sharing`
    const far = await aPerson(world, office.portal.id, { name: 'Faustino Gil', kind: 'contact' })
    const chosen = { with: [clients[1]!.who.shown], until: '2099-05-31' }
    const isChosen = (text: string, id: string) =>
      new RegExp(`value="${id}"[^>]*checked|checked[^>]*value="${id}"`).test(text)
    for (const sent of [
      { find: 'faust', seek: 'on', sought: '' },
      { find: 'faust', seek: [], sought: '' },
    ]) {
      const text = await (await office.browser.post(path, { ...chosen, ...sent })).text()
      expect(isChosen(text, chosen.with[0]!)).toBe(true)
      expect(isChosen(text, far.shown)).toBe(false)
      expect(text).toContain('value="2099-05-31"')
      expect(text).toContain(far.shown)
    }
    // Both go on, whatever stands in the search.
    const both = { with: [...chosen.with, far.shown], until: '', find: 'faust', sought: 'faust' }
    const text = await (await office.browser.post(path, both)).text()
    expect(text).toContain('Diego Paz and Faustino Gil will see this.')
    const none = await office.browser.post(path, { ...chosen, find: 'zzz', sought: 'faust' })
    const nobody = await none.text()
    expect(nobody).toContain('Nobody is found by that.')
    expect(isChosen(nobody, chosen.with[0]!)).toBe(true)
  })

  it('says of whom nobody would expect it who they are, before they see it', async () => {
    const path = `/files/${file}/sharing`
    const other = await aPerson(world, office.portal.id, { name: 'Otto Roe', kind: 'contact' })
    const far = await aPerson(world, office.portal.id, { name: 'Fina Lejos', kind: 'contact' })
    await office.act(addParty, { case: matter, person: other.shown, side: 'other' })
    const confirm = async (ids: string[]) =>
      textOf(await (await office.browser.post(path, { with: ids, until: '' })).text())
    const marked = await confirm([matter, other.shown, far.shown])
    expect(marked).toContain('Otto Roe : in the case, but not a client')
    expect(marked).toContain('Fina Lejos : not in the case')
    expect(marked).not.toContain('Carla Soto :')
    expect(await confirm([matter, clients[0]!.who.shown])).not.toContain('Look twice')
    // Also where they are chosen, and in the reader's language.
    const found = await office.browser.post(path, { find: 'fina', seek: 'on', sought: '' })
    expect(textOf(await found.text())).toContain('not in the case')

    const own = await sendFile(office.browser, Buffer.from('Her own'), 'own.txt')
    const about = clients[0]!.who.shown
    const { id } = (await office.api<{ id: string }>('POST', 'files', { about, upload: own })).body
    const page = await office.browser.post(`/files/${id}/sharing`, { with: [about, far.shown] })
    const text = textOf(await page.text())
    expect(text).toContain('Fina Lejos : not the contact whom this belongs to')
    expect(text).not.toContain('Carla Soto :')
  })

  it('keeps all that was chosen where somebody thinks better of it', async () => {
    const path = `/files/${file}/sharing`
    await share([clients[0]!.who.shown], { until: '2099-05-31' })
    const chosen = [matter, clients[1]!.who.shown]
    const back = async (until: string) => {
      const page = await (await office.browser.post(path, { with: chosen, until })).text()
      const [, href] = /<a class="btn btn-quiet" href="([^"]+)"/.exec(page)!
      return office.text(href!.replaceAll('&amp;', '&'))
    }
    const text = await back('2099-07-01')
    for (const id of chosen)
      expect(text).toMatch(new RegExp(`value="${id}"[^>]*checked|checked[^>]*value="${id}"`))
    expect(text.match(/ checked/g)).toHaveLength(2)
    expect(text).toContain('value="2099-07-01"')
    // A last day that was taken away is not put back by that.
    expect(await back('')).not.toContain('2099-05-31')
  })

  it('says to those who see it from whom it is, how large, and until when', async () => {
    await share([matter], { until: '2099-05-31' })
    const { browser } = clients[0]!
    for (const path of [`/files/${file}`, '/documents']) {
      const text = textOf(await (await browser.get(path)).text())
      for (const said of ['Ada Reyes', '11 bytes', '31 May 2099'])
        expect([path, text]).toEqual([path, expect.stringContaining(said)])
    }
  })

  it('is changed and shared by nobody who only sees it', async () => {
    await share([matter])
    const { browser } = clients[0]!
    const tries = [
      browser.json('PATCH', `/api/v1/files/${file}`, { name: 'mine.txt' }),
      browser.json('DELETE', `/api/v1/files/${file}`),
      browser.json('POST', `/api/v1/files/${file}/shares`, { with: [clients[2]!.who.shown] }),
      browser.get(`/api/v1/files/${file}/shares`),
      browser.get(`/api/v1/files?about=${matter}`),
    ]
    for (const { status } of await Promise.all(tries)) expect(status).toBe(403)
    for (const path of ['versions', 'downloads'])
      expect((await browser.get(`/api/v1/files/${file}/${path}`)).status).toBe(403)
  })
})
