import { once } from 'node:events'
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, describe, it, onTestFinished, vi } from 'vitest'
import type { Tally } from '../tally.ts'
import { networks } from './address.ts'
import { letTakeItsTime } from './pace.ts'
import { CAPS, guardedServer, type Caps } from './server.ts'

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<unknown>

/** A server with such caps, that does such a thing. @returns its port, and what it logged */
async function serving(caps: Partial<Caps>, listener: Listener, trusted: string[] = []) {
  const note = vi.fn<Tally['note']>()
  const server = guardedServer(listener, {
    proxies: networks(trusted),
    tally: { note } as never,
    always: ['/health'],
    caps: { ...CAPS, ...caps },
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, note, server }
}

const open = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** All that comes until the other side ends. */
async function heard(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (data) => (text += String(data)))
  if (!socket.closed) await once(socket, 'close')
  return text
}

const ask = (port: number, path = '/', headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }>(
    (resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, headers, agent: new Agent() })
      sent.on('error', reject).on('response', (answer) => {
        let text = ''
        answer.on('data', (data) => (text += String(data)))
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, text, headers: answer.headers }),
        )
      })
      sent.end()
    },
  )

const hello: Listener = async (_, outgoing) => outgoing.end('hello')

/** Holds every request until it is let go. */
function holding() {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  let begun = 0
  const listener: Listener = async (_, outgoing) => {
    begun++
    await held
    outgoing.end('hello')
  }
  const hasBegun = (many: number) => vi.waitFor(() => expect(begun).toBe(many), 30_000)
  return { listener, letGo, begun: hasBegun }
}

describe('a connection', () => {
  it.each([
    ['on which nothing is sent', ''],
    ['on which no headers end', 'GET / HTTP/1.1\r\nhost: x\r\n'],
  ])('%s is closed', async (_, sent) => {
    const { port } = await serving({ headersMs: 100 }, hello)
    const socket = await open(port)
    socket.write(sent)
    // A head that was begun is told that it took too long.
    expect(await heard(socket)).toMatch(sent ? /^HTTP\/1\.1 408 / : /^(HTTP\/1\.1 408 |$)/)
  })

  it('on which a body does not end is answered 408 and closed, and its request is over', async () => {
    const over = vi.fn<() => void>()
    // The headers are to be read in time, however slow this machine is at the moment.
    const { port } = await serving({ headersMs: 2000, requestMs: 2500 }, async (incoming) => {
      await Array.fromAsync(incoming).catch(over)
    })
    const socket = await open(port)
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nbegun')
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /)
    await vi.waitFor(() => expect(over).toHaveBeenCalled(), 30_000)
  })

  it('whose body may take its time goes on for as long as bytes come, and ends when none do', async () => {
    const requestMs = 1000
    const { port, note } = await serving({ requestMs }, async (incoming, outgoing) => {
      letTakeItsTime(incoming)
      await Array.fromAsync(incoming).catch(() => undefined)
      outgoing.end('all of it')
    })
    const [slow, silent] = [await open(port), await open(port)]
    const head = 'POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length:'
    const begun = performance.now()
    silent.write(`${head} 1000\r\n\r\nbegun`)
    slow.write(`${head} 12\r\n\r\n`)
    // One byte after the other, for three times as long as a whole request has.
    for (let n = 0; n < 12; n++) {
      await vi.waitUntil(() => performance.now() - begun > (n * requestMs) / 4, { timeout: 30_000 })
      slow.write('x')
    }
    expect(await heard(slow)).toMatch(/^HTTP\/1\.1 200 [^]*all of it$/)
    expect(await heard(silent)).toMatch(/^HTTP\/1\.1 408 /)
    expect(note).toHaveBeenCalledWith('connections closed: the body came too slowly', {
      network: '127.0.0.1',
    })
  })

  it('on which an answer is not read is closed, and said so in the log', async () => {
    const closed = vi.fn<() => void>()
    const { port, note } = await serving({ unreadMs: 100 }, async (_, outgoing) => {
      outgoing.once('close', closed).end(Buffer.alloc(64_000_000))
    })
    const socket = await open(port)
    socket.pause().write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), 30_000)
    expect(note).toHaveBeenCalledWith('connections closed: the answer was not read', {
      network: '127.0.0.1',
    })
  })

  it.each([
    ['of a request', 'content-length: 1000\r\n\r\n'],
    ['in chunks', 'transfer-encoding: chunked\r\n\r\n'],
    ['that was said to follow', 'expect: 100-continue\r\ncontent-length: 1000\r\n\r\n'],
  ])('on which a body comes too slowly is answered 408 and closed: %s', async (_, head) => {
    const over = vi.fn<() => void>()
    const { port, note } = await serving({ bodyMs: 100 }, async (incoming) => {
      await Array.fromAsync(incoming).catch(over)
    })
    const socket = await open(port)
    socket.write(
      `POST / HTTP/1.1\r\nhost: x\r\n${head}${head.includes('chunked') ? '1\r\na\r\n' : 'a'}`,
    )
    expect(await heard(socket)).toMatch(/^(HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 408 /)
    await vi.waitFor(() => expect(over).toHaveBeenCalled())
    expect(note).toHaveBeenCalledWith('connections closed: the body came too slowly', {
      network: '127.0.0.1',
    })
  })

  it('on which a body goes on after its answer is closed', async () => {
    const { port } = await serving({ bodyMs: 100 }, hello)
    const socket = await open(port)
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n')
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 200 [^]*hello$/)
  })

  it('on which more is sent ahead than is taken is closed after 429, with the rest unanswered', async () => {
    const { listener, letGo, begun } = holding()
    const { port, server } = await serving({ requestsAhead: 2 }, listener)
    let made = 0
    server.on('request', () => made++)
    const socket = await open(port)
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(9))
    await begun(2)
    letGo()
    expect((await heard(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 429',
    ])
    // Node makes nothing of the rest, which is not public: see `readNoFurther`.
    expect(made).toBe(3)
  })

  it('that asks for a tunnel is told that there are none, and closed', async () => {
    const { port } = await serving({}, hello)
    const socket = await open(port)
    socket.write('CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n')
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 405 /)
  })

  it('too many takes the place of the one that has been idle longest, and of none that is busy', async () => {
    const { listener, letGo, begun } = holding()
    const { port, note } = await serving({ connectionsOfNetwork: 3 }, listener)
    const busy = await open(port)
    busy.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await begun(1)
    const [first, second] = [await open(port), await open(port)]
    const last = await open(port)
    await heard(first)
    last.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    await begun(2)
    letGo()
    expect(await heard(last)).toContain('hello')
    expect(second.readyState).toBe('open')
    expect(busy.readyState).toBe('open')
    expect(note.mock.calls).toEqual([
      ['connections closed: too many at once', { network: '127.0.0.1' }],
    ])
  })

  it('of a proxy we know is not counted with its network', async () => {
    const { port } = await serving({ connectionsOfNetwork: 1 }, hello, ['127.0.0.1'])
    const sockets = [await open(port), await open(port), await open(port)]
    expect((await ask(port)).text).toBe('hello')
    expect(sockets.map(({ readyState }) => readyState)).toEqual(['open', 'open', 'open'])
  })

  it('too many of all takes the place of the one that has been idle longest', async () => {
    const { port } = await serving({ connections: 2 }, hello)
    const [first, second] = [await open(port), await open(port)]
    expect((await ask(port)).text).toBe('hello')
    await heard(first)
    expect(second.readyState).toBe('open')
  })
})

describe('a request', () => {
  it('too many of a network is answered 429 at once, in the visitor’s language, and the next not', async () => {
    const { listener, letGo, begun } = holding()
    const { port, note } = await serving({ requestsOfNetwork: 2 }, listener)
    const held = [ask(port), ask(port)]
    await begun(2)
    const page = await ask(port, '/', { 'accept-language': 'es' })
    expect(page).toMatchObject({ status: 429, headers: { 'retry-after': '2' } })
    expect(page.text).toContain('demasiadas peticiones de su red')
    const json = await ask(port, '/api/v1/session')
    expect(JSON.parse(json.text)).toMatchObject({ status: 429, code: 'network_busy' })
    expect(note).toHaveBeenCalledWith('requests turned away: too many at once', {
      network: '127.0.0.1',
    })
    letGo()
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200])
    await vi.waitFor(async () => expect((await ask(port)).status).toBe(200), 30_000)
  })

  it('waits its turn where many of its network are being answered, and is not begun for who hangs up', async () => {
    const { listener, letGo, begun } = holding()
    const { port, server } = await serving({ atOnceOfNetwork: 2 }, listener)
    const sent = [ask(port), ask(port)]
    await begun(2)
    const arrived = vi.fn<() => void>()
    server.on('request', arrived)
    const gone = await open(port)
    gone.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    sent.push(ask(port))
    await vi.waitFor(() => expect(arrived).toHaveBeenCalledTimes(2), 30_000)
    const [{ 1: outgoing }] = arrived.mock.calls as never as [[unknown, ServerResponse]]
    gone.destroy()
    await once(outgoing, 'close')
    await begun(2)
    letGo()
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200])
    await begun(3)
  })

  it('too many of all is answered 503', async () => {
    const { listener, letGo, begun } = holding()
    const { port } = await serving({ requests: 1 }, listener)
    const held = ask(port)
    await begun(1)
    expect((await ask(port)).status).toBe(503)
    letGo()
    expect((await held).status).toBe(200)
  })

  it('too many of all takes the place of one that waits, of the network that has most', async () => {
    const { listener, letGo, begun } = holding()
    const caps = { requests: 3, atOnceOfNetwork: 1 }
    const { port, server } = await serving(caps, listener, ['127.0.0.1'])
    const from = (address: string) => ask(port, '/', { 'x-forwarded-for': address })
    const first = from('198.51.100.1')
    await begun(1)
    const arrived = vi.fn<() => void>()
    server.on('request', arrived)
    const crowd = [from('198.51.100.1'), from('198.51.100.1')]
    await vi.waitFor(() => expect(arrived).toHaveBeenCalledTimes(2))
    expect((await from('198.51.100.1')).status).toBe(503)
    const other = from('198.51.100.2')
    await begun(2)
    expect(await Promise.race(crowd)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
    })
    letGo()
    const answers = await Promise.all([first, other, ...crowd])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  })

  it('is begun while many of other networks wait for something', async () => {
    const { listener, letGo, begun } = holding()
    const { port } = await serving({ atOnce: 2, placeMs: 20 }, listener, ['127.0.0.1'])
    const all = Array.from({ length: 5 }, (_, at) =>
      ask(port, '/', { 'x-forwarded-for': `198.51.100.${at}` }),
    )
    await begun(5)
    letGo()
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  })

  it('is counted until what it set going is done, also where its visitor has hung up', async () => {
    const { listener, letGo, begun } = holding()
    const { port } = await serving({ requestsOfNetwork: 1 }, listener)
    const gone = await open(port)
    gone.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await begun(1)
    gone.destroy()
    await once(gone, 'close')
    expect((await ask(port)).status).toBe(429)
    letGo()
    await vi.waitFor(async () => expect((await ask(port)).status).toBe(200), 30_000)
  })

  it('is counted where a proxy we know says it comes from', async () => {
    const { listener, letGo, begun } = holding()
    const { port } = await serving({ requestsOfNetwork: 1 }, listener, ['127.0.0.1'])
    const from = (address: string) => ask(port, '/', { 'x-forwarded-for': address })
    const held = from('198.51.100.1')
    await begun(1)
    expect((await from('198.51.100.1')).status).toBe(429)
    const other = from('198.51.100.2')
    await begun(2)
    letGo()
    expect([(await held).status, (await other).status]).toEqual([200, 200])
  })

  it('after the installation’s health is answered whatever else is', async () => {
    const { port } = await serving({ requests: 0, requestsOfNetwork: 0 }, hello)
    expect((await ask(port)).status).toBe(429)
    expect((await ask(port, '/health')).text).toBe('hello')
  })

  it('with more than 16 KB of headers is answered 431', async () => {
    const { port } = await serving({}, hello)
    expect((await ask(port, '/', { cookie: 'x'.repeat(17_000) })).status).toBe(431)
  })
})
