import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { routeHandlers } from '../../src/features.ts'
import { ALLOWED } from '../../src/identity/limits/entrance.ts'
import type { Problem } from '../../src/kit/http/problem.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import { aPerson, aPortal, Browser, PASSWORD, theConsole } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
let portal: { id: string; host: string }
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  portal = await aPortal(world)
  await aPerson(world, portal.id)
  return () => world.close()
})

const KB = 1024
const URLENCODED = 'application/x-www-form-urlencoded'
const BOUNDARY = `----${'b'.repeat(32)}`
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

const parts = (names: readonly string[]) =>
  names
    .map((name) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\nx\r\n`)
    .join('') + `--${BOUNDARY}--\r\n`

const names = (many: number) => Array.from({ length: many }, (_, at) => `name${at}`)

const stranger = () => new Browser(app, portal)
const send = (path: string, type: string, body: string | ReadableStream<Uint8Array>) =>
  stranger().send(path, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    duplex: 'half',
  } as RequestInit)
const problemIn = async (response: Response) => (await response.json()) as Problem

describe('what somebody who has not signed in sends', () => {
  it('is 16 KB at most, which the refusal says', async () => {
    const much = `email=${'a'.repeat(16 * KB)}&password=x`
    for (const path of ['/sign-in', '/reset', '/registration', '/registration/code']) {
      const refused = await send(path, URLENCODED, much)
      expect(refused.status, path).toBe(413)
      expect(await refused.text(), path).toContain('At most 16 KB are taken here.')
    }
    const body = JSON.stringify({ email: 'a'.repeat(16 * KB), password: 'x' })
    const refused = await send('/api/v1/session', 'application/json', body)
    expect(refused.status).toBe(413)
    expect(await problemIn(refused)).toMatchObject({
      code: 'too_large',
      errors: [{ field: 'body', detail: 'That is too large. At most 16 KB are taken here.' }],
    })
  })

  it.each([
    ['a form', '/sign-in', URLENCODED],
    ['a form in parts', '/sign-in', MULTIPART],
    ['JSON', '/api/v1/session', 'application/json'],
  ])('is read no further than that where its length is not said: %s', async (_, path, type) => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += KB
        controller.enqueue(Buffer.alloc(KB, 'a'))
      },
    })
    expect((await send(path, type, endless)).status).toBe(413)
    expect(sent).toBeLessThanOrEqual(20 * KB)
  })

  it.each([
    ['without names', '/sign-in', URLENCODED, 'a&'.repeat(200)],
    ['with names', '/sign-in', URLENCODED, names(201).join('&')],
    [
      'as keys of JSON',
      '/api/v1/session',
      'application/json',
      JSON.stringify(Object.fromEntries(names(201).map((name) => [name, 1]))),
    ],
    [
      'as elements of JSON',
      '/api/v1/session',
      'application/json',
      `{"email":[${'[],'.repeat(200)}[]]}`,
    ],
  ])('has at most 200 fields: %s', async (_, path, type, body) => {
    const refused = await send(path, type, body)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('At most 200 fields and values are taken here.')
  })

  it('has at most 200 parameters in its address', async () => {
    for (const path of ['/sign-in', '/api/v1/openapi.json']) {
      expect((await stranger().get(`${path}?${'a&'.repeat(199)}`)).status, path).toBe(200)
      const refused = await stranger().get(`${path}?${'a&'.repeat(200)}`)
      expect(refused.status, path).toBe(422)
      expect(await refused.text(), path).toContain('At most 200 fields')
    }
  })

  it('nests no deeper than 20 levels, whatever its strings hold', async () => {
    const deep = `{"email":${'['.repeat(20)}${']'.repeat(20)}}`
    const refused = await send('/api/v1/session', 'application/json', deep)
    expect(await problemIn(refused)).toMatchObject({ status: 422, code: 'too_deep' })
    const flat = JSON.stringify({ email: `"\\${'[{,'.repeat(300)}`, password: 'x' })
    const read = await send('/api/v1/session', 'application/json', flat)
    expect(await problemIn(read)).toMatchObject({ code: 'invalid' })
  })

  it('is JSON in UTF-8, or refused', async () => {
    const latin = Buffer.from('{"email":"jos\xe9@example.com"}', 'latin1')
    const refused = await stranger().send('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: latin,
    })
    expect(await problemIn(refused)).toMatchObject({ status: 400, code: 'malformed' })
  })

  it('is told of at most 50 wrong fields, and how many more there are', async () => {
    for (const body of [names(120).join('&'), parts(names(120))]) {
      const type = body.startsWith('--') ? MULTIPART : URLENCODED
      const page = await (await send('/sign-in', type, body)).text()
      expect(page.match(/<code>name\d+<\/code>/g)).toHaveLength(50)
      expect(page).toContain('There is more that is not right: 70.')
    }
    const body = JSON.stringify(Object.fromEntries(names(120).map((name) => [name, 1])))
    const told = await problemIn(await send('/api/v1/password-meter', 'application/json', body))
    expect(told.errors).toHaveLength(50)
    // The password, which is missing, is one of them.
    expect(told.more).toBe(71)
  })

  it('is told of the beginning of a name that no field could have', async () => {
    const name = `fields.${'x'.repeat(8000)}`
    const page = await (await send('/sign-in', URLENCODED, name)).text()
    expect(page).toContain(`<code>${name.slice(0, 100)}</code>`)
    const told = await problemIn(
      await send('/api/v1/session', 'application/json', JSON.stringify({ [name]: 1 })),
    )
    expect(told.errors!.map(({ field }) => field)).toContain(name.slice(0, 100))
  })

  it('is counted against its network where it cannot be meant, and keeps nobody out', async () => {
    const one = stranger()
    const bad = () => one.post('/sign-in', { nonsense: 'x' })
    const badJson = () => one.json('POST', '/api/v1/session', { nonsense: 'x' })
    expect((await bad()).status).toBe(422)
    expect((await badJson()).status).toBe(422)
    await world.owner(
      `update limits set spent = $1, granted = 0 where name = 'bad_input network'`,
      [ALLOWED.bad_input.network],
    )
    for (const refused of [await bad(), await badJson()]) {
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    // Others behind the same address get in, and on.
    const other = stranger()
    other.address = one.address
    await other.signIn({ email: 'ada@example.com' })
    expect((await stranger().post('/sign-in', { nonsense: 'x' })).status).toBe(422)
  })
})

describe('what somebody who has signed in sends', () => {
  it('is 256 KB at most, and more where its page says so', async () => {
    const ada = await stranger().signIn({ email: 'ada@example.com' }, PASSWORD)
    const long = 'a'.repeat(200 * KB)
    const threads = (body: string) =>
      ada.json('POST', '/api/v1/threads', { subject: 'x', to: [], body })
    expect(await problemIn(await threads(long))).toMatchObject({ code: 'invalid' })
    const refused = await problemIn(await threads(long + long))
    expect(refused.detail).toBe('That is too large. At most 256 KB are taken here.')
    const csv = new FormData()
    csv.set('csv', new File(['name\n', `${'a'.repeat(1000)}\n`.repeat(600)], 'people.csv'))
    const upload = await ada.send('/imports', { method: 'POST', body: csv })
    expect(upload.status).not.toBe(413)
  })

  it('is four megabytes at a time, of which others keep theirs', async () => {
    const ada = await stranger().signIn({ email: 'ada@example.com' }, PASSWORD)
    const begun: ReadableStreamDefaultController[] = []
    const upload = (browser: Browser) =>
      browser.send('/imports', {
        method: 'POST',
        headers: { 'content-type': MULTIPART },
        // Asked for its second piece, its first megabyte has been read.
        body: new ReadableStream(
          {
            start: (one) => one.enqueue(new Uint8Array(1_000_000)),
            pull: (one) => void begun.push(one),
          },
          { highWaterMark: 0 },
        ),
        duplex: 'half',
      } as RequestInit)
    const held = Array.from({ length: 4 }, () => upload(ada))
    await vi.waitFor(() => expect(begun).toHaveLength(4), 30_000)
    expect((await upload(ada)).status).toBe(503)
    const short = await ada.send('/messages', {
      method: 'POST',
      headers: { 'content-type': URLENCODED, 'content-length': '8' },
      body: 'subject=',
    })
    expect(short.status).toBe(422)
    const bob = await aPerson(world, portal.id, { name: 'Bob' })
    held.push(upload(await stranger().signIn(bob)))
    await vi.waitFor(() => expect(begun).toHaveLength(5), 30_000)
    for (const one of begun) one.close()
    for (const answer of await Promise.all(held)) expect(answer.status).toBe(400)
    begun.length = 0
    const again = upload(ada)
    await vi.waitFor(() => expect(begun).toHaveLength(1), 30_000)
    begun[0]!.close()
    expect((await again).status).toBe(400)
  })

  it('has 200 values at most, and more where an endpoint takes a list', async () => {
    const ada = await stranger().signIn({ email: 'ada@example.com' }, PASSWORD)
    const many = Array.from({ length: 900 }, () => 'x')
    const thread = await ada.json('POST', '/api/v1/threads', { subject: 'x', body: 'x', to: many })
    expect(await problemIn(thread)).toMatchObject({ status: 422, code: 'too_many_fields' })
    const inParts = await ada.send('/messages', {
      method: 'POST',
      headers: { 'content-type': MULTIPART },
      body: parts(names(201)),
    })
    expect(inParts.status).toBe(422)
    expect(await inParts.text()).toContain('At most 200 fields')
    const preview = await ada.json('POST', '/api/v1/mass-invitations/preview', { people: many })
    const told = await problemIn(preview)
    expect(told).toMatchObject({ status: 422, code: 'invalid', more: 850 })
    expect(told.errors).toHaveLength(50)
  })
})

describe('the API’s document and reference', () => {
  it.each(['/api/v1/openapi.json', '/api/docs'])(
    '%s is sent as it was made once, packed and with an ETag',
    async (path) => {
      const visitor = new Browser(app, theConsole)
      const plain = await visitor.get(path)
      expect(plain.status).toBe(200)
      const etag = plain.headers.get('etag')!
      expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
      const text = await plain.text()
      const packed = await visitor.send(path, { headers: { 'accept-encoding': 'br, gzip' } })
      expect(packed.headers.get('content-encoding')).toBe('gzip')
      expect(packed.headers.get('etag')).toBe(etag)
      expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(text)
      const again = await visitor.send(path, { headers: { 'if-none-match': `"x", ${etag}` } })
      expect(again.status).toBe(304)
      expect(again.headers.get('etag')).toBe(etag)
      expect(await again.text()).toBe('')
    },
  )

  it('is read in Spanish by who chose that', async () => {
    const visitor = new Browser(app, theConsole)
    const etag = (await visitor.get('/api/docs')).headers.get('etag')!
    visitor.cookies.set('language', 'es')
    const spanish = await visitor.send('/api/docs', { headers: { 'if-none-match': etag } })
    expect(spanish.status).toBe(200)
    expect(await spanish.text()).toContain('Referencia de la API')
  })
})

describe('a body of another kind than is taken', () => {
  const PLAIN = 'email=a%40b.example&password=x'
  it.each([
    ['JSON to a form', '/sign-in', 'application/json', '{"email":"a@b.example"}'],
    ['text to a form', '/sign-in', 'text/plain', PLAIN],
    ['a type that only begins like a form’s', '/sign-in', `${URLENCODED}-too`, PLAIN],
    ['a form to the API', '/api/v1/session', URLENCODED, PLAIN],
    ['a form in parts to the API', '/api/v1/session', MULTIPART, parts(['email'])],
    ['JSON as text to the API', '/api/v1/session', 'text/plain', '{"email":"a@b.example"}'],
  ])('is told what would be right: %s', async (_, path, type, body) => {
    const refused = await send(path, type, body)
    expect(refused.status).toBe(415)
    expect(await refused.text()).toContain(
      path === '/sign-in'
        ? 'Send it as application/x-www-form-urlencoded or multipart/form-data.'
        : 'Send it with Content-Type: application/json.',
    )
  })

  it.each([
    ['a form', '/sign-in', URLENCODED, PLAIN],
    ['a form in parts', '/sign-in', MULTIPART, parts(['email'])],
    ['JSON', '/api/v1/session', 'application/json', '{"email":"a@b.example","password":"x"}'],
  ])('is told to come unpacked: %s', async (_, path, type, body) => {
    const headers = { 'content-type': type, 'content-encoding': 'gzip' }
    const refused = await stranger().send(path, { method: 'POST', headers, body: gzipSync(body) })
    expect(refused.status).toBe(415)
    expect(await refused.text()).toContain('Send it as it is, without Content-Encoding.')
  })

  it('is refused by every page and endpoint that takes a body', async () => {
    const ada = await new Browser(app, portal).signIn({ email: 'ada@example.com' })
    const operator = await aPerson(world, CONSOLE, {
      kind: 'operator',
      email: 'operator@example.com',
    })
    const inConsole = await new Browser(app, theConsole).signIn(operator)
    const told: Record<string, number> = {}
    for (const { route, method, endpoint } of routeHandlers) {
      if (endpoint ? !endpoint.body : method !== 'POST') continue
      const browser = route.place === 'console' ? inConsole : ada
      const path = route.pattern.replaceAll(/:\w+(\{.*?\})?/g, 'x')
      const headers = { 'content-type': 'text/csv' }
      const { status } = await browser.send(path, { method, headers, body: 'a' })
      told[`${method} ${path}`] = status
    }
    expect(Object.entries(told).filter(([, status]) => status !== 415)).toEqual([])
  })

  it('may say that it is JSON or a form in other words', async () => {
    const json = '{"email":"a@b.example","password":"x"}'
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/merge-patch+json',
    ])
      expect((await problemIn(await send('/api/v1/session', type, json))).code, type).not.toBe(
        'not_json',
      )
    expect((await send('/sign-in', `${URLENCODED};charset=UTF-8`, PLAIN)).status).not.toBe(415)
  })
})
