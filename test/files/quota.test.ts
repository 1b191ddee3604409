import { request } from 'node:http'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { configurePortal } from '../../src/portals/index.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { RouteHandler, textOf } from '../portals/portals-console.ts'
import { aPartner, aPortal, operator, partnersPerson } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'
import { addFile, sendFile, served, someBytes } from './files-world.ts'
import { askedFor } from './requests-setting.ts'

const GB = 1e9

let world: World
let office: Office
let matter: string
let n = 0

beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  office = await anOffice(world, `acme-${n++}`)
  const opened = await office.act(openCase, { title: 'Soto v Roe' })
  matter = show('case', opened.case)
})

/** Of a gigabyte, so much is left. */
const leave = (bytes: number) =>
  world.owner(
    `with portal as (update portals set files_mb = 1000 where id = $1)
     update portal_summaries set file_bytes = $2 where portal_id = $1`,
    [office.portal.id, GB - bytes],
  )

async function taken(): Promise<number> {
  const [row] = await world.owner<{ bytes: number }>(
    'select file_bytes as bytes from portal_summaries where portal_id = $1',
    [office.portal.id],
  )
  return row!.bytes
}

const begin = (bytes: number, by: Browser = office.browser) =>
  by.json('POST', '/api/v1/uploads', { name: 'film.mp4', bytes })

async function aClient(): Promise<Browser> {
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  return new Browser(office.app, office.portal).signIn(carla)
}

/** A form with a file, of which nothing says how long it is. */
function inForm(bytes: number, by = office.browser): Promise<Response> {
  const form = new FormData()
  form.set('about', matter)
  form.append('uploads', new File([new Uint8Array(someBytes(bytes))], 'film.mp4'))
  return by.send('/files', { method: 'POST', body: form })
}

describe('the room for files', () => {
  it('is not passed by fifty that are begun at once', async () => {
    await leave(330_000_000)
    const answers = await Promise.all(Array.from({ length: 50 }, () => begin(30_000_000)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(11)
    expect(statuses.filter((status) => status === 409)).toHaveLength(39)
    expect(await taken()).toBe(GB)
  })

  it('is not held by one person who sends nothing: more than a tenth of it, or the largest file, does not wait', async () => {
    await world.owner('update portals set files_mb = 100000 where id = $1', [office.portal.id])
    const client = await aClient()
    const begun = await Promise.all(Array.from({ length: 10 }, () => begin(2 * GB, client)))
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(5)
    const refused = (await begin(2 * GB, client)).json() as Promise<{ code: string }>
    expect((await refused).code).toBe('too_much_arriving')
    // Others have theirs.
    expect((await begin(2 * GB)).status).toBe(201)
  })

  it('of a small portal is not held by one person either: half of it, for one file', async () => {
    await leave(GB)
    const client = await aClient()
    const begun = await Promise.all(Array.from({ length: 10 }, () => begin(150_000_000, client)))
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(3)
    expect((await begin(400_000_000)).status).toBe(201)
  })

  it('stops a form that says no length where it ends, and keeps nothing of it', async () => {
    await leave(100_000)
    const refused = await inForm(300_000)
    expect(refused.status).toBe(409)
    expect(textOf(await refused.text())).toContain(
      'the portal’s files would take more than 1 GB. Remove some that are not needed, or ask whoever provides your portal',
    )
    expect(await taken()).toBe(GB - 100_000)
    await world.drain()
    expect(
      await world.owner('select from file_contents where portal_id = $1', [office.portal.id]),
    ).toEqual([])
    expect((await inForm(90_000)).status).toBe(303)
    expect(await taken()).toBe(GB - 10_000)
  })

  it('counts a form by its length before anything of it is kept', async () => {
    await leave(100_000)
    const { origin } = await served(office)
    const cookie = [...office.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const head = `--x\r\ncontent-disposition: form-data; name="about"\r\n\r\n${matter}\r\n--x\r\ncontent-disposition: form-data; name="uploads"; filename="a.bin"\r\n\r\n`
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(
        `${origin}/files`,
        {
          method: 'POST',
          headers: {
            ...{ cookie, host: new URL(office.browser.origin).host },
            'content-type': 'multipart/form-data; boundary=x',
            'content-length': '900000',
          },
        },
        (answer) => resolve(answer.statusCode!),
      )
      asked.on('error', reject)
      asked.write(`${head}what is in it`)
    })
    expect(status).toBe(409)
    expect(await taken()).toBe(GB - 100_000)
  })

  it('says to who is served whom to write to, and not how much there is', async () => {
    await leave(10)
    const client = await aClient()
    const answer = await begin(11, client)
    const { code, detail } = (await answer.json()) as { code: string; detail: string }
    expect([answer.status, code]).toEqual([409, 'no_room_here'])
    expect(detail).toContain('Write to us')
    expect((await begin(10, client)).status).toBe(201)
  })

  it('may be less than is used: nothing is removed, and nothing more is taken', async () => {
    const file = await addFile(office, matter, { name: 'deed.txt', bytes: Buffer.from('deed') })
    await leave(-GB)
    expect((await begin(1)).status).toBe(409)
    expect((await office.browser.send(`/api/v1/files/${file}`)).status).toBe(200)
    const page = textOf(await office.text('/settings/files'))
    expect(page).toContain('2 GB of 1 GB')
    expect(page).toContain('There is no room left for files')
    expect(page).toContain('It is used up.')
  })

  it('is said to be used up wherever files are sent, to each what they can do about it', async () => {
    const file = await addFile(office, matter, { name: 'deed.txt', bytes: Buffer.from('deed') })
    const client = await aClient()
    const staffs = [`/cases/${matter}`, `/files/${file}`, '/messages/new', '/']
    const clients = ['/messages/new', '/documents']
    const said = async (title: string, by: Browser, paths: string[]) => {
      const pages = await Promise.all(paths.map(async (path) => (await by.get(path)).text()))
      return pages.map((page) => page.includes(title))
    }
    const seen = async () => [
      await said('There is no room left for files', office.browser, staffs),
      await said('There is little room left for files', office.browser, staffs),
      await said('Files cannot be sent at the moment', client, clients),
    ]
    const [none, all] = [
      [false, false],
      [true, true],
    ]
    await leave(GB / 2)
    expect(await seen()).toEqual([[...none, ...none], [...none, ...none], none])
    await leave(GB / 20)
    // How much there is left is not told to who is served.
    expect(await seen()).toEqual([[...none, ...none], [...all, ...all], none])
    await leave(-GB)
    expect(await seen()).toEqual([[...all, ...all], [...none, ...none], all])
    expect(await office.text('/')).toContain('href="/settings/files"')
    expect(await (await client.get('/documents')).text()).toContain('href="/messages/new"')
  })

  it('is told of by name: whose files take the most, and which, as far as they are theirs to see', async () => {
    const names = ['small.txt', 'large.txt']
    for (const [index, name] of names.entries())
      await addFile(office, matter, { name, bytes: someBytes(1000 * (index + 1)) })
    const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
    const upload = await sendFile(office.browser, someBytes(5000), 'between-us.txt')
    const written = { to: [carla.shown], subject: 'Between us', body: 'See', files: [upload] }
    expect((await office.api('POST', 'threads', written)).status).toBe(201)
    const { body } = await office.api<object>('GET', 'settings/files')
    expect(body).toMatchObject({
      largestHolders: [
        { name: null, files: 1, bytes: 5000 },
        { about: matter, name: 'Soto v Roe', files: 2, bytes: 3000 },
      ],
      largestFiles: [
        { name: null, bytes: 5000 },
        { name: 'large.txt', about: matter, versions: 1, bytes: 2000 },
        { name: 'small.txt', about: matter, versions: 1, bytes: 1000 },
      ],
    })
    const page = await office.text('/settings/files')
    expect(page).toContain(`href="/cases/${matter}"`)
    expect(textOf(page)).toMatch(/large\.txt Soto v Roe 1 2 kB/)
    expect(page).not.toContain('between-us.txt')
  })

  it('is told of by what takes it, once for every reader', async () => {
    await addFile(office, matter, { name: 'deed.txt', bytes: someBytes(2000) })
    await sendFile(office.browser, someBytes(300), 'waiting.txt')
    const { body } = await office.api<object>('GET', 'settings/files')
    expect(body).toMatchObject({ fileBytesMost: 100 * GB, fileBytes: await taken() })
    expect(body).toMatchObject({
      byKind: [
        { kind: 'case', files: 1, bytes: 2000 },
        { kind: null, bytes: expect.any(Number) },
      ],
    })
    const page = textOf(await office.text('/settings/files'))
    expect(page).toMatch(/Cases 1 2 kB/)
    expect(page).toContain('Nothing yet: being sent, or not attached')
    expect((await (await aClient()).get('/settings/files')).status).toBe(404)
  })
})

describe('the largest file', () => {
  it('is the portal’s own, for files that say how long they are and those that do not', async () => {
    const set = await office.browser.post('/settings/files', { version: '1', largestFileMb: '1' })
    expect(set.status).toBe(303)
    expect((await begin(1_000_001)).status).toBe(413)
    expect((await begin(1_000_000)).status).toBe(201)
    const refused = await inForm(1_000_001)
    expect(refused.status).toBe(413)
    expect(textOf(await refused.text())).toContain('A file may have up to 1 MB.')
    expect(textOf(await office.text(`/cases/${matter}`))).toContain('1 MB')
  })

  it.each(['0', '5001', '', 'all'])('is not %j MB', async (largestFileMb) => {
    const refused = await office.browser.post('/settings/files', { version: '1', largestFileMb })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/id="f-largestFileMb"[^>]*aria-invalid="true"/)
  })
})

describe('room that a portal is given', () => {
  const configure = (portal: string, filesMb: number | null, by = operator) =>
    perform(world.installation, configurePortal, by, { portal, filesMb })

  it('is its operator’s to say, and its partner’s up to what every portal has', async () => {
    const partner = await aPartner(world)
    const { portal } = await aPortal(world, { partner })
    const by = partnersPerson(partner)
    expect(await configure(portal, 100_000, by)).toMatchObject({ ok: true })
    expect(await configure(portal, 100_001, by)).toMatchObject({
      code: 'room_not_yours',
      fields: [{ field: 'filesMb' }],
    })
    expect(await configure(portal, 500_000)).toMatchObject({ ok: true })
    expect(await configure(portal, 400_000, by)).toMatchObject({ ok: true })
    expect(await configure(portal, 400_001, by)).toMatchObject({ code: 'room_not_yours' })
    expect(await configure(portal, 250, by)).toMatchObject({ ok: true })
    expect(await configure(portal, null, by)).toMatchObject({ ok: true })
    for (const wrong of [0, 1.5, 100_000_001])
      expect(await configure(portal, wrong)).toMatchObject({ fields: [{ field: 'filesMb' }] })
  })

  it('is not its staff’s to change', async () => {
    const { status, body } = await office.api('PATCH', 'settings', { filesMb: 200_000 })
    expect([status, body]).toMatchObject([403, { errors: [{ field: 'filesMb' }] }])
    expect((await office.api('PATCH', 'settings', { filesMb: null })).status).toBe(200)
  })

  it('is seen and set on its page in the console, and said when it is nearly used up', async () => {
    const place = new RouteHandler(world)
    const person = await place.consolePerson('operator')
    const portal = show('portal', office.portal.id)
    await leave(50_000_000)
    const seen = textOf((await person.get(`/portals/${portal}`)).body)
    expect(seen).toContain('950 MB of 1 GB')
    expect(seen).toContain('There is little room left for files')
    const { body } = await person.get(`/portals/${portal}/settings`)
    expect(body).toMatch(/name="filesMb"[^>]*value="1000"|value="1000"[^>]*name="filesMb"/)
    await perform(world.installation, configurePortal, operator, { portal, filesMb: null })
    expect(textOf((await person.get(`/portals/${portal}`)).body)).toContain('950 MB of 100 GB')
    const told = await (await place.program()).ask('GET', `/api/v1/portals/${portal}`)
    expect(told.body).toMatchObject({
      filesMb: null,
      fileBytes: 950_000_000,
      fileBytesMost: 100 * GB,
    })
  })
})

describe('a form without its file', () => {
  it('asks for one, wherever one has to be there', async () => {
    const file = await addFile(office, matter, { name: 'deed.txt', bytes: Buffer.from('deed') })
    const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
    const client = await new Browser(office.app, office.portal).signIn(carla)
    const asked = await askedFor({ world, office, matter, carla, client }, { about: carla.shown })
    // As browsers send a field of files in which none was chosen, which `FormData` does not.
    const without = (field: string, more = '') =>
      `--x\r\n${more}content-disposition: form-data; name="${field}"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--x--\r\n`
    const about = `content-disposition: form-data; name="about"\r\n\r\n${matter}\r\n--x\r\n`
    for (const [by, path, body] of [
      [office.browser, '/files', without('uploads', about)],
      [office.browser, `/files/${file}/versions`, without('upload')],
      [client, `/requests/${asked}/answers`, without('uploads')],
      [office.browser, '/imports', without('csv')],
    ] as const) {
      const headers = { 'content-type': 'multipart/form-data; boundary=x' }
      const answer = await by.send(path, { method: 'POST', headers, body })
      expect([path, answer.status]).toEqual([path, 422])
      const text = textOf(await answer.text())
      expect(text, path).toContain('Choose a file.')
      expect(text, path).not.toContain('Fill this in.')
    }
  })
})

describe('a file in a form', () => {
  const sent = (field: string, name: string) =>
    office.browser.send('/files', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\nwhat is in it\r\n--x--\r\n`,
    })

  it('that no field asks for, or that has no name, is not read to its end', async () => {
    for (const [field, name, said] of [
      ['other', 'a.txt', 'There is no such field.'],
      ['about', 'a.txt', 'Send this once, as text.'],
      ['uploads', '', ''],
    ] as const) {
      const answer = await sent(field, name)
      expect([field, answer.status >= 400 && answer.status < 500]).toEqual([field, true])
      expect(textOf(await answer.text())).toContain(said)
    }
  })
})
