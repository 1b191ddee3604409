import { describe, expect, it } from 'vitest'
import { newId, show } from '../../src/kit/ids.ts'
import { isGenuine, possibleIn, type StatusOperation } from '../../src/portals/index.ts'
import { RouteHandler, type Program } from './portals-console.ts'
import { aPartner, aPortal, type APortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld, START } from '../world.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const api = (portal: string, more = '') => `/api/v1/portals/${portal}${more}`

async function served() {
  return new RouteHandler(await aWorld())
}

describe('a portal’s life by API alone', () => {
  it('goes from its creation to its certificate of deletion', async () => {
    const place = await served()
    const { world, app } = place
    const program = await place.program()
    const created = await program.ask('POST', '/api/v1/portals', {
      name: 'Harbour Law',
      owner: { name: 'Ana Ruiz', email: 'ana@harbour.example' },
    })
    expect(created.status).toBe(201)
    const { id, host } = created.body
    expect(created.headers.get('location')).toBe(api(id))
    expect(created.body).toMatchObject({
      name: 'Harbour Law',
      host: 'harbour-law.localhost',
      address: 'http://harbour-law.localhost:3000/',
      status: 'trial_active',
      built: false,
      building: { done: 0, of: 5, finished: false, failure: null },
      owner: null,
    })

    await world.drain()
    const built = await program.ask('GET', api(id))
    expect(built.body).toMatchObject({
      built: true,
      building: { done: 5, finished: true },
      owner: { name: 'Ana Ruiz', email: 'ana@harbour.example', activated: false },
      people: 1,
      proUsers: 1,
      possible: ['portal.expire_trial', 'portal.certify', 'portal.suspend'],
    })
    const ends = Temporal.Instant.from(START)
      .add({ hours: 24 * 30 })
      .toString()
    expect(built.body.trialEndsAt).toBe(ends)

    const month = await program.ask('POST', '/api/v1/clock', { advance: 'P30D' })
    expect(month).toMatchObject({
      status: 200,
      body: { now: ends, happened: [{ portal: id, at: ends, what: 'trial_expired', days: null }] },
    })
    expect((await program.ask('GET', api(id))).body).toMatchObject({
      status: 'trial_expired',
      since: ends,
    })

    const certified = await program.ask('POST', api(id, '/certification'))
    expect(certified).toMatchObject({ status: 200, body: { status: 'certified_secure' } })

    const people = new RouteHandler(world)
    const portal = {
      row: (
        await world.owner<{ id: string }>('select id from portals where slug = $1', ['harbour-law'])
      )[0]!.id,
    }
    const staff = await people.portalPerson(portal.row, host)
    expect((await staff.get('/settings')).status).toBe(200)

    const because = { cause: 'unpaid', note: 'Two invoices are open.' }
    const suspended = await program.ask('POST', api(id, '/suspension'), because)
    expect(suspended.body).toMatchObject({
      status: 'suspended',
      daysLeft: 90,
      suspension: { from: 'certified_secure', cause: 'unpaid', note: 'Two invoices are open.' },
    })
    expect((await staff.get('/settings')).status).not.toBe(200)
    const lifted = await program.ask('DELETE', api(id, '/suspension'), { cause: 'paid' })
    expect(lifted.body).toMatchObject({ status: 'certified_secure', suspension: null })

    await program.ask('POST', api(id, '/suspension'), { cause: 'requested' })
    for (const [advance, days] of [
      ['P60D', 30],
      ['P16D', 14],
      ['P7D', 7],
      ['P6D', 1],
    ] as const) {
      const { body } = await program.ask('POST', '/api/v1/clock', { advance })
      expect(body.happened).toMatchObject([{ portal: id, what: 'warned', days }])
    }
    const { body: last } = await program.ask('POST', '/api/v1/clock', { advance: 'P2D' })
    expect(last.happened).toMatchObject([{ portal: id, what: 'cancelled', days: null }])
    expect((await program.ask('GET', api(id, '/certificate'))).status).toBe(404)

    await world.drain()
    const gone = await program.ask('GET', api(id))
    expect(gone.body).toMatchObject({
      name: '',
      slug: 'harbour-law',
      status: 'cancelled',
      address: null,
      owner: null,
      building: null,
      people: 0,
      possible: [],
      certificate: api(id, '/certificate'),
    })
    const certificate = await program.ask('GET', api(id, '/certificate'))
    expect(certificate.status).toBe(200)
    expect(isGenuine(certificate.body)).toBe(true)
    expect(certificate.body.deleted).toMatchObject({ persons: 2 })

    const { body: past } = await program.ask('GET', api(id, '/history'))
    expect(
      past.history.map(({ to, through }: { to: string; through: string }) => [to, through]),
    ).toEqual([
      ['cancelled', 'timer'],
      ['suspended', 'api'],
      ['certified_secure', 'api'],
      ['suspended', 'api'],
      ['certified_secure', 'api'],
      ['trial_expired', 'timer'],
      ['trial_active', 'api'],
    ])
    expect(past.history[1].actor).toMatchObject({ name: 'A program' })
    const { body: hosts } = await program.ask('GET', api(id, '/hosts'))
    expect(hosts.hosts).toMatchObject([{ host, current: false }])
    expect(hosts.hosts[0].quarantinedUntil).not.toBeNull()
    expect((await app.request(`http://${host}:3000/sign-in`, { headers: { host } })).status).toBe(
      404,
    )
  })
})

/** How to bring a portal on trial to a status, and the request that each operation is. */
const WAYS = {
  trial_active: [],
  trial_expired: ['portal.expire_trial'],
  certified_secure: ['portal.certify'],
  suspended: ['portal.suspend'],
  cancelled: ['portal.suspend', 'portal.cancel'],
} as const
const REQUESTS: Record<Exclude<StatusOperation, 'portal.create'>, [string, string, unknown?]> = {
  'portal.expire_trial': ['POST', '/trial-expiry'],
  'portal.certify': ['POST', '/certification'],
  'portal.suspend': ['POST', '/suspension', { cause: 'requested' }],
  'portal.unsuspend': ['DELETE', '/suspension'],
  'portal.cancel': ['POST', '/cancellation', { name: 'Harbour Law' }],
}

describe('a change of status that is not in the table', () => {
  for (const [status, way] of Object.entries(WAYS))
    it(`is refused with 409 and changes nothing: ${status}`, async () => {
      const place = await served()
      const program = await place.program()
      const { portal } = await aPortal(place.world)
      for (const operation of way) {
        const [method, path, body] = REQUESTS[operation]
        expect((await program.ask(method, api(portal, path), body)).status).toBe(200)
      }
      const before = await program.ask('GET', api(portal))
      expect(before.body.status).toBe(status)
      const possible = possibleIn(before.body.status)
      for (const [operation, [method, path, body]] of Object.entries(REQUESTS)) {
        if (possible.includes(operation as StatusOperation)) continue
        const answer = await program.ask(method, api(portal, path), body)
        expect(answer, operation).toMatchObject({ status: 409, body: { status: 409 } })
      }
      expect((await program.ask('GET', api(portal))).body).toEqual(before.body)
    })
})

describe('an API key of a partner', () => {
  async function twoPartners() {
    const place = await served()
    const [mine, other] = [
      await aPartner(place.world, 'Lighthouse'),
      await aPartner(place.world, 'Northwind'),
    ]
    const own = await aPortal(place.world, { partner: mine })
    const foreign = await aPortal(place.world, { partner: other, name: 'Other Firm' })
    const program = await place.program(['read', 'provision'], mine)
    return { place, mine, other, own, foreign, program }
  }

  it('sees its own portals and itself, and no others', async () => {
    const { program, own, mine } = await twoPartners()
    const { body } = await program.ask('GET', '/api/v1/portals')
    expect(body.portals.map(({ id }: { id: string }) => id)).toEqual([own.portal])
    const { body: known } = await program.ask('GET', '/api/v1/partners')
    expect(known.partners.map(({ id }: { id: string }) => id)).toEqual([mine])
  })

  it('creates portals for itself, whatever partner it names', async () => {
    const { program, mine, other } = await twoPartners()
    const owner = { name: 'Ana', email: 'ana@new.example' }
    const created = await program.ask('POST', '/api/v1/portals', { name: 'New', owner })
    expect(created.body.partner).toMatchObject({ id: mine })
    const foreign = await program.ask('POST', '/api/v1/portals', {
      name: 'New',
      owner,
      partner: other,
    })
    expect(foreign).toMatchObject({ status: 422, body: { errors: [{ field: 'partner' }] } })
  })

  it('is told of another’s portal what it is told of none', async () => {
    const { program, foreign } = await twoPartners()
    const nobody = show('portal', newId())
    const requests: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine' }],
      ['POST', '/trial-expiry'],
      ['POST', '/certification'],
      ['POST', '/suspension', { cause: 'abuse' }],
      ['DELETE', '/suspension'],
      ['GET', '/certificate'],
      ['GET', '/history'],
      ['GET', '/hosts'],
      ['POST', '/hosts', { host: 'portal.example.com' }],
      ['POST', '/hosts', { slug: 'another-name' }],
      ['POST', '/hosts/current', { host: foreign.host }],
      ['POST', '/branding', { brandColor: '#112233' }],
      ['GET', '/mails'],
    ]
    for (const [method, path, body] of requests) {
      const [theirs, none] = await Promise.all(
        [foreign.portal, nobody].map(async (id) => {
          const answer = await program.ask(method, api(id, path), body)
          return JSON.stringify([answer.status, answer.body]).replaceAll(id, 'it')
        }),
      )
      expect(theirs, `${method} ${path}`).toBe(none)
      expect(theirs).toContain('404')
    }
  })

  it('may not do what is the operator’s', async () => {
    const { program, own } = await twoPartners()
    for (const [method, path, body] of [
      ['POST', '/api/v1/clock', { advance: 'P1D' }],
      ['GET', '/api/v1/jobs', undefined],
      ['POST', '/api/v1/partners', { name: 'Me' }],
      ['POST', api(own.portal, '/cancellation'), { name: 'Harbour Law' }],
    ] as const)
      expect((await program.ask(method, path, body)).status, path).toBe(403)
  })
})

describe('the list of portals', () => {
  it('is paged by a cursor, searched and filtered', async () => {
    const place = await served()
    const program = await place.program()
    for (const name of ['Cedar', 'Alder', 'Birch']) await aPortal(place.world, { name })
    const names = async (query: string) => {
      const { body } = await program.ask('GET', `/api/v1/portals?${query}`)
      return [body.portals.map(({ name }: { name: string }) => name), body.next]
    }
    const [first, cursor] = await names('limit=2')
    expect(first).toEqual(['Alder', 'Birch'])
    expect(await names(`limit=2&cursor=${cursor}`)).toEqual([['Cedar'], null])
    expect(await names('search=lde')).toEqual([['Alder'], null])
    expect(await names('status=suspended')).toEqual([[], null])
  })

  it('names the part of its query that is wrong', async () => {
    const program = await (await served()).program()
    for (const [query, field] of [
      ['status=asleep', 'status'],
      ['limit=0', 'limit'],
      ['cursor=nonsense', 'cursor'],
      ['partner=somebody', 'partner'],
      ['colour=red', 'colour'],
    ]) {
      const answer = await program.ask('GET', `/api/v1/portals?${query}`)
      expect(answer, query).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    }
  })
})

describe('what is sent to the API', () => {
  it('is told by its field what is wrong, and creates nothing', async () => {
    const program = await (await served()).program()
    const owner = { name: 'Ana', email: 'ana@harbour.example' }
    const wrong: [unknown, number, string[]][] = [
      [{}, 422, ['name', 'owner']],
      [{ name: ' ', owner: { name: 'Ana', email: 'nowhere' } }, 422, ['name', 'owner.email']],
      [{ name: 'A', owner, slug: 'www' }, 422, ['slug']],
      [{ name: 'A', owner, timeZone: 'Mars/Olympus' }, 422, ['timeZone']],
      [{ name: 'A', owner, colour: 'red' }, 422, ['colour']],
      ['not json', 400, ['body']],
      ['[]', 400, ['body']],
    ]
    for (const [body, status, fields] of wrong) {
      const answer = await program.ask('POST', '/api/v1/portals', body)
      expect(answer.status).toBe(status)
      expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields)
    }
    expect((await program.ask('GET', '/api/v1/portals')).body.portals).toEqual([])
  })

  it('may be sent again with its Idempotency-Key, and does nothing again', async () => {
    const program = await (await served()).program()
    const body = { name: 'Once', owner: { name: 'Ana', email: 'ana@once.example' } }
    const send = () => program.ask('POST', '/api/v1/portals', body, { 'idempotency-key': 'once' })
    const [first, second] = [await send(), await send()]
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect((await program.ask('GET', '/api/v1/portals')).body.portals).toHaveLength(1)
  })
})

describe('a portal’s settings by API', () => {
  let program: Program
  let portal: APortal
  let place: RouteHandler
  async function standing() {
    place = await served()
    program = await place.program()
    portal = await aPortal(place.world)
  }

  it('are read and sent in the same words, and refused where somebody was faster', async () => {
    await standing()
    const before = await program.ask('GET', api(portal.portal))
    const wish = {
      timeZone: 'Europe/Madrid',
      language: 'es',
      invitationHours: 3,
      afterTrial: ['api'],
    }
    const { version } = before.body
    const changed = await program.ask('PATCH', api(portal.portal), { ...wish, version })
    expect(changed).toMatchObject({ status: 200, body: { ...wish, version: version + 1 } })
    const late = await program.ask('PATCH', api(portal.portal), { name: 'Mine', version })
    expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
  })

  it('never list what always stays', async () => {
    await standing()
    const answer = await program.ask('PATCH', api(portal.portal), { afterTrial: ['messages'] })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'afterTrial.0' }] } })
  })

  it('give it addresses, of which the old ones redirect with path and query', async () => {
    await standing()
    const renamed = await program.ask('POST', api(portal.portal, '/hosts'), { slug: 'harbour' })
    expect(renamed).toMatchObject({
      status: 201,
      body: {
        hosts: [
          { host: 'harbour.localhost', current: true },
          { host: portal.host, current: false },
        ],
      },
    })
    const own = await program.ask('POST', api(portal.portal, '/hosts'), {
      host: 'portal.harbour.example',
    })
    expect(own.body.hosts).toHaveLength(3)
    const made = await program.ask('POST', api(portal.portal, '/hosts/current'), {
      host: 'portal.harbour.example',
    })
    expect(made.body.hosts[0]).toMatchObject({
      host: 'portal.harbour.example',
      current: true,
      passkeyHolders: 0,
    })
    const old = await place.app.request(`http://${portal.host}:3000/registration?token=x`, {
      headers: { host: portal.host },
    })
    expect(old.status).toBe(301)
    expect(old.headers.get('location')).toBe(
      'http://portal.harbour.example:3000/registration?token=x',
    )
  })

  it('dress it until its trial ends, and again once it is certified', async () => {
    await standing()
    const dressed = await program.ask('POST', api(portal.portal, '/branding'), {
      brandColor: '#0B7A4B',
      logo: PNG.toString('base64'),
    })
    const cut = await program.ask('POST', api(portal.portal, '/branding'), {
      logo: PNG.subarray(0, -20).toString('base64'),
    })
    expect(cut.status).toBe(422)
    expect(cut.body).toMatchObject({ code: 'logo_cut', errors: [{ field: 'logo' }] })
    const { version, logo } = dressed.body
    expect(logo).toBe(`http://${portal.host}:3000/logo?v=1`)
    const at = (path: string) =>
      place.app.request(`http://${portal.host}:3000${path}`, { headers: { host: portal.host } })
    const theme = await at(`/theme.css?v=${version}`)
    expect(theme.headers.get('content-type')).toMatch(/^text\/css/)
    expect(theme.headers.get('cache-control')).toContain('immutable')
    expect(await theme.text()).toContain('#0b7a4b')
    const picture = await at('/logo?v=1')
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
    expect(picture.headers.get('cache-control')).toContain('immutable')
    expect(Buffer.from(await picture.arrayBuffer()).equals(PNG)).toBe(true)
    expect((await at('/logo?v=9')).headers.get('cache-control')).toBe('no-cache')

    await program.ask('POST', api(portal.portal, '/trial-expiry'))
    const plain = await at(`/theme.css?v=${version}`)
    expect(await plain.text()).toBe('')
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    expect((await at('/logo?v=1')).status).toBe(404)

    await program.ask('POST', api(portal.portal, '/certification'))
    expect((await at('/logo?v=1')).status).toBe(200)
  })
})

describe('a sandbox’s mailbox by API', () => {
  it('has the owner’s invitation, for those who may provision', async () => {
    const place = await served()
    const { portal, host } = await aPortal(place.world)
    const { body } = await (await place.program(['provision'])).ask('GET', api(portal, '/mails'))
    expect(body.mails).toMatchObject([{ kind: 'invitation', to: 'ada@harbour.example' }])
    expect(body.mails[0].text).toContain(`http://${host}:3000/registration?token=`)
    const reader = await place.program(['read'])
    expect((await reader.ask('GET', api(portal, '/mails'))).status).toBe(403)
  })
})

describe('the installation by API', () => {
  it('shows its clock, its jobs and its partners', async () => {
    const program = await (await served()).program()
    expect((await program.ask('GET', '/api/v1/clock')).body).toEqual({
      now: START,
      movable: true,
      aheadMs: 0,
    })
    const { body: jobs } = await program.ask('GET', '/api/v1/jobs')
    expect(jobs.parked).toEqual([])
    expect(jobs.queues).toContainEqual({
      queue: 'build_portal',
      waiting: 0,
      running: 0,
      failed: 0,
      trouble: null,
    })
    const made = await program.ask('POST', '/api/v1/partners', { name: 'Lighthouse' })
    expect(made.status).toBe(201)
    const { body: known } = await program.ask('GET', '/api/v1/partners')
    expect(known.partners).toMatchObject([
      { id: made.body.id, name: 'Lighthouse', createdAt: START },
    ])
  })

  it('moves its clock forward by at most ten years, and never back', async () => {
    const program = await (await served()).program()
    for (const advance of ['P0D', '-P1D', 'P11Y', 'tomorrow', ''])
      expect(await program.ask('POST', '/api/v1/clock', { advance }), advance).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'advance' }] },
      })
    const moved = await program.ask('POST', '/api/v1/clock', { advance: 'PT6H' })
    expect(moved.body).toMatchObject({ now: '2026-01-05T15:00:00Z', aheadMs: 21_600_000 })
  })
})
