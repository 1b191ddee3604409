import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, aPortal, Browser, PASSWORD, type Someone } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const outcomes = async (person: Someone): Promise<Record<string, number>> => {
  const rows = await world.owner<{ outcome: string; times: number }>(
    `select outcome, count(*)::int as times from audit_lines
     where operation = 'sign_in.attempt' and subject = $1 group by 1`,
    [person.shown],
  )
  return Object.fromEntries(rows.map(({ outcome, times }) => [outcome, times]))
}
const standing = async ({ id }: Someone) =>
  (
    await world.owner(
      'select bad_attempts, lock_level, locked_until is not null as locked from persons where id = $1',
      [id],
    )
  )[0]

describe('two hundred wrong guesses at once', () => {
  it('are ten judged, a hundred and ninety refused, and all counted', async () => {
    const portal = await aPortal(world)
    const ada = await aPerson(world, portal.id)
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const form = { email: ada.email, password: `guess ${i}` }
        const stranger = new Browser(app, portal)
        return i % 2
          ? stranger.post('/sign-in', form)
          : stranger.json('POST', '/api/v1/session', form)
      }),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(await outcomes(ada)).toEqual({ judged: 10, locked: 190 })
    expect(await standing(ada)).toEqual({ bad_attempts: 200, lock_level: 1, locked: true })
  })

  it('leave nothing in doubt when one of them is right', async () => {
    const portal = await aPortal(world, { slug: 'lucky' })
    const ada = await aPerson(world, portal.id)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        new Browser(app, portal).post('/sign-in', {
          email: ada.email,
          password: i === 20 ? PASSWORD : `guess ${i}`,
        }),
      ),
    )
    const checked = (await outcomes(ada))['judged']!
    const [{ sessions }] = (await world.owner<{ sessions: number }>(
      'select count(*)::int as sessions from sessions where person_id = $1',
      [ada.id],
    )) as [{ sessions: number }]
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(sessions)
    // A success in between gives the allowance back, once.
    expect(checked).toBeLessThanOrEqual(sessions ? 21 : 10)
  })
})

/** Everybody's bad attempts in that portal, by name. */
const badAttempts = async (portal: string) =>
  Object.fromEntries(
    (
      await world.owner<{ name: string; bad_attempts: number }>(
        'select name, bad_attempts from persons where portal_id = $1 and bad_attempts > 0',
        [portal],
      )
    ).map(({ name, bad_attempts }) => [name, bad_attempts]),
  )

/** Statuses, with how often each. */
const tally = (answers: readonly Response[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status }) => status)
      .entries()
      .map(([status, all]) => [status, all.length]),
  )

describe('an office behind one address', () => {
  const OFFICE = '203.0.113.7'
  const colleagues = (portal: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        aPerson(world, portal, {
          name: `Colleague ${i}`,
          email: `c${i}@example.com`,
          kind: 'contact',
        }),
      ),
    )
  const atWork = (portal: { host: string }) =>
    Object.assign(new Browser(app, portal), { address: OFFICE })
  const comeIn = (browser: Browser, { email }: Someone, password = PASSWORD) =>
    browser.post('/sign-in', { email, password })

  it('gets in with forty right passwords at once, from devices that have been here and again from new ones', async () => {
    const portal = await aPortal(world, { slug: 'office' })
    const people = await colleagues(portal.id, 40)
    const places = people.map((person) => ({ person, browser: atWork(portal) }))
    const first = places.map(({ browser, person }) => comeIn(browser, person))
    expect(tally(await Promise.all(first))).toEqual({ 303: 40 })
    for (const { browser } of places) browser.cookies.delete('session')
    const second = places.map(({ browser, person }) => comeIn(browser, person))
    expect(tally(await Promise.all(second))).toEqual({ 303: 40 })
    const third = people.map((person) => comeIn(atWork(portal), person))
    expect(tally(await Promise.all(third))).toEqual({ 303: 40 })
    expect(await badAttempts(portal.id)).toEqual({})
  })

  it('is counted for what was wrong alone, exactly, among right ones at the same moment', async () => {
    const portal = await aPortal(world, { slug: 'mixed' })
    const people = await colleagues(portal.id, 60)
    const wrong = new Set(people.slice(0, 20))
    const tries = people.map((person) =>
      comeIn(atWork(portal), person, wrong.has(person) ? 'not this one at all' : PASSWORD),
    )
    expect(tally(await Promise.all(tries))).toEqual({ 303: 40, 401: 20 })
    expect(await badAttempts(portal.id)).toEqual(
      Object.fromEntries([...wrong].map(({ name }) => [name, 1])),
    )
    // Twenty of the sixty that one network has are spent, and no more.
    const guesses = await Promise.all(
      Array.from({ length: 45 }, () => comeIn(atWork(portal), people[0]!, 'nor this one at all')),
    )
    expect(tally(guesses)).toEqual({ 401: 40, 429: 5 })
  })

  it('lets one person in forty times at once with the right password', async () => {
    const portal = await aPortal(world, { slug: 'eager' })
    const [ada] = await colleagues(portal.id, 1)
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => comeIn(atWork(portal), ada!)),
    )
    expect(tally(answers)).toEqual({ 303: 40 })
    expect(await standing(ada!)).toEqual({ bad_attempts: 0, lock_level: 0, locked: false })
  })
})

describe('signing in at the same moment as', () => {
  it('being disabled leaves no session behind', async () => {
    const portal = await aPortal(world, { slug: 'race' })
    const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    for (let round = 0; round < 4; round++) {
      const bo = await aPerson(world, portal.id, {
        name: 'Bo',
        email: `bo${round}@example.com`,
        kind: 'contact',
      })
      await Promise.all([
        ...Array.from({ length: 4 }, () =>
          new Browser(app, portal).post('/sign-in', { email: bo.email, password: PASSWORD }),
        ),
        staff.json('POST', `/api/v1/people/${bo.shown}/disabling`, { reason: 'Left' }),
      ])
      expect(await world.owner('select 1 from sessions where person_id = $1', [bo.id])).toEqual([])
    }
  })
})
