import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage, type Server } from 'node:http'
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { disablePerson } from '../../src/identity/index.ts'
import { aPerson, Browser, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { addedFile, served, someBytes } from './files-world.ts'

/** More than sockets and their buffers take. */
const BYTES = 24_000_000

let world: World
let office: Office
let carla: Someone
let browser: Browser
let file: string
let at: { origin: string; server: Server }

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  return () => world.close()
})

/** A file that is shared with Carla, who has just signed in. */
beforeEach(async () => {
  browser = await new Browser(office.app, office.portal).signIn(carla)
  file = await addedFile(office, carla.shown, someBytes(BYTES))
  await world.drain()
  await office.api('POST', `files/${file}/shares`, { with: [carla.shown] })
  at = await served(office)
})

afterEach(() => world.owner('update persons set disabled_at = null, disabled_reason = null'))

const asked = ({ cookies, origin }: Browser, method: string, path: string, headers = {}) => {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = request(at.origin + path, {
    method,
    headers: { host: new URL(origin).host, cookie, ...headers },
    agent: false,
  })
  sent.on('error', () => undefined)
  return sent
}

/** Takes a file, and reads no further than its first bytes. */
async function taking(who = browser): Promise<IncomingMessage> {
  const [answer] = (await once(asked(who, 'GET', `/files/${file}/content`).end(), 'response')) as [
    IncomingMessage,
  ]
  expect(answer.statusCode).toBe(200)
  answer.on('error', () => undefined)
  await once(answer, 'readable')
  return answer
}

async function restOf(answer: IncomingMessage): Promise<number> {
  let bytes = 0
  answer.on('data', (piece: Buffer) => (bytes += piece.length))
  await new Promise((resolve) => answer.once('close', resolve))
  return bytes
}

/** Connections that the server holds. */
const connections = () =>
  new Promise<number>((resolve, reject) =>
    at.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

const ends: Record<string, () => Promise<unknown>> = {
  'they are disabled': () => office.act(disablePerson, { person: carla.shown, reason: 'Left' }),
  'they sign out elsewhere': () => browser.json('DELETE', '/api/v1/session'),
  'it is shared no more': () => office.api('DELETE', `files/${file}/shares/${carla.shown}`),
  'its last day is over': () => world.owner(`update files set expires_at = '2020-01-01T00:00:00Z'`),
  'it is removed': () => office.api('DELETE', `files/${file}`),
}

describe('a download under way', () => {
  it.each(Object.keys(ends))('is cut off when %s, and nobody else’s is', async (when) => {
    const answer = await taking()
    const another = when === 'it is removed' ? null : await taking(office.browser)
    await ends[when]!()
    await expect.poll(connections).toBe(another ? 1 : 0)
    expect(await restOf(answer)).toBeLessThan(BYTES)
    if (another) expect(await restOf(another)).toBe(BYTES)
  })

  it('goes on to its end while nothing is taken away, and leaves nothing that is asked about', async () => {
    const answer = await taking()
    expect(await restOf(answer)).toBe(BYTES)
    await expect.poll(connections).toBe(0)
  })
})

describe('an upload under way', () => {
  /** Begins to send a file, and sends no more than its first bytes. */
  async function sending(): Promise<{ id: string; sent: ClientRequest }> {
    const begun = await browser.json('POST', '/api/v1/uploads', { name: 'x', bytes: BYTES })
    const { id } = (await begun.json()) as { id: string }
    const sent = goingOn(id, 0)
    sent.write(someBytes(200_000))
    await expect.poll(connections).toBe(1)
    return { id, sent }
  }
  const goingOn = (id: string, offset: number) =>
    asked(browser, 'PATCH', `/api/v1/uploads/${id}`, {
      'upload-offset': `${offset}`,
      'content-type': 'application/offset+octet-stream',
      'content-length': BYTES - offset,
    })

  it.each(['they are disabled', 'they sign out elsewhere'])(
    'is cut off when %s, and not gone on with',
    async (when) => {
      const { id, sent } = await sending()
      const closed = new Promise((resolve) => sent.once('close', resolve))
      await ends[when]!()
      await closed
      await expect.poll(connections).toBe(0)
      const again = goingOn(id, 0)
      again.write(someBytes(1000))
      const [answer] = (await once(again, 'response')) as [IncomingMessage]
      expect(answer.statusCode).toBe(401)
      again.destroy()
    },
  )

  it.each([
    ['they are disabled', 401],
    ['somebody goes on with it elsewhere', 204],
  ])('is answered when %s, while more comes', async (when, status) => {
    const { id, sent } = await sending()
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>
    const comes = setInterval(() => sent.write(someBytes(1000)), 50)
    onTestFinished(() => clearInterval(comes))
    const other = when in ends ? null : goingOn(id, 0)
    if (other) other.write(someBytes(1000))
    else await ends[when]!()
    expect((await answered)[0].statusCode).toBe(status)
    other?.destroy()
  })
})
