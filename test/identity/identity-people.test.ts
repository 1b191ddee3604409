import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { REGISTRATION_STATES } from '../../src/identity/index.ts'
import { aPerson, aPortal, Browser, PASSWORD, type Someone } from './identity-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
let portal: { id: string; host: string }
let ada: Someone
let browser: Browser

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  portal = await aPortal(world)
  ada = await aPerson(world, portal.id)
  browser = await new Browser(app, portal).signIn(ada)
  return () => world.close()
})

interface Answer {
  people: { id: string; registration: string }[]
}

const text = async (path: string) => {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}
const api = async (method: string, path: string, body?: unknown) => {
  const answer = await browser.json(method, `/api/v1/${path}`, body)
  return { status: answer.status, body: (await answer.json()) as Answer }
}
const at = (path: string, person: Someone) => `${path}/${person.shown}`

describe('inviting', () => {
  it('adds a person, mails them, and shows them as invited', async () => {
    const form = {
      name: 'Bo Lind',
      email: 'Bo@Example.com',
      kind: 'staff',
      language: 'es',
    }
    const answer = await browser.post('/people', form)
    expect(answer.status).toBe(303)
    const page = await text(answer.headers.get('location')!)
    expect(page).toContain('An invitation is on its way to Bo@Example.com.')
    expect(page).toContain('Invited</span>')
    await world.drain()
    const mails = await world.owner(`select kind, state from mails where portal_id = $1`, [
      portal.id,
    ])
    expect(mails).toEqual([{ kind: 'invitation', state: 'kept' }])
  })

  it('from the team’s page makes colleagues only', async () => {
    const form = { name: 'Not A Colleague', email: 'not@example.com', kind: 'contact' }
    const answer = await browser.post('/people', form)
    expect(answer.status).toBe(422)
    expect(await world.owner(`select from persons where email = 'not@example.com'`)).toEqual([])
    expect(await text('/people/new')).not.toContain('Last four digits')
  })

  it('refuses an e-mail that is here already, beside its field, and keeps what was typed', async () => {
    const form = { name: 'Ada Again', email: ada.email, kind: 'staff', language: '' }
    const answer = await browser.post('/people', form)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Someone with this e-mail is already here')
    expect(page).toContain('value="Ada Again"')
  })

  it('makes one person of twenty invitations at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api('POST', 'people', {
          name: 'Cy Once',
          email: 'cy@example.com',
          kind: 'contact',
          digits: '6789',
        }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
  })

  it('again retires the earlier link', async () => {
    const dee = await aPerson(world, portal.id, { name: 'Dee', activated: false })
    for (let i = 0; i < 2; i++)
      expect((await browser.post(`${at('/people', dee)}/invitation`)).status).toBe(303)
    const tokens = await world.owner(
      `select retired_at is null as live from tokens where person_id = $1 order by live`,
      [dee.id],
    )
    expect(tokens).toEqual([{ live: false }, { live: true }])
  })

  it('again is refused for someone who has registered, with the reason', async () => {
    await browser.post(`${at('/people', ada)}/invitation`)
    expect(await text(at('/people', ada))).toContain('They have already registered')
  })
})

describe('switching access off', () => {
  it('says in counted things what it will do, and asks for a reason', async () => {
    const eve = await aPerson(world, portal.id, { name: 'Eve' })
    await new Browser(app, portal).signIn(eve)
    await new Browser(app, portal).signIn(eve)
    const page = await text(`${at('/people', eve)}/disabling`)
    expect(page).toContain('2 devices are signed out at once.')
    expect(page).toContain('Their PRO seat is not counted until access is enabled again.')
    const refused = await browser.post(`${at('/people', eve)}/disabling`, { reason: ' ' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Fill this in.')
  })

  it('ends every session at once, and nobody gets in until it is on again', async () => {
    const fay = await aPerson(world, portal.id, { name: 'Fay', kind: 'contact' })
    const hers = await new Browser(app, portal).signIn(fay)
    expect((await hers.get('/profile')).status).toBe(200)
    const off = await browser.post(`${at('/people', fay)}/disabling`, { reason: 'Left <b>us</b>' })
    expect(off.status).toBe(303)
    expect((await hers.get('/profile')).headers.get('location')).toMatch(/^\/sign-in/)
    await expect(new Browser(app, portal).signIn(fay)).rejects.toThrow('403')
    const page = await text(at('/contacts', fay))
    expect(page).toContain('“Left &lt;b&gt;us&lt;/b&gt;”')
    expect(page).toContain('Disabled</span>')

    await browser.post(`${at('/people', fay)}/enabling`)
    await new Browser(app, portal).signIn(fay)
  })

  it('is not for oneself', async () => {
    const answer = await api('POST', `people/${ada.shown}/disabling`, { reason: 'Oops' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not_yourself' } })
    expect(await text(at('/people', ada))).not.toContain('/disabling')
  })
})

describe('a seat', () => {
  it('is switched between guest and PRO, and counted', async () => {
    const gus = await aPerson(world, portal.id, { name: 'Gus', kind: 'contact' })
    const pro = async () =>
      (
        await world.owner<{ pro_users: number }>(
          'select pro_users from portal_summaries where portal_id = $1',
          [portal.id],
        )
      )[0]!.pro_users
    const before = await pro()
    await browser.post(`${at('/people', gus)}/seat`, { seat: 'pro' })
    expect(await pro()).toBe(before + 1)
    expect(await text(at('/contacts', gus))).toContain('Gus now holds a PRO seat.')
    expect((await api('POST', `people/${gus.shown}/seat`, { seat: 'guest' })).body).toMatchObject({
      seat: 'guest',
    })
    expect(await pro()).toBe(before)
  })

  it('of somebody disabled is said not to be counted, wherever it is shown', async () => {
    const ivo = await aPerson(world, portal.id, { name: 'Ivo' })
    await browser.post(`${at('/people', ivo)}/disabling`, { reason: 'On leave' })
    const page = textOf(await text(at('/people', ivo)))
    expect(page).toContain('Ivo holds a PRO seat. It is not counted while access is disabled.')
    expect(page).toContain('Seat PRO not counted while disabled')
    expect(textOf(await text('/people?search=Ivo'))).toContain('PRO not counted while disabled')
    expect(await text('/people?search=Ivo&format=csv')).toContain(
      '"PRO, not counted while disabled"',
    )
    await browser.post(`${at('/people', ivo)}/enabling`)
    expect(await text(at('/people', ivo))).not.toContain('not counted')
  })

  it('of staff is always PRO', async () => {
    const answer = await api('POST', `people/${ada.shown}/seat`, { seat: 'guest' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'staff_hold_pro' } })
  })
})

describe('the list of people', () => {
  it('is paged by name, forth and back, without losing or repeating anyone', async () => {
    const own = await aPortal(world, { slug: 'many' })
    const boss = await aPerson(world, own.id)
    await world.owner(
      `insert into persons (portal_id, id, kind, name, email, seat, created_at)
       select $1, gen_random_uuid(), 'staff', 'Same Name', 'p' || n || '@example.com', 'pro', $2
       from generate_series(1, 119) n`,
      [own.id, START],
    )
    const staff = await new Browser(app, own).signIn(boss)
    const pages: string[][] = []
    const read = async (path: string) => {
      const html = await (await staff.get(path)).text()
      pages.push([...html.matchAll(/href="\/people\/(per_\w+)"/g)].map(([, id]) => id!))
      const link = (rel: string) =>
        new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&')
      return { next: link('next'), previous: link('prev'), html }
    }
    const first = await read('/people')
    expect(first.html).toContain('120 colleagues')
    const second = await read(first.next!)
    const third = await read(second.next!)
    expect(third.next).toBeUndefined()
    expect(new Set(pages.flat()).size).toBe(120)
    await read(third.previous!)
    await read((await read(second.previous!)).previous ?? '/people')
    expect(pages[3]).toEqual(pages[1])
    expect(pages[4]).toEqual(pages[0])
  })

  it('is searched by name and e-mail, literally', async () => {
    const found = async (search: string) =>
      (await api('GET', `people?search=${encodeURIComponent(search)}`)).body.people.length
    expect(await found('ADA')).toBe(1)
    expect(await found('cy@exam')).toBe(1)
    expect(await found('%')).toBe(0)
    expect(await found('_da')).toBe(0)
    expect(await text('/people?search=nobody')).toContain('Nothing matches')
  })

  it('is filtered by registration as the badge says it', async () => {
    for (const state of REGISTRATION_STATES)
      for (const person of (await api('GET', `people?registration=${state}`)).body.people)
        expect(person.registration).toBe(state)
    const invited = await api('GET', 'people?registration=invited')
    expect(invited.body.people.length).toBeGreaterThan(1)
  })

  it('comes as CSV, all pages of it, with no formula in it', async () => {
    await aPerson(world, portal.id, { name: '=HYPERLINK("x")', email: 'evil@example.com' })
    const csv = await text('/people?format=csv')
    const { body } = await api('GET', 'people?kind=staff&limit=200')
    expect(csv.trim().split('\r\n')).toHaveLength(1 + body.people.length)
    expect(csv).toContain(`"'=HYPERLINK(""x"")",evil@example.com,Registered`)
  })

  it('is for staff: a contact finds nothing there', async () => {
    const ivy = await aPerson(world, portal.id, { name: 'Ivy', kind: 'contact' })
    const hers = await new Browser(app, portal).signIn(ivy)
    expect((await hers.get('/people')).status).toBe(404)
    expect((await hers.json('GET', '/api/v1/people')).status).toBe(403)
    const answer = await hers.json('POST', `/api/v1/people/${ada.shown}/disabling`, { reason: 'x' })
    expect(answer.status).toBe(403)
  })

  it('refuses what it does not know, naming the field', async () => {
    for (const [query, field] of [
      ['registration=asleep', 'registration'],
      ['colour=red', 'colour'],
      ['limit=0', 'limit'],
      ['cursor=per_x', 'cursor'],
      ['search=%00', 'search'],
    ])
      expect(await api('GET', `people?${query}`)).toMatchObject({
        status: 422,
        body: { errors: [{ field }] },
      })
  })
})

describe('a person’s page', () => {
  it('shows how they stand and what happened to them', async () => {
    const hal = await aPerson(world, portal.id, { name: 'Hal' })
    await new Browser(app, portal).signIn(hal)
    for (let i = 0; i < 10; i++)
      await new Browser(app, portal).post('/sign-in', { email: hal.email, password: 'no' })
    const page = await text(at('/people', hal))
    expect(page).toContain('Locked</span>')
    expect(page).toContain('Hal is locked out after too many failed tries.')
    expect(page).toContain('Signed in')
    expect(page).toContain('Tried a password')
    expect((await api('GET', `people/${hal.shown}`)).body).toMatchObject({
      registration: 'locked',
      badAttempts: 10,
      lockedUntil: '2026-01-05T09:01:00Z',
      lastLoginAt: '2026-01-05T09:00:00Z',
    })
  })

  it('of another portal answers as if there were nobody', async () => {
    const other = await aPortal(world, { slug: 'other' })
    const zoe = await aPerson(world, other.id, { name: 'Zoe' })
    const theirs = await browser.get(at('/people', zoe))
    const nobody = await browser.get('/people/per_00000000000000000000000000')
    expect(theirs.status).toBe(404)
    expect(await theirs.text()).toBe(await nobody.text())
    const off = await api('POST', `people/${zoe.shown}/disabling`, { reason: 'x' })
    expect(off.status).toBe(404)
    await new Browser(app, other).post('/sign-in', { email: zoe.email, password: PASSWORD })
  })
})
