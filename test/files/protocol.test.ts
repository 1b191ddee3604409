import { request, type ClientRequest } from 'node:http'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, type World } from '../world.ts'
import { served, someBytes } from './files-world.ts'

/** Of one person. */
const AT_ONCE = 8

let world: World
let office: Office
let n = 0

beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  office = await anOffice(world, `protocol-${n++}`)
})

const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64')

const begin = (headers: Record<string, string> = {}) =>
  office.browser.send('/api/v1/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '100',
      'upload-metadata': `filename ${base64('photo.jpg')}`,
      ...headers,
    },
  })

const goOn = (path: string, headers: Record<string, string> = {}) =>
  office.browser.send(path, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    body: new Uint8Array(someBytes(100)),
  })

const uploads = async () => {
  const [row] = await world.owner<{ n: number }>(
    'select count(*)::int as n from file_uploads where portal_id = $1',
    [office.portal.id],
  )
  return row!.n
}

describe('a client of the protocol', () => {
  it('is told before it sends anything what is spoken here, and how large a file may be', async () => {
    await world.owner('update portals set largest_file_mb = 7 where id = $1', [office.portal.id])
    for (const path of ['/api/v1/uploads', '/api/v1/uploads/upl_01']) {
      const answer = await office.browser.send(path, { method: 'OPTIONS' })
      expect(answer.status).toBe(204)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'tus-resumable': '1.0.0',
        'tus-version': '1.0.0',
        'tus-extension': 'creation,expiration,termination',
        'tus-max-size': '7000000',
      })
    }
  })

  it.each([
    [{ 'upload-length': 'many' }, 400, 'Upload-Length', 'how many bytes the file has'],
    [{ 'upload-length': '-1' }, 400, 'Upload-Length', 'how many bytes the file has'],
    [{ 'upload-metadata': '' }, 400, 'Upload-Metadata', 'what the file is called'],
    [{ 'upload-metadata': 'filename ***' }, 400, 'Upload-Metadata', 'what the file is called'],
    [{ 'upload-metadata': 'filename YQ==,filename Yg==' }, 422, 'Upload-Metadata', 'once'],
    [{ 'upload-metadata': `filename ${base64('...')}` }, 422, 'Upload-Metadata', 'is called'],
    [
      { 'upload-metadata': `filename ${base64('x'.repeat(4097))}` },
      ...[422, 'Upload-Metadata', 'at most 4,096 characters'],
    ],
    [
      { 'upload-metadata': `filename ${base64(Buffer.from([0x66, 0xff, 0x66]))}` },
      ...[422, 'Upload-Metadata', 'One of the characters did not arrive whole.'],
    ],
    [{ 'upload-length': '9000000000000' }, 413, 'Upload-Length', 'This file is too large.'],
    [{ 'upload-concat': 'partial' }, 400, 'Upload-Concat', 'Send the whole file as one'],
    [{ 'tus-resumable': '0.2.2' }, 412, 'Tus-Resumable', 'Send `Tus-Resumable: 1.0.0`'],
  ] as [Record<string, string>, number, string, string][])(
    'that says %j is told what would be right',
    async (headers, status, field, said) => {
      const answer = await begin(headers)
      const { errors } = (await answer.json()) as { errors: { field: string; detail: string }[] }
      expect([answer.status, errors[0]!.field]).toEqual([status, field])
      expect(errors[0]!.detail).toContain(said)
      expect(await uploads()).toBe(0)
    },
  )

  it('of another version is refused whatever it asks, with the one that is spoken', async () => {
    const path = (await begin()).headers.get('location')!
    for (const answer of [
      await goOn(path, { 'tus-resumable': '2.0.0' }),
      ...(await Promise.all(
        ['HEAD', 'DELETE'].map((method) =>
          office.browser.send(path, { method, headers: { 'tus-resumable': '2.0.0' } }),
        ),
      )),
    ])
      expect([answer.status, answer.headers.get('tus-version')]).toEqual([412, '1.0.0'])
    expect(await uploads()).toBe(1)
  })

  it('sends bytes as they are, from a place that it names', async () => {
    const path = (await begin()).headers.get('location')!
    for (const [headers, status, field] of [
      [{ 'content-encoding': 'gzip' }, 415, 'body'],
      [{ 'content-type': 'image/jpeg' }, 415, 'Content-Type'],
      [{ 'upload-offset': 'x' }, 400, 'Upload-Offset'],
    ] as const) {
      const answer = await goOn(path, headers)
      const { errors } = (await answer.json()) as { errors: { field: string }[] }
      expect([answer.status, errors[0]!.field]).toEqual([status, field])
    }
    expect((await goOn(path)).status).toBe(204)
  })
})

describe('of files that are sent at once', () => {
  /** Sends some of a file, and then nothing more. */
  function stall(origin: string, path: string): ClientRequest {
    const cookie = [...office.browser.cookies].map((pair) => pair.join('=')).join('; ')
    const stalled = request(`${origin}${path}`, {
      method: 'PATCH',
      headers: {
        ...{ cookie, host: new URL(office.browser.origin).host, 'upload-offset': '0' },
        ...{ 'content-type': 'application/offset+octet-stream', 'content-length': '100' },
      },
    })
    stalled.on('error', () => undefined)
    stalled.write('some')
    return stalled
  }

  it('one that does not get on gives up its place as soon as it is withdrawn', async () => {
    const { origin } = await served(office)
    const path = async () => (await begin()).headers.get('location')!
    const paths = await Promise.all(Array.from({ length: AT_ONCE }, path))
    const stalled = paths.map((one) => stall(origin, one))
    // All of them are being written once no more are taken; what was taken before that is begun.
    let another = ''
    await expect
      .poll(async () => {
        another = await path()
        return (await goOn(another)).status
      })
      .toBe(429)
    const ended = new Promise<void>((resolve) => stalled[0]!.on('close', resolve))
    expect((await office.browser.send(paths[0]!, { method: 'DELETE' })).status).toBe(204)
    // Its place is free once what wrote to it has ended, a moment after the answer.
    await expect.poll(async () => (await goOn(another)).status).toBe(204)
    await ended
    for (const one of stalled) one.destroy()
  })
})

describe('a file that comes in a form', () => {
  let matter: string
  beforeEach(async () => {
    matter = show('case', (await office.act(openCase, { title: 'Soto v Roe' })).case)
  })

  const send = (disposition: Buffer | string, more: Record<string, string> = {}, about = matter) =>
    office.browser.send('/files', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', ...more },
      body: new Uint8Array(
        Buffer.concat([
          Buffer.from('--x\r\ncontent-disposition: form-data; name="about"\r\n\r\n'),
          Buffer.from(
            `${about}\r\n--x\r\ncontent-disposition: form-data; name="uploads"; `,
            'latin1',
          ),
          Buffer.from(disposition),
          Buffer.from('\r\n\r\nwhat is in it\r\n--x--\r\n'),
        ]),
      ),
    })

  it.each([
    ['as Chrome writes it', 'filename="the %22old%22 deed.pdf"', 'the "old" deed.pdf'],
    ['as it is', 'filename="año 100%.pdf"', 'año 100%.pdf'],
    ['as mails do', "filename*=UTF-8''a%C3%B1o%20%22x%22.pdf", 'año "x".pdf'],
    ['in both ways', `filename="ano.pdf"; filename*=utf-8'es'a%C3%B1o.pdf`, 'año.pdf'],
    ['in both ways, the other first', `filename*=utf-8''a%C3%B1o.pdf; filename=ano.pdf`, 'año.pdf'],
    ['over several lines', "filename*=UTF-8''a%0D%0Ab.pdf", 'ab.pdf'],
  ])('is called what its owner calls it, said %s', async (_, disposition, name) => {
    expect((await send(disposition)).status).toBe(303)
    const { body } = await office.api<{ files: { name: string }[] }>('GET', `files?about=${matter}`)
    expect(body.files.map((file) => file.name)).toEqual([name])
  })

  it.each([
    ['its name', Buffer.from('filename="a\xff.pdf"', 'latin1'), undefined, 'uploads'],
    ['its name as mails do', "filename*=UTF-8''a%FF.pdf", undefined, 'uploads'],
    ['another field', 'filename="a.pdf"', 'cas_\xff', 'about'],
  ] as const)(
    'is refused where %s is not UTF-8, and nothing is kept',
    async (_, said, about, field) => {
      const answer = await send(said, {}, about)
      const text = textOf(await answer.text())
      expect([answer.status, text]).toEqual([422, expect.stringContaining('did not arrive whole')])
      expect(text).toContain(field)
      await expect.poll(uploads).toBe(0)
    },
  )

  it('is refused by a name that is not UTF-8 also where it is held in memory', async () => {
    const answer = await office.browser.send('/imports', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: new Uint8Array(
        Buffer.from(
          '--x\r\ncontent-disposition: form-data; name="csv"; filename="a\xff.csv"\r\n\r\nName\r\n--x--\r\n',
          'latin1',
        ),
      ),
    })
    expect(answer.status).toBe(422)
    expect(textOf(await answer.text())).toContain('One of the characters did not arrive whole.')
  })

  it('is not taken packed', async () => {
    const answer = await send('filename="a.pdf"', { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(415)
    expect(textOf(await answer.text())).toContain('without Content-Encoding')
  })
})
