import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { routeHandlers } from '../src/features.ts'
import { CONSOLE, parseId, show } from '../src/kit/ids.ts'
import { aPerson, type Someone } from './identity/identity-world.ts'
import { Program, RouteHandler } from './portals/portals-console.ts'
import { act, aPartner, aPortal, type APortal } from './scenarios/lifecycle-setting.ts'
import { createKey, invitePartnerPerson } from '../src/identity/index.ts'
import { aReport, aWebhook } from './two-portals.ts'
import { openWorld, type World } from './world.ts'

let world: World
let place: RouteHandler
beforeAll(async () => {
  world = await openWorld()
  place = new RouteHandler(world)
})
afterAll(() => world.close())

const api = (path: string) => `/api/v1${path}`

/** Somebody signed in to a portal, asking in JSON. */
async function staffOf({ id, host }: APortal): Promise<Program> {
  const app = place.app
  const person = await world.owner<{ id: string }>(
    `update persons set activated_at = now() where portal_id = $1 returning id`,
    [id],
  )
  const session = await place.session(id, person[0]!.id)
  const query = {
    request: (address: string, init: RequestInit) =>
      app.request(address.replace('//localhost', `//${host}`), {
        ...init,
        headers: { ...(init.headers as Record<string, string>), host: `${host}:3000` },
      }),
  }
  return new Program(query as never, session)
}

describe('a write that carries an Idempotency-Key', () => {
  interface Write {
    path: string
    body?: object
    /** Another body, which the same key must not be used with. */
    other?: object
  }

  /** Each write there is on the console, as `METHOD pattern`, ready to be sent. */
  async function writes(): Promise<Record<string, Write>> {
    const partner = await aPartner(world, 'Twice')
    const { person } = await act(world, invitePartnerPerson, {
      partner,
      name: 'Pat',
      email: 'pat@twice.example',
    })
    const { person: off } = await act(world, invitePartnerPerson, {
      partner,
      name: 'Off',
      email: 'off@twice.example',
    })
    const { key } = await act(world, createKey, { name: 'Old', scopes: ['read'] })
    const a = async (name: string) => (await aPortal(world, { name, partner })).portal
    const at = (portal: string) => `/portals/${portal}`
    const theirs = `/partners/${partner}`
    await world.owner(
      'update persons set disabled_at = now(), disabled_reason = $2 where id = $1',
      [off, 'Left'],
    )
    const hooked = await aPortal(world, { name: 'Hooked', partner })
    const partnerRow = parseId('partner', partner)!
    const report = await aReport(world, partnerRow, [hooked.id])
    const suspended = await aPortal(world, { name: 'Suspended' })
    const cancelled = await aPortal(world, { name: 'Cancelled' })
    const program = await place.program()
    for (const { portal } of [suspended, cancelled])
      await program.ask('POST', api(`${at(portal)}/suspension`), { cause: 'requested' })
    // As if it came back with a backup.
    const returned = await aPortal(world, { name: 'Returned' })
    await world.installation.keys.bury({ portal: returned.id, at: await world.now() })
    await world.installation.admit(world.installation, returned.id)
    const owner = { name: 'Ana', email: 'ana@twice.example' }
    const peopled = (await aPortal(world, { name: 'Peopled', partner })).id
    const inPortal = (one: Someone) => `${at(show('portal', peopled))}/people/${one.shown}`
    const inPartner = (one: Someone) => `${theirs}/people/${one.shown}`
    const ofOperator = (one: Someone) => `/operators/${one.shown}`
    const somebody = (name: string, kind: 'contact' | 'operator') =>
      aPerson(world, kind === 'contact' ? peopled : CONSOLE, { name, kind })
    const whoIsOff = async (name: string, kind: 'contact' | 'operator') => {
      const one = await somebody(name, kind)
      await world.owner(`update persons set disabled_at = now() where id = $1`, [one.id])
      return one
    }
    const withFactor = async (name: string, kind: 'contact' | 'operator') => {
      const one = await somebody(name, kind)
      await world.owner(
        `insert into passkeys (portal_id, id, person_id, name, credential, public_key, counter, transports, created_at)
         select portal_id, gen_random_uuid(), id, 'Phone', id::text, '\\x00', 0, '{}', now()
         from persons where id = $1`,
        [one.id],
      )
      return one
    }
    const partners = await withFactor('Petra', 'operator')
    await world.owner(`update persons set kind = 'partner', partner_id = $2 where id = $1`, [
      partners.id,
      partnerRow,
    ])
    const left = { body: { reason: 'Left' }, other: { reason: 'Other' } }
    return {
      'POST /portals/:portal/people/:person/disabling': {
        path: `${inPortal(await somebody('Cleo', 'contact'))}/disabling`,
        ...left,
      },
      'DELETE /portals/:portal/people/:person/disabling': {
        path: `${inPortal(await whoIsOff('Dana', 'contact'))}/disabling`,
      },
      'POST /portals/:portal/people/:person/second-factors/reset': {
        path: `${inPortal(await withFactor('Emil', 'contact'))}/second-factors/reset`,
        ...left,
      },
      'POST /operators': {
        path: '/operators',
        body: { name: 'New', email: 'new-operator@twice.example' },
        other: { name: 'Other', email: 'new-operator@twice.example' },
      },
      'POST /operators/:person/disabling': {
        path: `${ofOperator(await somebody('Fay', 'operator'))}/disabling`,
        ...left,
      },
      'DELETE /operators/:person/disabling': {
        path: `${ofOperator(await whoIsOff('Gus', 'operator'))}/disabling`,
      },
      'POST /operators/:person/second-factors/reset': {
        path: `${ofOperator(await withFactor('Hal', 'operator'))}/second-factors/reset`,
        ...left,
      },
      'POST /partners/:partner/people/:person/second-factors/reset': {
        path: `${inPartner(partners)}/second-factors/reset`,
        ...left,
      },
      'POST /portals': {
        path: '/portals',
        body: { name: 'Once', owner },
        other: { name: 'Other', owner },
      },
      'PATCH /portals/:portal': {
        path: at(await a('Patched')),
        body: { name: 'New name' },
        other: { name: 'Other name' },
      },
      'POST /portals/:portal/branding': {
        path: `${at(await a('Branded'))}/branding`,
        body: { brandColor: '#112233' },
        other: { brandColor: '#332211' },
      },
      'POST /portals/:portal/trial-expiry': { path: `${at(await a('Expired'))}/trial-expiry` },
      'POST /portals/:portal/certification': { path: `${at(await a('Certified'))}/certification` },
      'POST /portals/:portal/suspension': {
        path: `${at(await a('Stopped'))}/suspension`,
        body: { cause: 'unpaid' },
        other: { cause: 'abuse' },
      },
      'DELETE /portals/:portal/suspension': {
        path: `${at(suspended.portal)}/suspension`,
        body: { note: 'Back' },
        other: { note: 'Other' },
      },
      'POST /portals/:portal/cancellation': {
        path: `${at(cancelled.portal)}/cancellation`,
        body: { name: 'Cancelled' },
        other: { name: 'Other' },
      },
      'POST /portals/:portal/deletion': { path: `${at(returned.portal)}/deletion` },
      'POST /portals/:portal/hosts': {
        path: `${at(await a('Hosted'))}/hosts`,
        body: { slug: 'hosted-twice' },
        other: { slug: 'other-twice' },
      },
      'POST /portals/:portal/hosts/current': {
        path: `${at(await a('Currently'))}/hosts/current`,
        body: { host: 'currently.localhost' },
        other: { host: 'other.localhost' },
      },
      'POST /partners': { path: '/partners', body: { name: 'One' }, other: { name: 'Two' } },
      'PATCH /partners/:partner': {
        path: theirs,
        body: { reference: 'R' },
        other: { reference: 'S' },
      },
      'POST /partners/:partner/prices': {
        path: `${theirs}/prices`,
        body: { amount: '1.50', currency: 'EUR' },
        other: { amount: '2.50', currency: 'EUR' },
      },
      'POST /partners/:partner/people': {
        path: `${theirs}/people`,
        body: { name: 'New', email: 'new@twice.example' },
        other: { name: 'Other', email: 'new@twice.example' },
      },
      'POST /partners/:partner/people/:person/invitation': {
        path: `${theirs}/people/${show('person', person)}/invitation`,
      },
      'POST /partners/:partner/people/:person/disabling': {
        path: `${theirs}/people/${show('person', person)}/disabling`,
        body: { reason: 'Left' },
        other: { reason: 'Other' },
      },
      'DELETE /partners/:partner/people/:person/disabling': {
        path: `${theirs}/people/${show('person', off)}/disabling`,
      },
      'POST /clock': { path: '/clock', body: { advance: 'PT1S' }, other: { advance: 'PT2S' } },
      'POST /keys': {
        path: '/keys',
        body: { name: 'New', scopes: ['read'] },
        other: { name: 'Other', scopes: ['read'] },
      },
      'PATCH /sign-in-rule': {
        path: '/sign-in-rule',
        body: { staffSecondFactor: false },
        other: { staffSecondFactor: true },
      },
      'DELETE /keys/:key': { path: `/keys/${show('key', key)}` },
      'POST /partners/:partner/reports/:report/correction': {
        path: `${theirs}/reports/${show('report', report)}/correction`,
        body: { reason: 'A price was wrong' },
        other: { reason: 'Another' },
      },
      ...(await webhookWrites('/partners/:partner', theirs, CONSOLE, partnerRow)),
      ...(await webhookWrites('/portals/:portal', at(hooked.portal), hooked.id, null)),
    }
  }

  /** Each on a webhook of its own, since several end it. */
  async function webhookWrites(
    pattern: string,
    path: string,
    portal: string,
    partner: string | null,
  ): Promise<Record<string, Write>> {
    const one = async () => {
      const [webhook, delivery] = await aWebhook(world, portal, partner)
      return {
        webhook: `${path}/webhooks/${show('webhook', webhook)}`,
        delivery: show('delivery', delivery),
      }
    }
    const off = await one()
    await world.owner(
      `update webhook_endpoints set state = 'disabled', disabled_why = 'by_hand' where id = $1`,
      [parseId('webhook', off.webhook.split('/').at(-1)!)],
    )
    const failed = await one()
    const at = `${pattern}/webhooks/:webhook`
    return {
      [`POST ${pattern}/webhooks`]: {
        path: `${path}/webhooks`,
        body: { url: 'https://93.184.215.14/once' },
        other: { url: 'https://93.184.215.14/other' },
      },
      [`PATCH ${at}`]: {
        path: (await one()).webhook,
        body: { description: 'Once' },
        other: { description: 'Other' },
      },
      [`DELETE ${at}`]: { path: (await one()).webhook },
      [`POST ${at}/secret`]: { path: `${(await one()).webhook}/secret` },
      [`POST ${at}/disabling`]: { path: `${(await one()).webhook}/disabling` },
      [`DELETE ${at}/disabling`]: { path: `${off.webhook}/disabling` },
      [`POST ${at}/test`]: { path: `${(await one()).webhook}/test` },
      [`POST ${at}/failed/resend`]: {
        path: `${(await one()).webhook}/failed/resend`,
        body: { since: '2026-01-01T00:00:00Z' },
        other: { since: '2026-01-02T00:00:00Z' },
      },
      [`POST ${at}/deliveries/:delivery/resend`]: {
        path: `${failed.webhook}/deliveries/${failed.delivery}/resend`,
      },
    }
  }

  /** A person's own, a queue's own, or open to whoever proves it by what is sent. */
  const ELSEWHERE =
    /^\w+ \/(profile|sessions|session|set-up|registration|reset|jobs|find-portals|password-meter)/

  it('does it once and answers alike, and with another body is refused: every write on the console', async () => {
    const table = await writes()
    const there = routeHandlers
      .filter(
        ({ endpoint, method, route }) => endpoint && method !== 'GET' && route.place !== 'portal',
      )
      .map(({ method, route }) => `${method} ${route.pattern.replace('/api/v1', '')}`)
      .filter((name) => !ELSEWHERE.test(name))
    expect(Object.keys(table).toSorted()).toEqual(there.toSorted())

    const program = await place.program()
    const events = () => world.owner('select count(*)::int as n from events')
    for (const [name, { path, body, other }] of Object.entries(table)) {
      const method = name.split(' ')[0]!
      const headers = { 'idempotency-key': `twice ${name}` }
      const first = await program.ask(method, api(path), body, headers)
      expect(first.status, `${name} ${JSON.stringify(first.body)}`).toBeLessThan(300)
      const before = await events()
      const second = await program.ask(method, api(path), body, headers)
      expect([name, second.status]).toEqual([name, first.status])
      expect(second.body, name).toEqual(first.body)
      expect(await events(), name).toEqual(before)
      if (!other) continue
      expect(await program.ask(method, api(path), other, headers), name).toMatchObject({
        status: 422,
        body: { code: 'idempotency_mismatch', errors: [{ field: 'Idempotency-Key' }] },
      })
    }
    // Nobody listens there, and no other test waits for that.
    await world.owner('delete from webhook_endpoints')
  })
})

describe('an Idempotency-Key', () => {
  /** All that one who asked again could tell the answers apart by. */
  const whole = async (program: Program, body: object, key: string) => {
    const { status, headers, text } = await program.exchange('POST', api('/partners'), body, {
      'idempotency-key': key,
    })
    const told = ['content-type', 'etag', 'location'].map((name) => headers.get(name))
    return { status, told, text }
  }
  const renamed = async (program: Program, answer: { text: string }) =>
    program.ask('PATCH', api(`/partners/${(JSON.parse(answer.text) as { id: string }).id}`), {
      name: 'Renamed since',
    })

  it('gives the first answer again, byte for byte, whatever has changed since', async () => {
    const program = await place.program()
    const first = await whole(program, { name: 'As it was' }, 'bytes')
    expect(first.told[2]).toContain('/api/v1/partners/')
    await renamed(program, first)
    expect(await whole(program, { name: 'As it was' }, 'bytes')).toEqual(first)
  })

  it('asks for the same fields, and not for their order', async () => {
    const program = await place.program()
    const first = await whole(program, { name: 'Order', reference: 'R', language: 'es' }, 'order')
    const again = { language: 'es', name: 'Order', reference: 'R' }
    expect(await whole(program, again, 'order')).toEqual(first)
    expect(await whole(program, { ...again, reference: 'S' }, 'order')).toMatchObject({
      status: 422,
    })
  })

  it('gives one answer to all who ask at once, also where the first was cut off before it answered', async () => {
    const program = await place.program()
    const answers = () =>
      Promise.all(Array.from({ length: 10 }, () => whole(program, { name: 'At once' }, 'at once')))
    const [first] = await answers()
    await world.owner(`update idempotency_keys set sealed_answer = null where key = 'at once'`)
    await renamed(program, first!)
    const after = await answers()
    expect(new Set(after.map(({ text }) => text)).size).toBe(1)
    await program.ask('PATCH', api(`/partners/${(JSON.parse(first!.text) as { id: string }).id}`), {
      name: 'Renamed once more',
    })
    expect(await answers()).toEqual(after)
    expect(
      await world.owner(`select count(*)::int as n from partners where name like 'Renamed once%'`),
    ).toEqual([{ n: 1 }])
  })

  it('that is empty is refused, and does not count as none', async () => {
    const program = await place.program()
    const empty = { 'idempotency-key': '' }
    expect(await program.ask('POST', api('/partners'), { name: 'Empty' }, empty)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'Idempotency-Key', code: 'required' }] },
    })
    expect(await world.owner(`select 1 from partners where name = 'Empty'`)).toEqual([])
  })

  it('of more than 255 characters is refused, and not cut', async () => {
    const program = await place.program()
    const long = { 'idempotency-key': 'k'.repeat(256) }
    expect(await program.ask('POST', api('/partners'), { name: 'Long' }, long)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'Idempotency-Key', code: 'too_long' }] },
    })
  })
})

describe('what two might edit', () => {
  it('is tagged with its version, and a change based on an older one is refused', async () => {
    const program = await place.program()
    const partner = await aPartner(world, 'Tagged')
    const { portal } = await aPortal(world, { name: 'Tagged Portal' })
    for (const path of [`/partners/${partner}`, `/portals/${portal}`]) {
      const change = (name: string, tag: string) =>
        program.ask('PATCH', api(path), { name }, { 'if-match': tag })
      const read = await program.ask('GET', api(path))
      const tag = read.headers.get('etag')!
      expect(tag).toBe(`"${read.body.version}"`)
      const changed = await change('First', tag)
      expect(changed).toMatchObject({ status: 200, body: { name: 'First' } })
      const now = changed.headers.get('etag')!
      expect(now).not.toBe(tag)
      for (const stale of [tag, `W/${now}`, '"soon"', 'x'])
        expect(await change('Second', stale), stale).toMatchObject({
          status: 412,
          body: { code: 'changed_meanwhile', title: 'Changed meanwhile' },
        })
      const both = { name: 'Third', version: read.body.version }
      expect(
        (await program.ask('PATCH', api(path), both, { 'if-match': now })).status,
        'two versions that differ',
      ).toBe(412)
      expect((await change('Third', now)).status).toBe(200)
      expect((await change('Fourth', '*')).status).toBe(200)
      expect((await program.ask('PATCH', api(path), { name: 'Fifth' })).status).toBe(200)
    }
  })

  it('is met by any of the versions that a condition lists', async () => {
    const program = await place.program()
    const path = api(`/partners/${await aPartner(world, 'Listed')}`)
    const change = (tags: string) =>
      program.ask('PATCH', path, { name: `By ${tags}` }, { 'if-match': tags })
    expect((await change('"7", "1" , "9"')).status).toBe(200)
    expect((await change('W/"2", "2"')).status).toBe(200)
    for (const stale of ['"1", "2"', 'W/"3", "4"', '', ',', '"3" "3"'])
      expect((await change(stale)).status, stale).toBe(412)
  })

  it('is held by a condition at every change of it, and at what has no version every condition fails', async () => {
    const program = await place.program()
    const partner = await aPartner(world, 'Held')
    const { portal } = await aPortal(world, { name: 'Held Portal', partner })
    const owner = { name: 'Ana', email: 'ana@held.example' }
    const stale = { 'if-match': '"99"' }
    const lines = () => world.owner('select count(*)::int as n from audit_lines')
    const before = await lines()
    for (const [method, path, body] of [
      ['POST', `/portals/${portal}/suspension`, { cause: 'requested' }],
      ['POST', `/portals/${portal}/trial-expiry`, undefined],
      ['POST', `/portals/${portal}/certification`, undefined],
      ['POST', `/portals/${portal}/branding`, { brandColor: '#112233' }],
      ['POST', `/portals/${portal}/hosts`, { slug: 'held-elsewhere' }],
      ['POST', `/partners/${partner}/prices`, { amount: '1.50', currency: 'EUR' }],
      ['POST', `/partners/${partner}/people`, { name: 'New', email: 'new@held.example' }],
      ['POST', '/portals', { name: 'Never', owner }],
      ['POST', '/keys', { name: 'Never', scopes: ['read'] }],
    ] as const)
      expect(await program.ask(method, api(path), body, stale), path).toMatchObject({
        status: 412,
        body: { code: 'changed_meanwhile' },
      })
    expect(await lines()).toEqual(before)
    const { headers } = await program.ask('GET', api(`/portals/${portal}`))
    const fresh = { 'if-match': headers.get('etag')! }
    const suspended = { cause: 'requested' }
    expect(
      (await program.ask('POST', api(`/portals/${portal}/suspension`), suspended, fresh)).status,
    ).toBe(200)
  })

  it('takes no field in the body that the address settles', async () => {
    const program = await place.program()
    const partner = await aPartner(world, 'Addressed')
    expect(await program.ask('PATCH', api(`/partners/${partner}`), { partner })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'partner', code: 'unknown_field' }] },
    })
  })
})

describe('how often the API may be asked', () => {
  it('is told with every answer, and one request too many is refused until the minute is over', async () => {
    const app = createApp({ ...world.installation, apiRequestsPerMinute: 3 })
    const { secret } = await act(world, createKey, { name: 'Eager', scopes: ['read'] })
    const program = new Program(app, secret)
    const ask = () => program.ask('GET', api('/portals'))
    const first = await ask()
    expect(first.headers.get('ratelimit-policy')).toBe('"api";q=3;w=60')
    expect(first.headers.get('ratelimit')).toBe('"api";r=2;t=60')
    // Refused requests count too: they were asked.
    expect((await program.ask('GET', api('/jobs'))).headers.get('ratelimit')).toBe('"api";r=1;t=60')
    await ask()
    const refused = await ask()
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many' } })
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(refused.headers.get('ratelimit')).toBe('"api";r=0;t=60')
    const other = await place.program(['read'])
    expect((await other.ask('GET', api('/portals'))).status).toBe(200)
    const page = await app.request('http://localhost:3000/sign-in', {
      headers: { host: 'localhost:3000' },
    })
    expect(page.headers.get('ratelimit')).toBeNull()
    await world.setClock((await world.now()).add({ seconds: 60 }))
    expect((await ask()).status).toBe(200)
  })
})

describe('a list', () => {
  it('is gone through by its cursor, each thing once, to an end', async () => {
    const program = await place.program()
    const partner = await aPartner(world, 'Listed')
    for (let i = 0; i < 5; i++) {
      await aPartner(world, `Listed ${i}`)
      await act(world, createKey, { name: `Key ${i}`, scopes: ['read'], partner })
      await act(world, invitePartnerPerson, {
        partner,
        name: `Person ${i}`,
        email: `listed${i}@example.com`,
      })
    }
    const { portal, id } = await aPortal(world, { name: 'Listed Portal', partner })
    for (let i = 0; i < 4; i++) await place.portalPerson(id, 'x', 'contact')
    for (const cause of ['requested', 'requested']) {
      await program.ask('POST', api(`/portals/${portal}/suspension`), { cause })
      await program.ask('DELETE', api(`/portals/${portal}/suspension`))
      await program.ask('POST', api('/clock'), { advance: 'PT1M' })
    }
    await world.drain()
    for (const [path, name, least] of [
      ['/partners', 'partners', 6],
      [`/keys?partner=${partner}`, 'keys', 5],
      [`/partners/${partner}/people`, 'people', 5],
      [`/portals/${portal}/people`, 'people', 5],
      [`/portals/${portal}/history`, 'history', 5],
      [`/portals?partner=${partner}`, 'portals', 1],
      ['/mails', 'mails', 5],
      ['/audit', 'lines', 20],
    ] as const) {
      const page = (limit: number, cursor = '') =>
        program.ask('GET', api(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`))
      const all: unknown[] = []
      for (let cursor = ''; ;) {
        const { status, body } = await page(2, cursor)
        expect([path, status]).toEqual([path, 200])
        expect(body[name].length).toBeLessThanOrEqual(2)
        all.push(...body[name])
        if (body.next === null) break
        cursor = `&cursor=${encodeURIComponent(body.next)}`
      }
      expect(all.length, path).toBeGreaterThanOrEqual(least)
      expect(new Set(all.map((one) => JSON.stringify(one))).size, path).toBe(all.length)
      const whole = (await page(100)).body
      if (whole.next === null) expect(all, path).toEqual(whole[name])
    }
  })
})

describe('whatever a page can do', () => {
  it('the API can do too: the dashboard of an operator, and of a partner’s key its own', async () => {
    const partner = await aPartner(world, 'Counted')
    await aPortal(world, { name: 'Counted Portal', partner })
    const theirs = await place.program(['read'], partner)
    const { status, body } = await theirs.ask('GET', api('/dashboard'))
    expect(status).toBe(200)
    expect(body.portals).toMatchObject({ trial_active: 1, certified_secure: 0 })
    expect(body.days).toHaveLength(body.portalsByDay.trial_active.length)
  })

  it('the API can do too: a portal’s staff read and change their settings, look and addresses', async () => {
    const portal = await aPortal(world, { name: 'Own Settings' })
    const staff = await staffOf(portal)
    const read = await staff.ask('GET', api('/settings'))
    expect(read).toMatchObject({
      status: 200,
      body: { name: 'Own Settings', invitationHours: 168 },
    })
    expect(read.body).not.toHaveProperty('partnerReference')
    const tag = { 'if-match': read.headers.get('etag')! }
    const changed = await staff.ask('PATCH', api('/settings'), { invitationHours: 3 }, tag)
    expect(changed).toMatchObject({ status: 200, body: { invitationHours: 3 } })
    expect((await staff.ask('PATCH', api('/settings'), { name: 'Late' }, tag)).status).toBe(412)
    const branded = await staff.ask('POST', api('/settings/branding'), { brandColor: '#aa0000' })
    expect(branded.body).toMatchObject({ brandColor: '#aa0000' })
    const hosts = await staff.ask('GET', api('/settings/hosts'))
    expect(hosts.body.hosts).toMatchObject([{ host: portal.host, current: true }])
    const current = await staff.ask('POST', api('/settings/hosts/current'), { host: portal.host })
    expect(current.status).toBe(200)
    const audit = await staff.ask('GET', api('/settings/audit?operation=portal.configure'))
    expect(audit.body.lines).toMatchObject([{ operation: 'portal.configure' }])
    expect((await staff.ask('GET', api('/mails'))).body.mails).toMatchObject([
      { kind: 'invitation' },
    ])
    const foreign = await staff.ask('PATCH', api('/settings'), { portal: portal.portal })
    expect(foreign).toMatchObject({ status: 422, body: { errors: [{ field: 'portal' }] } })
  })

  it('the API can do too: one’s own profile and sessions', async () => {
    const portal = await aPortal(world, { name: 'Own Profile' })
    const staff = await staffOf(portal)
    await staffOf(portal)
    const profile = await staff.ask('GET', api('/profile'))
    expect(profile.body).toMatchObject({ name: 'Ada Okoye', email: 'ada@harbour.example' })
    const wish = { name: 'Ada O.', language: 'es', timeZone: 'Europe/Madrid' }
    expect((await staff.ask('PATCH', api('/profile'), wish)).status).toBe(204)
    expect((await staff.ask('GET', api('/profile'))).body).toMatchObject(wish)
    const { body } = await staff.ask('GET', api('/sessions'))
    expect(body.sessions.map(({ current }: { current: boolean }) => current).toSorted()).toEqual([
      false,
      true,
    ])
    expect(await staff.ask('DELETE', api('/sessions'))).toMatchObject({
      status: 200,
      body: { ended: 1 },
    })
    const [own] = (await staff.ask('GET', api('/sessions'))).body.sessions
    expect((await staff.ask('DELETE', api(`/sessions/${own.id}`))).status).toBe(204)
    expect((await staff.ask('GET', api('/profile'))).status).toBe(401)
  })

  it('keeps the console’s own mails from a partner', async () => {
    const partner = await aPartner(world, 'Curious')
    for (const scopes of [['read'], ['read', 'provision', 'billing']] as const) {
      const theirs = await place.program([...scopes], partner)
      expect([403, 404]).toContain((await theirs.ask('GET', api('/mails'))).status)
    }
  })
})
