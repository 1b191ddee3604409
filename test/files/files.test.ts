import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Upload } from 'tus-js-client'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'
import { cutOff, sendFile, served, someBytes } from './files-world.ts'

let world: World
let office: Office
let matter: string
let carla: Someone
let client: Browser

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  client = await new Browser(office.app, office.portal).signIn(carla)
  return () => world.close()
})
beforeEach(async () => {
  const opened = await office.act(openCase, { number: `N-${Math.random()}`, title: 'Soto v Roe' })
  matter = show('case', opened.case)
})

interface Shown {
  id: string
  name: string
  state: string
  type: string
  bytes: number
  number: number
  version: number
}

const tus = { 'tus-resumable': '1.0.0' }
const begin = (bytes: number, name = 'photo.jpg', by = office.browser) =>
  by.send('/api/v1/uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  })
const goOn = (path: string, offset: number, body: Buffer, by = office.browser) =>
  by.send(path, {
    method: 'PATCH',
    headers: {
      ...tus,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(body),
  })
const offsetOf = async (path: string, by = office.browser) =>
  Number((await by.send(path, { method: 'HEAD', headers: tus })).headers.get('upload-offset'))

const sent = (bytes: Buffer, name = 'photo.jpg', by = office.browser) => sendFile(by, bytes, name)

/** Adds a file to the case, looked at. */
async function added(bytes: Buffer, name?: string): Promise<Shown> {
  const upload = await sent(bytes, name)
  const { body } = await office.api<Shown>('POST', 'files', { about: matter, upload })
  await world.drain()
  return (await office.api<Shown>('GET', `files/${body.id}`)).body
}

const contentOf = (id: string, headers: Record<string, string> = {}, by = office.browser) =>
  by.send(`/api/v1/files/${id}/content`, { headers })

/** Everything that lies in the folder of files. */
async function stored(): Promise<string[]> {
  const entries = await readdir(join(world.data, 'files'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}

const lastWrite = async () => {
  const files = await Promise.all((await stored()).map((path) => stat(path)))
  return Math.max(0, ...files.map(({ mtimeMs }) => mtimeMs))
}

describe('a file that is sent', () => {
  it('goes on behind its last whole chunk after any cut, and arrives as it was', async () => {
    const { origin } = await served(office)
    const bytes = someBytes(1_000_003)
    const path = (await begin(bytes.length)).headers.get('location')!
    let cuts = 0
    for (let at = 0; at < bytes.length; at = await offsetOf(path)) {
      expect(at % 65_536).toBe(0)
      const rest = bytes.subarray(at, at + 260_001)
      if (at + rest.length === bytes.length) expect((await goOn(path, at, rest)).status).toBe(204)
      // In the middle of a chunk.
      else {
        cuts++
        const before = await lastWrite()
        const isWritten = async () => {
          await expect.poll(lastWrite).toBeGreaterThan(before)
        }
        await cutOff(office, `${origin}${path}`, { offset: at, piece: rest, isWritten })
        // Until the server has noticed.
        await expect.poll(() => offsetOf(path)).toBeGreaterThan(at)
      }
    }
    expect(cuts).toBeGreaterThan(2)
    const upload = path.split('/').at(-1)!
    const { body } = await office.api<Shown>('POST', 'files', { about: matter, upload })
    await world.drain()
    const answer = await contentOf(body.id)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('is refused at a wrong place, and beyond its length, and keeps what it has', async () => {
    const path = (await begin(100_000)).headers.get('location')!
    expect((await goOn(path, 0, someBytes(70_000))).status).toBe(204)
    expect((await goOn(path, 0, someBytes(10))).status).toBe(409)
    expect((await goOn(path, 65_536, someBytes(40_000))).status).toBe(413)
    expect(await offsetOf(path)).toBe(65_536)
    expect((await goOn(path, 65_536, someBytes(100_000).subarray(65_536))).status).toBe(204)
    expect(await offsetOf(path)).toBe(100_000)
  })

  it('in pieces of which none is a whole chunk is told so, rather than to go on for ever', async () => {
    const path = (await begin(100_000)).headers.get('location')!
    const answer = await goOn(path, 0, someBytes(50_000))
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      422,
      'piece_too_small',
    ])
    expect((await goOn(path, 0, someBytes(70_000))).status).toBe(204)
    // What is left may be as little as it is.
    expect((await goOn(path, 65_536, someBytes(100_000).subarray(65_536))).status).toBe(204)
    expect(await offsetOf(path)).toBe(100_000)
  })

  it('belongs to whoever sends it: nobody else finds it', async () => {
    const path = (await begin(10)).headers.get('location')!
    expect((await client.send(path)).status).toBe(404)
    expect((await goOn(path, 0, someBytes(10), client)).status).toBe(404)
    expect((await client.send(path, { method: 'DELETE' })).status).toBe(404)
    expect(await offsetOf(path)).toBe(0)
  })

  it('is added once, of twenty who claim it at once, and only when it is whole', async () => {
    const half = (await begin(10)).headers.get('location')!.split('/').at(-1)!
    expect((await office.api('POST', 'files', { about: matter, upload: half })).status).toBe(409)
    const upload = await sent(someBytes(10))
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => office.api('POST', 'files', { about: matter, upload })),
    )
    const answers = claims.map(({ status }) => status)
    expect(answers.filter((status) => status === 201)).toHaveLength(1)
    expect(answers.filter((status) => status === 422)).toHaveLength(19)
  })

  it('is sent by a client of the protocol that is not ours', async () => {
    const { origin } = await served(office)
    const cookie = [...office.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const bytes = someBytes(700_000)
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: `${origin}/api/v1/uploads`,
        chunkSize: 200_000,
        headers: { cookie, host: new URL(office.browser.origin).host },
        metadata: { filename: 'Gutachten “final”.pdf' },
        onSuccess: () => resolve(upload.url!),
        onError: reject,
      })
      upload.start()
    })
    const { body } = await office.api<{ name: string; arrived: boolean }>(
      'GET',
      `uploads/${url.split('/').at(-1)}`,
    )
    expect(body).toMatchObject({ name: 'Gutachten “final”.pdf', arrived: true, held: 700_000 })
  })

  it('comes with a form where there is no JavaScript', async () => {
    const form = new FormData()
    form.set('about', matter)
    form.append('uploads', new File([new Uint8Array(someBytes(300_000))], 'C:\\fakepath\\deed.pdf'))
    form.append('uploads', new File([''], 'empty.txt'))
    const answer = await office.browser.send('/files', { method: 'POST', body: form })
    expect(answer.status).toBe(303)
    await world.drain()
    const { files } = (await office.api<{ files: Shown[] }>('GET', `files?about=${matter}`)).body
    expect(files.map(({ name, bytes, state }) => [name, bytes, state])).toEqual([
      ['empty.txt', 0, 'ready'],
      ['deed.pdf', 300_000, 'ready'],
    ])
    const [, deed] = files
    const got = Buffer.from(await (await contentOf(deed!.id)).arrayBuffer())
    expect(got.equals(someBytes(300_000))).toBe(true)
  })

  it('leaves nothing when it is withdrawn, or its file removed', async () => {
    const before = (await stored()).length
    const upload = await sent(someBytes(100))
    const file = await added(someBytes(200_000))
    expect((await stored()).length).toBe(before + 2)
    await office.api('DELETE', `uploads/${upload}`)
    expect((await office.api('DELETE', `files/${file.id}`)).status).toBe(204)
    await world.drain()
    expect((await stored()).length).toBe(before)
    expect((await contentOf(file.id)).status).toBe(404)
  })
})

describe('what a file is called', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\scan.pdf', 'scan.pdf'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    [`${'x'.repeat(4000)}.jpeg`, `${'x'.repeat(195)}.jpeg`],
  ])('%j is %j here', async (typed, name) => {
    expect((await added(someBytes(4), typed)).name).toBe(name)
  })

  it('is something: of dots and nothing it is refused at its field', async () => {
    for (const name of ['', '..', '/', '\u202E']) {
      const { status, body } = await office.api<{ errors: { field: string }[] }>(
        'POST',
        'uploads',
        {
          name,
          bytes: 1,
        },
      )
      expect([status, body.errors[0]?.field]).toEqual([422, 'name'])
    }
  })

  it('and what is in it lie nowhere in clear', async () => {
    const canary = Buffer.from('CANARY-words-of-a-client'.repeat(10))
    const file = await added(canary, 'canary-name.txt')
    for (const path of await stored())
      expect((await readFile(path)).includes('CANARY'), path).toBe(false)
    const rows = await world.owner<{ row: string }>(
      'select files::text as row from files union all select file_uploads::text from file_uploads union all select audit_lines::text from audit_lines',
    )
    expect(rows.filter(({ row }) => row.includes('canary-name'))).toEqual([])
    expect(await (await contentOf(file.id)).text()).toBe(canary.toString())
  })
})

describe('a file that is taken', () => {
  it('comes from the middle, by ranges, and tells where there is none', async () => {
    const bytes = someBytes(200_000)
    const { id } = await added(bytes)
    for (const [range, from, to] of [
      ['bytes=0-9', 0, 10],
      ['bytes=65530-65545', 65_530, 65_546],
      ['bytes=131071-', 131_071, 200_000],
      ['bytes=-7', 199_993, 200_000],
      ['bytes=199999-999999', 199_999, 200_000],
    ] as const) {
      const answer = await contentOf(id, { range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([
        206,
        `bytes ${from}-${to - 1}/200000`,
      ])
      const got = Buffer.from(await answer.arrayBuffer())
      expect(got.equals(bytes.subarray(from, to)), range).toBe(true)
    }
    expect((await contentOf(id, { range: 'bytes=200000-' })).status).toBe(416)
    for (const none of ['bytes=5-4', 'bytes=0-1,5-6'])
      expect((await contentOf(id, { range: none })).status, none).toBe(200)
    const other = await contentOf(id, { range: 'bytes=0-9', 'if-range': '"another"' })
    expect(other.status).toBe(200)
  })

  it('is not given again to whoever has it, nor a version to whoever wants another', async () => {
    const { id } = await added(someBytes(10))
    const etag = (await contentOf(id)).headers.get('etag')!
    const none = await contentOf(id, { 'if-none-match': `"x", W/${etag}` })
    expect([none.status, none.headers.get('etag'), await none.text()]).toEqual([304, etag, ''])
    expect((await contentOf(id, { 'if-match': etag })).status).toBe(200)
    expect((await contentOf(id, { 'if-range': etag, range: 'bytes=0-0' })).status).toBe(206)
    const upload = await sent(someBytes(11))
    await office.api('POST', `files/${id}/versions`, { upload })
    await world.drain()
    expect((await contentOf(id, { 'if-match': etag })).status).toBe(412)
    expect((await contentOf(id, { 'if-none-match': etag })).status).toBe(200)
    expect((await contentOf(id, { 'if-range': etag, range: 'bytes=0-0' })).status).toBe(200)
    // Earlier versions have tags of their own, and stay what they were.
    const first = await office.browser.send(`/files/${id}/content?number=1`)
    expect(first.headers.get('etag')).toBe(etag)
  })

  it('is told of by its headers alone as it would be given', async () => {
    const { id } = await added(someBytes(10))
    const of = async (method: string) => {
      const { status, headers } = await office.browser.send(`/files/${id}/content`, { method })
      const { 'x-request-id': _, ratelimit: __, ...rest } = Object.fromEntries(headers)
      return { status, rest }
    }
    expect(await of('HEAD')).toEqual(await of('GET'))
  })

  it('runs in no browser, and carries its name', async () => {
    const { id, type } = await added(Buffer.from('<script>alert(1)</script>'), 'Ñandú "x".html')
    expect(type).toBe('text/plain')
    const { headers } = await contentOf(id)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_and_ _x_.html"; filename*=UTF-8''%C3%91and%C3%BA%20%22x%22.html`,
    )
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('that was altered anywhere, cut off, or put in the place of another does not open', async () => {
    const before = new Set(await stored())
    const one = await added(someBytes(150_000))
    const other = await added(Buffer.from(someBytes(150_000).toReversed()))
    const [first, second] = (await stored()).filter((path) => !before.has(path))
    const whole = await readFile(first!)
    const opens = async () => {
      const results = await Promise.all(
        [one, other].map(async ({ id }) => {
          const answer = await contentOf(id)
          return answer.arrayBuffer().then(
            () => answer.status === 200,
            () => false,
          )
        }),
      )
      return results.filter(Boolean).length
    }
    expect(await opens()).toBe(2)
    for (const at of [0, 15, 70_000, whole.length - 1]) {
      const flipped = Buffer.from(whole)
      flipped[at]! ^= 1
      await writeFile(first!, flipped)
      expect(await opens(), `byte ${at}`).toBe(1)
    }
    await writeFile(first!, await readFile(second!))
    expect(await opens()).toBe(1)
    await writeFile(first!, whole)
    await truncate(first!, 65_564 * 2)
    expect(await opens()).toBe(1)
    await writeFile(first!, whole)
    expect(await opens()).toBe(2)
  })

  it('is written down with who took it', async () => {
    const { id } = await added(someBytes(10))
    await contentOf(id)
    await contentOf(id, { range: 'bytes=5-9' })
    const { downloads } = (
      await office.api<{ downloads: unknown[] }>('GET', `files/${id}/downloads`)
    ).body
    expect(downloads).toMatchObject([{ name: 'Ada Reyes', number: 1 }])
  })

  it.each(['bytes=1-', 'bytes=1-2,0-', 'items=0-', 'bytes=-9', 'bytes=00-'])(
    'is written down where %s is asked for, and once however many parts follow',
    async (range) => {
      const { id } = await added(someBytes(10))
      for (let part = 0; part < 3; part++)
        expect((await contentOf(id, { range: part === 0 ? range : 'bytes=0-0' })).ok).toBe(true)
      expect((await contentOf(id, { range: 'bytes=10-' })).status).toBe(416)
      const { downloads } = (
        await office.api<{ downloads: unknown[] }>('GET', `files/${id}/downloads`)
      ).body
      expect(downloads).toMatchObject([{ name: 'Ada Reyes', number: 1 }])
    },
  )

  it('is there for nobody who is served until it is shared', async () => {
    const { id } = await added(someBytes(10))
    for (const path of [`/api/v1/files/${id}`, `/api/v1/files/${id}/content`, `/files/${id}`])
      expect((await client.send(path)).status, path).toBe(404)
    expect((await client.json('DELETE', `/api/v1/files/${id}`)).status).toBe(403)
  })
})

describe('a file', () => {
  it('has versions: the newest is given out, earlier ones are kept', async () => {
    const { id } = await added(Buffer.from('first'), 'letter.txt')
    const upload = await sent(Buffer.from('second'), 'letter.TXT')
    expect((await office.api('POST', `files/${id}/versions`, { upload })).status).toBe(201)
    await world.drain()
    expect(await (await contentOf(id)).text()).toBe('second')
    expect(await (await office.browser.send(`/api/v1/files/${id}/content?number=1`)).text()).toBe(
      'first',
    )
    expect((await office.api('GET', `files/${id}`)).body).toMatchObject({
      name: 'letter.txt',
      number: 2,
    })
  })

  it('of another kind takes its place under a name that says so, or is a file of its own', async () => {
    const { id } = await added(Buffer.from('%PDF-1.7 first'), 'letter.pdf')
    await world.drain()
    const again = () => sent(Buffer.from('second'), 'letter.txt')
    const refused = await office.api<{ code: string; errors: { field: string }[] }>(
      'POST',
      `files/${id}/versions`,
      { upload: await again() },
    )
    expect([refused.status, refused.body.code]).toEqual([409, 'other_ending'])

    // On the page it is asked about, and what was sent is still there.
    const upload = await again()
    const path = `/files/${id}/versions`
    const asked = await office.browser.post(path, { upload })
    const text = textOf(await asked.text())
    expect(asked.status).toBe(409)
    expect(text).toContain('This replaces a PDF by plain text')
    expect((await office.api('GET', `files/${id}`)).body).toMatchObject({ number: 1 })
    const unnamed = await office.browser.post(path, { upload, stem: ' ' })
    expect([unnamed.status, textOf(await unnamed.text())]).toEqual([
      422,
      expect.stringContaining('What the file is called from now on: Fill this in.'),
    ])
    const replaced = await office.browser.post(path, { upload, stem: 'Letter, typed' })
    expect(replaced.status).toBe(303)
    expect((await office.api('GET', `files/${id}`)).body).toMatchObject({
      number: 2,
      name: 'Letter, typed.txt',
    })
    await world.drain()
    expect(textOf(await office.text(`/files/${id}`))).toContain('This replaces a PDF by plain text')
  })

  it('is one of its own in the place of a version, where both are kept', async () => {
    const { id } = await added(Buffer.from('first'), 'letter.txt')
    const upload = await sent(Buffer.from('second'), 'photo.png')
    const page = await (await office.browser.post(`/files/${id}/versions`, { upload })).text()
    expect(page).toContain(`name="uploads" value="${upload}"`)
    const about = (await office.api<{ about: string }>('GET', `files/${id}`)).body.about
    const kept = await office.browser.post('/files', { about, uploads: [upload] })
    expect(kept.status).toBe(303)
    expect((await office.api('GET', `files/${id}`)).body).toMatchObject({ number: 1 })
  })

  it('keeps its ending on the page where it is renamed, unless that is changed on purpose', async () => {
    const { id } = await added(someBytes(10), 'Deed.pdf')
    const rename = async (fields: Record<string, string>) => {
      const { version } = (await office.api<{ version: number }>('GET', `files/${id}`)).body
      const form = { note: '', version: String(version), ...fields }
      const answer = await office.browser.post(`/files/${id}`, form)
      const { name } = (await office.api<{ name: string }>('GET', `files/${id}`)).body
      return { status: answer.status, name, text: textOf(await answer.text()) }
    }
    expect(await office.text(`/files/${id}`)).toContain('value="Deed"')
    expect(await rename({ name: 'Signed deed' })).toMatchObject({
      status: 303,
      name: 'Signed deed.pdf',
    })
    const asked = await rename({ name: 'Deed.docx' })
    expect(asked).toMatchObject({ status: 409, name: 'Signed deed.pdf' })
    expect(asked.text).toContain('End in .docx from now on: By .pdf devices know what opens it')
    expect(await rename({ name: 'Deed.docx', ending: 'on' })).toMatchObject({
      status: 303,
      name: 'Deed.docx',
    })
    expect(await rename({ name: ' ' })).toMatchObject({ status: 422, name: 'Deed.docx' })
  })

  it('is renamed without a link that breaks, and not over a change that one has not seen', async () => {
    const { id, version } = await added(someBytes(10), 'old.txt')
    const change = { name: 'new.txt', note: 'Signed', version }
    expect((await office.api('PATCH', `files/${id}`, change)).body).toMatchObject({
      id,
      name: 'new.txt',
      note: 'Signed',
    })
    expect((await office.api('PATCH', `files/${id}`, { name: 'x', version })).status).toBe(412)
  })
})

describe('the room that files take', () => {
  it('is counted with each, and given back', async () => {
    const counted = async () => {
      const [row] = await world.owner<{ told: number; are: number }>(
        `select file_bytes as told, (select coalesce(sum(bytes), 0)::bigint from file_contents
           where doomed_at is null) as are from portal_summaries where portal_id = $1`,
        [office.portal.id],
      )
      expect(row!.told).toBe(row!.are)
      return row!.told
    }
    const before = await counted()
    const { id } = await added(someBytes(1234))
    expect(await counted()).toBe(before + 1234)
    await office.api('DELETE', `files/${id}`)
    expect(await counted()).toBe(before)
    expect((await office.api('POST', 'uploads', { name: 'x', bytes: 6e9 })).status).toBe(413)
  })
})
