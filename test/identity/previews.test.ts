import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { routeHandlers } from '../../src/features.ts'
import { disablePerson, endAllSessions, startPreview } from '../../src/identity/index.ts'
import type { RouteHandler } from '../../src/web/index.ts'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { newId, show, type IdKind } from '../../src/kit/ids.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import { aPerson, aPortal, Browser, type Someone } from './identity-world.ts'
import { rowsOf } from '../rows.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let app: Hono
let count = 0

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
})
afterAll(() => world.close())

interface Scene {
  portal: { id: string; host: string }
  sven: Someone
  clara: Someone
  /** Of Sven, signed in. */
  browser: Browser
}

/** A portal of its own with Sven, who works there, and Clara, whom he looks after. */
async function aScene({ acting = false } = {}): Promise<Scene> {
  await world.setClock(START)
  const portal = await aPortal(world, { slug: `look${++count}` })
  if (acting) await setActing(portal.id, true)
  const sven = await aPerson(world, portal.id, { name: 'Sven Staff' })
  const clara = await aPerson(world, portal.id, { name: 'Clara Client', kind: 'contact' })
  const browser = await new Browser(app, portal).signIn(sven)
  return { portal, sven, clara, browser }
}

const setActing = (portal: string, on: boolean) =>
  world.owner('update portals set act_on_behalf = $2 where id = $1', [portal, on])

const REASON = 'She cannot find her bill'

async function look({ browser, clara }: Scene, { acting = false } = {}): Promise<void> {
  const response = await browser.post(`/people/${clara.shown}/preview`, {
    reason: REASON,
    ...(acting ? { actOnBehalf: 'on' } : {}),
  })
  if (response.status !== 303) throw new Error(`preview answered ${response.status}`)
}

/** Who the portal takes the browser for. */
async function seenAs(browser: Browser): Promise<string | null> {
  const response = await browser.get('/api/v1/session')
  if (response.status !== 200) return null
  return ((await response.json()) as { person: { name: string } }).person.name
}

/** The mark that a page's forms carry, as the browser would send it along. */
async function markOf(browser: Browser, path: string): Promise<Record<string, string>> {
  const [, shownIn] = /name="shownIn" value="(\w+)"/.exec(await (await browser.get(path)).text())!
  return { shownIn: shownIn! }
}

const staffCaller = (portal: string, { id, shown, name }: Someone): Caller => ({
  id: shown,
  name,
  portal,
  person: id,
  rights: rightsOfPerson('staff'),
  through: 'page',
})

/** Every row of a portal by table, but of what a preview is to write. */
async function rows(portal: string): Promise<Record<string, string[]>> {
  const written = ['previews', 'audit_lines', 'audit_heads', 'events']
  const all = await rowsOf(world, portal)
  return Object.fromEntries(Object.entries(all).filter(([table]) => !written.includes(table)))
}

const KINDS: Record<string, IdKind> = { person: 'person', thread: 'thread', session: 'session' }

/** An address of the route, with ids of the right kind that nobody has, or those given. */
const addressOf = ({ route }: RouteHandler, ids: Record<string, string> = {}) =>
  route.pattern.replaceAll(
    /:(\w+)/g,
    (_: string, name: string) => ids[name] ?? show(KINDS[name] ?? 'webhook', newId()),
  )

const onPortals = routeHandlers.filter(({ route }) => route.place !== 'console')
const writing = onPortals.filter(({ method }) => method !== 'GET')
const named = ({ method, route }: RouteHandler) => `${method} ${route.pattern}`
const ENDS = ['POST /preview/end', 'DELETE /api/v1/preview']

/** What a preview answers to a route that changes something. */
async function tried(browser: Browser, served: RouteHandler): Promise<string> {
  const path = addressOf(served)
  const response = served.endpoint
    ? await browser.json(served.method, path, {})
    : await browser.post(path)
  if (response.status !== 403) return String(response.status)
  const text = await response.text()
  if (served.endpoint) return (JSON.parse(text) as { code: string }).code
  return /so nothing can be changed/.test(text)
    ? 'preview_looks_only'
    : /cannot be done on their behalf/.test(text)
      ? 'preview_not_this'
      : text
}

describe('whoever looks at the portal as a client sees it', () => {
  it('changes nothing, by any route there is', async () => {
    const scene = await aScene()
    await look(scene)
    const before = await rows(scene.portal.id)
    const refused = writing.filter((served) => !ENDS.includes(named(served)))
    expect(refused.length).toBeGreaterThan(50)
    const wrong: string[] = []
    for (const served of refused) {
      const answer = await tried(scene.browser, served)
      if (answer !== 'preview_looks_only') wrong.push(`${named(served)}: ${answer}`)
    }
    expect(wrong).toEqual([])
    expect(await rows(scene.portal.id)).toEqual(before)
    expect(await seenAs(scene.browser)).toBe('Clara Client')
  })

  it('moves nothing by opening every page, an unread message and a stale session included', async () => {
    const scene = await aScene()
    const { browser, clara, portal } = scene
    const started = await browser.json('POST', '/api/v1/threads', {
      subject: 'Your bill',
      body: 'Here it is',
      to: [clara.shown],
    })
    const { thread } = (await started.json()) as { thread: string }
    await world.drain()
    const before = await rows(portal.id)
    await look(scene)
    await world.setClock('2026-01-05T09:30:00Z')
    const opened: string[] = []
    for (const served of onPortals.filter(({ method }) => method === 'GET')) {
      const response = await browser.get(addressOf(served, { thread, person: clara.shown }))
      if (response.status === 200) opened.push(served.route.pattern)
      else expect([303, 400, 403, 404, 410], named(served)).toContain(response.status)
    }
    // What a client has is open, what staff have is not there.
    expect(opened).toEqual(
      expect.arrayContaining(['/', '/messages', '/messages/:thread', '/profile/previews']),
    )
    expect(opened).not.toEqual(expect.arrayContaining(['/people']))
    expect(opened).not.toEqual(expect.arrayContaining(['/settings']))
    expect(await (await browser.get(`/messages/${thread}`)).text()).not.toContain('hx-post')
    await browser.post('/preview/end', await markOf(browser, '/'))
    await world.drain()
    expect(await rows(portal.id)).toEqual(before)
  })

  it('reads on every page who looks as whom, until when, and how to end it', async () => {
    const scene = await aScene()
    await look(scene)
    for (const path of ['/', '/messages', '/profile', '/nowhere', '/profile/previews']) {
      const html = await (await scene.browser.get(path)).text()
      expect(html, path).toContain('Sven Staff, you see this portal as Clara Client does.')
      expect(html, path).toContain('datetime="2026-01-05T10:00:00Z"')
      expect(html, path).toContain('action="/preview/end"')
    }
  })

  it('is never staff’s equal: nobody but a registered client with access is looked at as', async () => {
    const { portal, browser } = await aScene()
    const colleague = await aPerson(world, portal.id, { name: 'Cora Colleague' })
    const invited = await aPerson(world, portal.id, {
      name: 'Ina Invited',
      kind: 'contact',
      activated: false,
    })
    const off = await aPerson(world, portal.id, { name: 'Odo Off', kind: 'contact' })
    await world.owner(
      `update persons set disabled_at = now(), disabled_reason = 'Left' where id = $1`,
      [off.id],
    )
    for (const [who, code] of [
      [colleague, 'preview_not_a_client'],
      [invited, 'preview_not_registered'],
      [off, 'preview_disabled'],
    ] as const) {
      const response = await browser.json('POST', `/api/v1/people/${who.shown}/preview`, {
        reason: REASON,
      })
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code })
      const page = await (await browser.get(`/people/${who.shown}/preview`)).text()
      expect(page).toContain('This preview cannot start')
    }
    const staff = rightsOfPerson('staff')
    expect([...rightsOfPerson('contact')].filter((right) => !staff.has(right))).toEqual([])
  })

  it('cannot look on as somebody else from there', async () => {
    const scene = await aScene()
    const carl = await aPerson(world, scene.portal.id, { name: 'Carl Client', kind: 'contact' })
    await look(scene)
    const page = await scene.browser.post(`/people/${carl.shown}/preview`, { reason: REASON })
    expect(page.status).toBe(403)
    const api = await scene.browser.json('POST', `/api/v1/people/${carl.shown}/preview`, {
      reason: REASON,
    })
    expect(await api.json()).toMatchObject({ status: 403, code: 'preview_looks_only' })
    // Nor by an operation that came past the door: a client's rights do not reach that far.
    const [{ session }] = (await world.owner('select session_id as session from previews')) as [
      { session: string },
    ]
    const inside: Caller = {
      ...staffCaller(scene.portal.id, scene.sven),
      person: scene.clara.id,
      onBehalfOf: scene.clara.shown,
      rights: rightsOfPerson('contact'),
    }
    expect(
      await perform(world.installation, startPreview, inside, {
        person: carl.shown,
        reason: REASON,
        session: show('session', session),
      }),
    ).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await seenAs(scene.browser)).toBe('Clara Client')
  })

  it('says why', async () => {
    const { browser, clara } = await aScene()
    const page = await browser.post(`/people/${clara.shown}/preview`, { reason: ' ' })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('Start the preview')
    expect(browser.cookies.has('preview')).toBe(false)
  })

  it('has one look at a time beside a session, however many begin at once', async () => {
    const { portal, sven, clara } = await aScene()
    const [{ id }] = (await world.owner('select id from sessions where portal_id = $1', [
      portal.id,
    ])) as [{ id: string }]
    const input = { person: clara.shown, reason: REASON, session: show('session', id) }
    const begun = await Promise.all(
      Array.from({ length: 8 }, () =>
        perform(world.installation, startPreview, staffCaller(portal.id, sven), input),
      ),
    )
    expect(begun.map(({ ok }) => ok)).toEqual(Array(8).fill(true))
    expect(
      await world.owner(
        'select count(*)::int as all, count(hash)::int as running from previews where portal_id = $1',
        [portal.id],
      ),
    ).toEqual([{ all: 8, running: 1 }])
  })

  it('stands in the audit trail beside the client, and reads their own name there', async () => {
    const scene = await aScene()
    await look(scene)
    await scene.browser.post('/preview/end', await markOf(scene.browser, '/'))
    const { sven, clara } = scene
    const answer = await scene.browser.get(`/api/v1/settings/audit?subject=${clara.shown}&limit=2`)
    const { lines } = (await answer.json()) as { lines: unknown[] }
    expect(lines).toMatchObject([
      {
        operation: 'preview.end',
        actor: { id: sven.shown, name: sven.name },
        onBehalfOf: { id: clara.shown, name: clara.name },
      },
      {
        operation: 'preview.start',
        actor: { id: sven.shown, name: sven.name },
        subject: { id: clara.shown, name: clara.name },
        reason: REASON,
      },
    ])
  })
})

describe('a client', () => {
  it('reads who looked, when and for how long, and not why', async () => {
    const scene = await aScene()
    const client = await new Browser(app, scene.portal).signIn(scene.clara)
    expect(await (await client.get('/profile/previews')).text()).toContain('Nobody has looked')
    await look(scene)
    await world.setClock('2026-01-05T09:12:30Z')
    expect(await (await client.get('/profile/previews')).text()).toContain('>Looking now<')
    await scene.browser.post('/preview/end', await markOf(scene.browser, '/'))
    const page = await (await client.get('/profile/previews')).text()
    expect(page).toContain('Sven Staff')
    expect(page).toContain('12 minutes')
    expect(page).not.toContain(REASON)
    expect(await (await client.get('/api/v1/profile/previews')).json()).toEqual({
      previews: [
        {
          id: expect.stringMatching(/^pvw_/) as string,
          staff: 'Sven Staff',
          actOnBehalf: false,
          startedAt: START,
          endedAt: '2026-01-05T09:12:30Z',
        },
      ],
    })
  })

  it('keeps their own session apart: they write while staff only look', async () => {
    const scene = await aScene()
    const client = await new Browser(app, scene.portal).signIn(scene.clara)
    await look(scene)
    const sent = await client.json('POST', '/api/v1/threads', {
      subject: 'A question',
      body: 'Where is it?',
      to: [scene.sven.shown],
    })
    expect(sent.status).toBe(201)
    expect(await (await scene.browser.get('/messages')).text()).toContain('A question')
  })
})

describe('a preview ends', () => {
  /** What ends it, and who the browser is after it. */
  const ENDINGS: [string, (scene: Scene) => Promise<unknown>, string | null][] = [
    ['after an hour, to the second', () => world.setClock('2026-01-05T10:00:00Z'), 'Sven Staff'],
    [
      'by its button',
      async ({ browser }) => browser.post('/preview/end', await markOf(browser, '/')),
      'Sven Staff',
    ],
    ['by the API', ({ browser }) => browser.json('DELETE', '/api/v1/preview'), 'Sven Staff'],
    [
      'when the client is disabled',
      async ({ portal, sven, clara }) =>
        perform(world.installation, disablePerson, staffCaller(portal.id, sven), {
          person: clara.shown,
          reason: 'Left',
        }),
      'Sven Staff',
    ],
    [
      'when the staff member is disabled',
      async ({ portal, sven }) => {
        const other = await aPerson(world, portal.id, { name: 'Cora Colleague' })
        return perform(world.installation, disablePerson, staffCaller(portal.id, other), {
          person: sven.shown,
          reason: 'Left',
        })
      },
      null,
    ],
    [
      'when every session is ended, as by a suspension',
      ({ portal }) =>
        world.installation.db.write({ portal: portal.id }, (tx) => endAllSessions(tx)),
      null,
    ],
    [
      'when the staff member signs out from another device',
      async ({ portal, sven }) => {
        const other = await new Browser(app, portal).signIn(sven)
        return other.post('/profile/sessions')
      },
      null,
    ],
  ]

  it.each(ENDINGS)('%s', async (how, end, after) => {
    const scene = await aScene()
    const { browser, portal } = scene
    await look(scene)
    if (how.startsWith('after an hour')) await world.setClock('2026-01-05T09:59:59Z')
    expect(await seenAs(browser)).toBe('Clara Client')
    await end(scene)
    // The page asked for first was meant as the client's, and so is nobody's.
    if (browser.cookies.has('preview')) {
      const first = await browser.get('/profile')
      expect(first.status).toBe(303)
      expect(first.headers.get('location')).toBe('/')
      expect(browser.cookies.has('preview')).toBe(false)
    }
    expect(await seenAs(browser)).toBe(after)
    const [row] = await world.owner<{ over: boolean }>(
      `select ended_at is not null or expires_at <= $2 as over from previews where portal_id = $1`,
      [portal.id, (await world.now()).toString()],
    )
    expect(row).toEqual({ over: true })
  })

  it.each([
    [
      'the page it was begun on',
      '/cases/cas_1/client-portal?from=list',
      '/cases/cas_1/client-portal?from=list',
    ],
    ['the person where that is no page of the portal', 'https://elsewhere.example/', null],
    ['the person where nothing was said', undefined, null],
  ])('and leads back to %s', async (_, back, to) => {
    const { browser, clara } = await aScene()
    const query = { reason: REASON, ...(back ? { back } : {}) }
    const begin = () => browser.post(`/people/${clara.shown}/preview`, query)
    await begin()
    const ended = await browser.post('/preview/end', await markOf(browser, '/'))
    expect(ended.headers.get('location')).toBe(to ?? `/contacts/${clara.shown}`)
    await begin()
    await world.setClock('2026-01-05T10:00:00Z')
    const first = await browser.get('/profile')
    expect(first.headers.get('location')).toBe(to ?? '/')
  })

  it('for what is sent from it afterwards, which is done to nobody', async () => {
    const scene = await aScene()
    const { browser, portal } = scene
    await look(scene)
    await world.setClock('2026-01-05T10:00:00Z')
    const before = await rows(portal.id)
    const form = { name: 'Clara Client', language: 'en', timeZone: 'UTC' }
    const page = await browser.post('/profile', form)
    expect(page.status).toBe(403)
    expect(await page.text()).toContain('The preview has ended.')
    expect(await rows(portal.id)).toEqual(before)
  })

  it('once, of any number of presses', async () => {
    const scene = await aScene()
    await look(scene)
    const mark = await markOf(scene.browser, '/')
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => scene.browser.post('/preview/end', mark)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(303))
    expect(
      await world.owner(
        `select count(*)::int as ends from audit_lines where portal_id = $1 and operation = 'preview.end'`,
        [scene.portal.id],
      ),
    ).toEqual([{ ends: 1 }])
  })
})

describe('two tabs', () => {
  it('are in the preview both, and a form of one’s own opened before is not sent as the client', async () => {
    const scene = await aScene({ acting: true })
    const { browser, sven } = scene
    const own = { subject: 'Mine', body: 'From me', to: sven.shown }
    await look(scene, { acting: true })
    const before = await rows(scene.portal.id)
    const sent = await browser.post('/messages', own)
    expect(sent.status).toBe(409)
    expect(await sent.text()).toContain('opened before the preview began')
    expect(await rows(scene.portal.id)).toEqual(before)
  })

  it('leave no form of the client’s to be sent as oneself after the end', async () => {
    const scene = await aScene({ acting: true })
    const { browser } = scene
    await look(scene, { acting: true })
    const mark = await markOf(browser, '/profile')
    await browser.post('/preview/end', mark)
    const before = await rows(scene.portal.id)
    const sent = await browser.post('/profile', {
      ...mark,
      name: 'Clara Client',
      language: 'en',
      timeZone: 'UTC',
    })
    expect(sent.status).toBe(422)
    expect(await rows(scene.portal.id)).toEqual(before)
  })

  it('do not lend a preview to another session', async () => {
    const scene = await aScene()
    await look(scene)
    const other = await new Browser(app, scene.portal).signIn(scene.sven)
    other.cookies.set('preview', scene.browser.cookies.get('preview')!)
    const answer = await other.get('/api/v1/session')
    expect(await answer.json()).toMatchObject({ status: 403, code: 'preview_over' })
    const bare = new Browser(app, scene.portal)
    bare.cookies.set('preview', scene.browser.cookies.get('preview')!)
    expect((await bare.get('/messages')).status).toBe(303)
    expect(await seenAs(bare)).toBe(null)
  })
})

describe('acting on a client’s behalf', () => {
  /** All that may be done; a new route is not among it until somebody says so here and there. */
  const ALLOWED = [
    'POST /api/v1/threads',
    'POST /api/v1/threads/:thread/messages',
    'POST /messages',
    'POST /messages/:thread/replies',
  ]

  it('reaches these routes and no other', async () => {
    expect(
      onPortals
        .filter(({ onBehalf }) => onBehalf)
        .map(named)
        .toSorted(),
    ).toEqual(ALLOWED)
    const scene = await aScene({ acting: true })
    await look(scene, { acting: true })
    const before = await rows(scene.portal.id)
    const wrong: string[] = []
    for (const served of writing.filter((one) => !ENDS.includes(named(one)))) {
      const answer = await tried(scene.browser, served)
      const reached = !answer.startsWith('preview_')
      if (reached !== ALLOWED.includes(named(served))) wrong.push(`${named(served)}: ${answer}`)
    }
    expect(wrong).toEqual([])
    expect(await rows(scene.portal.id)).toEqual(before)
  })

  it('is refused where the portal has not allowed it, and stops when it no longer does', async () => {
    const scene = await aScene()
    const refused = await scene.browser.post(`/people/${scene.clara.shown}/preview`, {
      reason: REASON,
      actOnBehalf: 'on',
    })
    expect(refused.status).toBe(409)
    const acting = await aScene({ acting: true })
    await look(acting, { acting: true })
    await setActing(acting.portal.id, false)
    const sent = await acting.browser.json('POST', '/api/v1/threads', {})
    expect(await sent.json()).toMatchObject({ status: 403, code: 'preview_looks_only' })
    await setActing(acting.portal.id, true)
    expect((await acting.browser.json('POST', '/api/v1/threads', {})).status).toBe(422)
  })

  it('is off until the portal’s staff switch it on in the settings', async () => {
    const { browser, portal } = await aScene()
    const allowed = async () =>
      (await world.owner('select act_on_behalf as on from portals where id = $1', [portal.id]))[0]
    expect(await allowed()).toEqual({ on: false })
    const form = {
      name: 'Look',
      language: 'en',
      timeZone: 'UTC',
      invitationHours: '168',
      lockoutAttempts: '10',
      mailsPerMinute: '60',
    }
    const set = async (more: object) =>
      (await browser.post('/settings', { ...form, ...more })).status
    expect(await set({ version: '1', actOnBehalf: 'yes' })).toBe(303)
    expect(await allowed()).toEqual({ on: true })
    expect(await set({ version: '2' })).toBe(303)
    expect(await allowed()).toEqual({ on: true })
    expect(await set({ version: '3', actOnBehalf: 'perhaps' })).toBe(422)
    expect(
      (await browser.json('PATCH', '/api/v1/settings', { actOnBehalf: false })).status,
    ).toBeLessThan(300)
    expect(await allowed()).toEqual({ on: false })
  })

  it('writes in the client’s name, says who wrote it, and leaves what they have read', async () => {
    const scene = await aScene({ acting: true })
    const { browser, portal, sven, clara } = scene
    const started = await browser.json('POST', '/api/v1/threads', {
      subject: 'Your bill',
      body: 'Here it is',
      to: [clara.shown],
    })
    const { thread } = (await started.json()) as { thread: string }
    await look(scene, { acting: true })
    const mark = await markOf(browser, `/messages/${thread}`)
    const reply = await browser.post(`/messages/${thread}/replies`, { ...mark, body: 'Thank you' })
    expect(reply.status).toBe(303)
    const html = await (await browser.get(`/messages/${thread}`)).text()
    expect(html).toContain('written by Sven Staff on their behalf')
    const shown = (await (await browser.get(`/api/v1/threads/${thread}`)).json()) as {
      unread: number
      messages: unknown[]
    }
    expect(shown.unread).toBe(1)
    expect(shown.messages).toMatchObject([
      { author: { name: sven.name }, writtenBy: null },
      { author: { name: clara.name }, writtenBy: sven.name },
    ])
    const [line] = await world.owner(
      `select actor, actor_name, on_behalf_of from audit_lines
       where portal_id = $1 and operation = 'message.send'`,
      [portal.id],
    )
    expect(line).toEqual({ actor: sven.shown, actor_name: sven.name, on_behalf_of: clara.shown })
  })
})
