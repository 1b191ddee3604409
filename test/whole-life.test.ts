import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { CLI_RIGHTS } from '../src/gate/index.ts'
import { createKey } from '../src/identity/index.ts'
import { CONSOLE } from '../src/kit/ids.ts'
import { perform } from '../src/kit/operation.ts'
import { aWorld, type World } from './world.ts'

const PASSWORD = 'four words on a gate'

let world: World
let app: Hono
let key: string

beforeEach(async () => {
  world = await aWorld()
  app = createApp(world.installation)
  const made = await perform(
    world.installation,
    createKey,
    { id: 'cli', name: 'Test', portal: CONSOLE, rights: CLI_RIGHTS, through: 'cli' },
    { name: 'Life', scopes: ['read', 'provision', 'operate'] },
  )
  if (!made.ok) throw new Error(made.code)
  key = made.value.secret
})

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function call(
  host: string,
  secret: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await app.request(`http://${host}:3000/api/v1${path}`, {
    method,
    headers: {
      host: `${host}:3000`,
      'content-type': 'application/json',
      ...(secret ? { authorization: `Bearer ${secret}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}

const provide = (method: string, path: string, body?: unknown) =>
  call('localhost', key, method, path, body)
const inside = (secret: string | null, method: string, path: string, body?: unknown) =>
  call('harbour.localhost', secret, method, path, body)

/** Everything that the portal's people have written and are, as one hash. */
async function content(): Promise<string> {
  const hash = createHash('sha256')
  for (const table of [
    'persons',
    'threads',
    'thread_participants',
    'messages',
    'portal_keys',
    'portal_logos',
    'devices',
  ]) {
    const [row] = await world.owner<{ all: string }>(
      `select coalesce(string_agg(t::text, '|' order by t::text), '') as all from ${table} t where portal_id <> $1`,
      [CONSOLE],
    )
    hash.update(row!.all)
  }
  return hash.digest('hex')
}

/** Activates somebody with the token of their mail, read through the API. @returns a session */
async function comeIn(portal: string, email: string): Promise<string> {
  await world.drain()
  const { body } = await provide('GET', `/portals/${portal}/mails`)
  const mails = Object.values(body).find((value) => Array.isArray(value)) as {
    to: string
    text: string
  }[]
  const { text } = mails.find(({ to, text }) => to === email && text.includes('token='))!
  const token = /token=([\w-]+)/.exec(text)![1]
  const activated = await inside(null, 'POST', '/registration', { token, password: PASSWORD })
  expect(activated.status).toBeLessThan(300)
  return String(activated.body['session'])
}

const signIn = (email: string) => inside(null, 'POST', '/session', { email, password: PASSWORD })

describe('a portal’s people, by API alone', () => {
  it('keep their messages through expiry, certification, suspension and its end', async () => {
    const created = await provide('POST', '/portals', {
      name: 'Harbour Law',
      slug: 'harbour',
      owner: { name: 'Ana Ruiz', email: 'ana@harbour.example' },
    })
    const portal = String(created.body['id'])
    const owner = await comeIn(portal, 'ana@harbour.example')
    const invited = await inside(owner, 'POST', '/people', {
      name: 'James Whitlock',
      email: 'james@harbour.example',
      kind: 'staff',
    })
    const colleague = await comeIn(portal, 'james@harbour.example')
    const started = await inside(owner, 'POST', '/threads', {
      subject: 'Our first morning',
      body: 'The portal stands.',
      to: [invited.body['id']],
    })
    expect(started.status).toBeLessThan(300)
    const features = async (session: string) =>
      (await inside(session, 'GET', '/session')).body['features']
    expect(await features(colleague)).toContain('branding')

    // The trial ends: what is listed goes; signing in and messages stay.
    await provide('POST', '/clock', { advance: 'P30D' })
    expect((await provide('GET', `/portals/${portal}`)).body).toMatchObject({
      status: 'trial_expired',
      since: created.body['endsAt'],
    })
    const again = await signIn('james@harbour.example')
    const session = String(again.body['session'])
    expect(await features(session)).not.toContain('branding')
    expect(await features(session)).toContain('messages')
    const page = await app.request('http://harbour.localhost:3000/settings/branding', {
      headers: { host: 'harbour.localhost:3000', cookie: `session=${session}` },
    })
    expect([page.status, await page.text()]).toEqual([
      403,
      expect.stringContaining('The trial has ended'),
    ])
    const thread = String(started.body['thread'])
    const answered = await inside(session, 'POST', `/threads/${thread}/messages`, {
      body: 'I see it.',
    })
    expect(answered.status).toBeLessThan(300)

    await provide('POST', `/portals/${portal}/certification`)
    expect(await features(session)).toContain('branding')

    // Suspended: the next request of everybody is told so, and nobody gets in, staff included.
    const before = await content()
    await provide('POST', `/portals/${portal}/suspension`, { cause: 'unpaid' })
    for (const path of ['/threads', '/session'])
      expect(await inside(session, 'GET', path)).toMatchObject({
        status: 403,
        body: { code: 'portal_suspended' },
      })
    const shut = await app.request('http://harbour.localhost:3000/messages', {
      headers: { host: 'harbour.localhost:3000', cookie: `session=${session}` },
      redirect: 'manual',
    })
    expect(shut.status).toBe(403)
    expect(await shut.text()).toContain('is not open')
    const [sessions] = await world.owner<{ n: number }>('select count(*)::int as n from sessions')
    expect(sessions!.n).toBe(0)

    await provide('DELETE', `/portals/${portal}/suspension`, { cause: 'paid' })
    expect(await content()).toBe(before)
    await provide('POST', `/portals/${portal}/suspension`, { cause: 'unpaid' })
    const refused = await signIn('ana@harbour.example')
    const wrong = await signIn('nobody@harbour.example')
    expect([refused.status, refused.body]).toEqual([wrong.status, wrong.body])
    await provide('DELETE', `/portals/${portal}/suspension`, { cause: 'paid' })

    const back = await signIn('ana@harbour.example')
    const conversation = await inside(String(back.body['session']), 'GET', `/threads/${thread}`)
    expect(JSON.stringify(conversation.body)).toContain('The portal stands.')
    expect(JSON.stringify(conversation.body)).toContain('I see it.')
  })
})
