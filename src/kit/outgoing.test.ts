import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { ANSWER_BYTES, Outgoing, type OutgoingOptions } from './outgoing.ts'

let server: Server
let port: number
/** Sockets that reached the server, whatever came of them. */
let accepted = 0
let closed = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/redirect')
      return response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
    if (request.url === '/hang') return
    if (request.url === '/hang-in-body') return response.writeHead(200).write('begins')
    if (request.url === '/endless') {
      response.writeHead(200)
      const piece = Buffer.alloc(65_536, 'x')
      const more = () => {
        while (response.write(piece) && !response.destroyed);
      }
      response.on('drain', more)
      return more()
    }
    request.resume().on('end', () => response.end(`${request.method} ${request.url}`))
  })
  server.on('connection', (socket) => {
    accepted++
    socket.on('close', () => closed++)
  })
  // On every address of the machine, of either kind, so that any spelling of one would arrive.
  await once(server.listen(0, '::'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const open = (options: Partial<OutgoingOptions> = {}) => new Outgoing({ http: true, ...options })
const sending = { headers: { 'content-type': 'text/plain' }, body: 'x', timeoutMs: 20_000 }

/** Hosts as somebody might write them who means this machine or its network. */
const PRIVATE_HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '0177.1',
  '127.0.0.1.',
  '127.0.0.0x1',
  '１２７.0.0.1',
  '127。0。0。1',
  '0.0.0.0',
  '0',
  '0x0',
  '0.0.0.1',
  '10.0.0.1',
  '10.255.255.255',
  '167772161',
  '012.0.0.1',
  '0xa.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '3232235521',
  '0300.0250.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[0:0:0:0:0:ffff:a9fe:a9fe]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::1]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[febf::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'api.localhost',
  'ⓛocalhost',
  'printer.local',
  'metadata.google.internal',
  'intranet',
]

describe('outgoing requests', () => {
  it('reach no private address, however it is spelt', async () => {
    expect(PRIVATE_HOSTS.length).toBeGreaterThanOrEqual(60)
    const outgoing = open()
    const before = accepted
    for (const host of PRIVATE_HOSTS) {
      const url = `http://${host}:${port}/`
      expect(await outgoing.check(url), host).toBe('private')
      expect(await outgoing.post(url, sending), host).toMatchObject({
        status: null,
        error: 'private',
      })
    }
    await outgoing.close()
    expect(accepted - before).toBe(0)
  })

  it('reach no private address through a name, though it has a public one too', async () => {
    const before = accepted
    for (const found of [['127.0.0.1'], ['::1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:127.0.0.1']]) {
      const outgoing = open({ resolve: async () => found })
      const url = `http://hooks.example:${port}/`
      expect(await outgoing.check(url), found.join()).toBe('private')
      expect(await outgoing.post(url, sending), found.join()).toMatchObject({ error: 'private' })
      await outgoing.close()
    }
    expect(accepted - before).toBe(0)
  })

  it('reach no private address by a name that changes between check and connection', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1'], ['127.0.0.1']]
    const outgoing = open({ resolve: async () => answers.shift()! })
    const before = accepted
    const url = `http://hooks.example:${port}/`
    expect(await outgoing.check(url)).toBeNull()
    expect(await outgoing.post(url, sending)).toMatchObject({ error: 'private' })
    expect(answers).toHaveLength(1)
    await outgoing.close()
    expect(accepted - before).toBe(0)
  })

  it('connect to the address that was judged, and look for no other', async () => {
    let asked = 0
    const outgoing = open({
      allowPrivate: [`127.0.0.1:${port}`],
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']),
    })
    const url = `http://hooks.example:${port}/path?q=1`
    expect(await outgoing.post(url, sending)).toMatchObject({
      status: 200,
      answer: 'POST /path?q=1',
      error: null,
    })
    expect(asked).toBe(1)
    await outgoing.close()
  })

  it('do not follow a redirect', async () => {
    const outgoing = open({ allowPrivate: [`[::1]:${port}`.replaceAll(/[[\]]/g, '')] })
    const before = accepted
    expect(await outgoing.post(`http://[::1]:${port}/redirect`, sending)).toMatchObject({
      status: 302,
    })
    await outgoing.close()
    expect(accepted - before).toBe(1)
  })

  it('go by https alone where http is not let out, to no odd port, and without a password', async () => {
    const outgoing = open({ http: false, resolve: async () => ['93.184.215.14'] })
    expect(await outgoing.check('http://hooks.example/')).toBe('scheme')
    for (const url of ['ftp://hooks.example/', 'file:///etc/passwd', 'javascript:alert(1)'])
      expect(await open().check(url), url).toBe('scheme')
    expect(await outgoing.check('https://hooks.example/in')).toBeNull()
    expect(await outgoing.check('https://me:secret@hooks.example/')).toBe('credentials')
    for (const odd of [22, 25, 53, 993])
      expect(await outgoing.check(`https://hooks.example:${odd}/`)).toBe('port')
    expect(await outgoing.check('https://hooks.example:8443/')).toBeNull()
    for (const text of ['', 'hooks.example', 'https://', 'http://[fe80::1%25eth0]/'])
      expect(await outgoing.check(text), text).toBe('not_a_url')
  })

  it('end in time where the answer does not come, or does not end', async () => {
    const outgoing = open({ allowPrivate: [`127.0.0.1:${port}`] })
    for (const path of ['hang', 'hang-in-body'])
      expect(
        await outgoing.post(`http://127.0.0.1:${port}/${path}`, { ...sending, timeoutMs: 60 }),
      ).toMatchObject({ error: 'timeout' })
    await outgoing.close()
  })

  it('read of an endless answer only its beginning, and hang up', async () => {
    const outgoing = open({ allowPrivate: [`127.0.0.1:${port}`] })
    const before = closed
    const outcome = await outgoing.post(`http://127.0.0.1:${port}/endless`, sending)
    expect(outcome).toMatchObject({ status: 200, error: null })
    expect(outcome.answer).toHaveLength(ANSWER_BYTES)
    await expect.poll(() => closed - before, { timeout: 30_000 }).toBeGreaterThanOrEqual(1)
    await outgoing.close()
  })
})

describe('an address', () => {
  it.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.0.1', '2606:4700::1111'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
  it.each(['', 'localhost', '127.1', '::1%lo', 'fe80::1', '4000::1'])('%j is not', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  )
})
