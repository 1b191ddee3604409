import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { createContact, mergeContacts } from '../../src/people/index.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { addedFile, contentOf, someBytes } from './files-world.ts'

let world: World
let office: Office
let carla: Someone
let client: Browser
let matter: string

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  client = await new Browser(office.app, office.portal).signIn(carla)
  return () => world.close()
})
beforeEach(async () => {
  matter = await aCase()
})

interface Folder {
  id: string
  name: string
  parent: string | null
  files: number
  version: number
  code?: string
}

async function aCase(title = 'Soto v Roe'): Promise<string> {
  const opened = await office.act(openCase, { number: crypto.randomUUID(), title })
  return show('case', opened.case)
}

const add = (name: string, parent?: string, about = matter) =>
  office.api<Folder>('POST', 'folders', { about, name, ...(parent && { parent }) })
const added = async (name: string, parent?: string, about = matter): Promise<string> => {
  const { status, body } = await add(name, parent, about)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const move = (folder: string, parent: string | null) =>
  office.api<Folder>('POST', `folders/${folder}/moving`, { parent })
const place = (file: string, folder: string | null, about?: string) =>
  office.api<{ code: string; about: string; folder: string | null }>(
    'POST',
    `files/${file}/moving`,
    { folder, ...(about && { about }) },
  )
const lying = async (about = matter) =>
  (await office.api<{ folders: Folder[] }>('GET', `folders?about=${about}`)).body.folders
const shown = async (folder: string) => (await office.api<Folder>('GET', `folders/${folder}`)).body
const filesIn = async (folder: string, about = matter) =>
  (
    await office.api<{ files: { id: string }[] }>('GET', `files?about=${about}&folder=${folder}`)
  ).body.files.map(({ id }) => id)
const aFile = () => addedFile(office, matter, someBytes(100))
const bytesTaken = async () =>
  (
    await world.owner<{ n: number }>(
      'select file_bytes::int as n from portal_summaries where portal_id = $1',
      [office.portal.id],
    )
  )[0]!.n

describe('a folder', () => {
  it('lies in another or in none, is renamed, and says how many files lie in it', async () => {
    const medical = await added('Medical')
    const images = await added('Images', medical)
    await place(await aFile(), images)
    await place(await aFile(), medical)
    const renamed = await office.api<Folder>('PATCH', `folders/${images}`, { name: 'X-rays' })
    expect(renamed.body).toMatchObject({ name: 'X-rays', parent: medical, files: 1 })
    expect(await lying()).toMatchObject([
      { id: medical, name: 'Medical', parent: null, files: 2 },
      { id: images, name: 'X-rays', parent: medical, files: 1 },
    ])
  })

  it('is called like none beside it, whatever its capitals, and may be like one elsewhere', async () => {
    const letters = await added('Letters')
    expect(await add('  LETTERS ')).toMatchObject({
      status: 409,
      body: { code: 'folder_name_taken' },
    })
    expect((await add('Letters', letters)).status).toBe(201)
    const other = await added('Other')
    const rename = await office.api<Folder>('PATCH', `folders/${other}`, { name: 'letters' })
    expect(rename.body.code).toBe('folder_name_taken')
    const own = await office.api('PATCH', `folders/${letters}`, { name: 'LETTERS' })
    expect(own.status).toBe(200)
    const deeper = await added('Letters', other)
    expect((await move(deeper, null)).body.code).toBe('folder_name_taken')
    expect((await added('2023/24')) && (await lying()).map(({ name }) => name)).toContain('2023/24')
  })

  it('is called by one name once, of any number who make it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => add('Letters')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  it('lies at most eight deep, with those that it brings along', async () => {
    const chain = [await added('1')]
    for (let n = 2; n <= 8; n++) chain.push(await added(String(n), chain.at(-1)))
    expect((await add('9', chain[7])).body.code).toBe('too_deep')
    const two = await added('two')
    await added('below', two)
    expect((await move(two, chain[6]!)).body.code).toBe('too_deep')
    expect((await move(two, chain[5]!)).status).toBe(200)
  })

  it('never lies in itself, nor below, also where two are moved into one another at once', async () => {
    const one = await added('one')
    const inner = await added('inner', one)
    expect((await move(one, one)).body.code).toBe('within_itself')
    expect((await move(one, inner)).body.code).toBe('within_itself')
    for (let n = 0; n < 5; n++) {
      const [a, b] = [await added(`a${n}`), await added(`b${n}`)]
      const answers = await Promise.all([move(a, b), move(b, a)])
      const done = answers.filter(({ status }) => status === 200)
      expect(answers.map(({ status }) => status)).toContain(409)
      expect(done).toHaveLength(1)
    }
  })

  it('takes nothing of another thing, and no file of it either', async () => {
    const letters = await added('Letters')
    const other = await aCase()
    const theirs = await added('Theirs', undefined, other)
    expect((await add('Inner', theirs)).status).toBe(422)
    expect((await move(letters, theirs)).status).toBe(422)
    const file = await aFile()
    expect((await place(file, theirs)).status).toBe(422)
    const upload = await office.api<{ id: string }>('POST', 'uploads', { name: 'x', bytes: 1 })
    const into = { about: matter, upload: upload.body.id, folder: theirs }
    expect((await office.api('POST', 'files', into)).status).toBe(422)
    expect(await filesIn(theirs)).toEqual([])
  })

  it('is not there for who is served, nor is what says that a file lies in one', async () => {
    const letters = await added('Letters')
    const file = await aFile()
    await place(file, letters)
    await world.drain()
    await office.api('POST', `files/${file}/shares`, { with: [carla.shown] })
    for (const path of [
      `/folders/${letters}`,
      `/folders?about=${matter}`,
      `/files/moving?file=${file}`,
    ])
      expect((await client.get(path)).status, path).toBe(404)
    expect((await client.get(`/api/v1/folders/${letters}`)).status).toBe(403)
    for (const path of [
      `/api/v1/files/${file}`,
      '/api/v1/documents',
      `/files/${file}`,
      '/documents',
    ]) {
      const answer = await client.get(path)
      expect(answer.status, path).toBe(200)
      expect(await answer.text()).not.toMatch(/fol_|Letters/)
    }
  })

  it('is sealed: what it is called is in no row', async () => {
    await added('Canarybird')
    const rows = await world.owner<{ text: string }>('select d::text as text from file_folders d')
    expect(rows.some(({ text }) => text.includes(Buffer.from('Canarybird').toString('hex')))).toBe(
      false,
    )
  })

  it('whose name was altered is shown as such, and goes without being typed once nothing is in it', async () => {
    const letters = await added('Letters')
    const file = await aFile()
    await place(file, letters)
    await world.owner(`update file_folders set sealed_name = 'x' where id = $1`, [
      parseId('folder', letters),
    ])
    expect(await office.text(`/folders/${letters}`)).toContain('A name that cannot be read')
    const remove = () => office.api<Folder>('POST', `folders/${letters}/removal`, {})
    expect((await remove()).body.code).toBe('folder_has_files')
    await place(file, null)
    expect((await remove()).status).toBe(204)
  })
})

describe('a file', () => {
  it('is added to a folder, and moved, and stays what it is for whoever sees it', async () => {
    const letters = await added('Letters')
    const file = await aFile()
    await world.drain()
    await office.api('POST', `files/${file}/shares`, { with: [carla.shown] })
    expect((await place(file, letters)).body).toMatchObject({ about: matter, folder: letters })
    expect(await filesIn(letters)).toEqual([file])
    expect(await filesIn('none')).toEqual([])
    const other = await aCase()
    const theirs = await added('Theirs', undefined, other)
    expect((await place(file, theirs, other)).body).toMatchObject({ about: other, folder: theirs })
    expect(await filesIn(letters)).toEqual([])
    expect((await contentOf(office, file)).equals(someBytes(100))).toBe(true)
    expect((await client.get(`/files/${file}/content`)).status).toBe(200)
    expect((await office.api('GET', `files/${file}`)).body).toMatchObject({ id: file, version: 3 })
  })

  it('goes to nothing that is not there, and back out of all folders', async () => {
    const letters = await added('Letters')
    const file = await aFile()
    await place(file, letters)
    expect((await place(file, null)).body.folder).toBe(null)
    const nothing = show('case', newId())
    expect((await place(file, null, nothing)).status).toBe(422)
    expect((await place(file, show('folder', newId()))).status).toBe(422)
    expect((await place(show('file', newId()), null)).status).toBe(404)
  })

  it('is moved with others on a page, where who sees them is said before', async () => {
    const letters = await added('Letters')
    const files = [await aFile(), await aFile()]
    await world.drain()
    await office.act(addParty, { case: matter, person: carla.shown, side: 'client' })
    await office.api('POST', `files/${files[0]}/shares`, { with: [matter] })
    const query = files.map((file) => `file=${file}`).join('&')
    const page = await office.text(`/files/moving?${query}`)
    expect(page).toContain('Move 2 files')
    const other = await aCase('Quay v Pier')
    const found = await office.text(`/files/moving?${query}&search=pier`)
    expect(found).toContain(`about=${other}`)
    expect(found).not.toContain(`about=${matter}`)
    const over = await office.text(`/files/moving?${query}&about=${other}`)
    expect(over).toContain('2 files go over to Quay v Pier.')
    expect(over).toContain('Carla Soto')
    const body = new URLSearchParams(files.map((file) => ['file', file]))
    body.set('folder', letters)
    const answer = await office.browser.send('/files/moving', { method: 'POST', body })
    expect(answer.headers.get('location')).toBe(`/folders/${letters}`)
    expect((await filesIn(letters)).toSorted()).toEqual(files.toSorted())
  })
})

describe('a folder that is removed', () => {
  it('goes with all that is in it once its name is typed, and what it took is free', async () => {
    const taken = await bytesTaken()
    const medical = await added('Medical')
    const images = await added('Images', medical)
    const kept = await aFile()
    const files = [await aFile(), await aFile()]
    await place(files[0]!, images)
    await place(files[1]!, medical)
    await world.drain()
    await office.api('POST', `files/${files[0]}/shares`, { with: [carla.shown] })
    const page = await office.text(`/folders/${medical}/removal`)
    expect(page).toContain('2 folders will be removed for good.')
    expect(page).toContain('2 files will be removed for good')
    expect(page).toContain('1 of them is shared')
    const remove = (body: object) => office.api<Folder>('POST', `folders/${medical}/removal`, body)
    expect((await remove({})).body.code).toBe('folder_has_files')
    expect((await remove({ name: 'medical' })).body.code).toBe('folder_has_files')
    expect((await remove({ name: 'Medical' })).status).toBe(204)
    expect(await lying()).toEqual([])
    for (const file of files) expect((await office.api('GET', `files/${file}`)).status).toBe(404)
    expect((await client.get(`/files/${files[0]}`)).status).toBe(404)
    expect((await office.api('GET', `files/${kept}`)).status).toBe(200)
    expect(await bytesTaken()).toBe(taken + 100)
    await world.drain()
    const left = await world.owner(
      'select id from file_contents where portal_id = $1 and doomed_at is not null',
      [office.portal.id],
    )
    expect(left).toEqual([])
  })

  it('takes along what is put into it at the same time, or leaves it where it was', async () => {
    for (let n = 0; n < 5; n++) {
      const letters = await added('Letters')
      const file = await aFile()
      const [moved] = await Promise.all([
        place(file, letters),
        office.api('POST', `folders/${letters}/removal`, { name: 'Letters' }),
      ])
      const { status } = await office.api('GET', `files/${file}`)
      expect(await lying()).toEqual([])
      expect(status, `${n}: moved ${moved.status}`).toBe(moved.status === 200 ? 404 : 200)
    }
  })
})

/** As many refused ones beside a file, which need no contents. */
async function copied(file: string, count: number) {
  const ids = Array.from({ length: count }, () => newId())
  const of = [parseId('file', file), ids]
  await world.owner(
    `insert into files (portal_id, id, holder_kind, holder_id, sealed_name, added_by, added_at)
     select portal_id, unnest($2::uuid[]), holder_kind, holder_id, sealed_name, added_by, added_at
     from files where id = $1`,
    of,
  )
  await world.owner(
    `insert into file_versions (portal_id, file_id, number, bytes, state, state_at, added_by, added_at)
     select portal_id, unnest($2::uuid[]), 1, 0, 'refused', now(), added_by, now() from files where id = $1`,
    of,
  )
}

describe('a page of a folder', () => {
  it('tells of more files than fit, and goes on', async () => {
    const letters = await added('Letters')
    await copied(await aFile(), 51)
    await world.owner('update files set folder_id = $1 where holder_id = $2', [
      parseId('folder', letters),
      parseId('case', matter),
    ])
    const first = await office.text(`/folders/${letters}`)
    const on = (page: string) => new Set(page.match(/\/files\/fil_\w+/g)).size
    expect(on(first)).toBe(50)
    const next = /href="(\/folders\/[^"]*before=[^"]*)"/.exec(first)![1]!
    expect(on(await office.text(next.replaceAll('&amp;', '&')))).toBe(2)
    await world.owner('update files set folder_id = null where holder_id = $1', [
      parseId('case', matter),
    ])
    const panel = await office.text(`/cases/${matter}`)
    const all = /href="(\/folders\?[^"]*before=[^"]*)"/.exec(panel)![1]!
    expect(on(await office.text(all.replaceAll('&amp;', '&')))).toBe(2)
  })

  it('refuses a folder with what was typed, where it was to lie', async () => {
    const letters = await added('Letters')
    await added('Court', letters)
    const body = new URLSearchParams({ about: matter, parent: letters, name: 'court' })
    const answer = await office.browser.send('/folders', { method: 'POST', body })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('There is a folder of this name here already.')
    expect(page).toContain('value="court"')
    expect(page).toContain(`value="${letters}"`)
  })
})

describe('two cards that are merged', () => {
  it('have their folders in one: those that are called alike are one, with what was in both', async () => {
    const contact = async (name: string) =>
      show('person', parseId('person', (await office.act(createContact, { name })).person)!)
    const [kept, other] = [await contact('Eva Paz'), await contact('Eva Paz')]
    const here = await added('Letters', undefined, kept)
    await added('Court', here, kept)
    const there = await added('LETTERS', undefined, other)
    const court = await added('Court', there, other)
    const medical = await added('Medical', there, other)
    const deep = await added('Images', medical, other)
    const file = await addedFile(office, other, someBytes(10))
    await place(file, court)
    await office.act(mergeContacts, { person: kept, other })
    const folders = await lying(kept)
    expect(folders.map(({ name }) => name).toSorted()).toEqual([
      'Court',
      'Images',
      'Letters',
      'Medical',
    ])
    expect((await shown(medical)).parent).toBe(here)
    expect((await shown(deep)).parent).toBe(medical)
    expect((await shown(here)).files).toBe(1)
    expect((await shown(there)).code).toBe('not_found')
  })
})
