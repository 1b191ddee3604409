import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, aPortal, Browser, PASSWORD, type Someone } from '../identity-world.ts'
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
  }, 60_000)

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
    const judged = (await outcomes(ada))['judged']!
    const [{ sessions }] = (await world.owner<{ sessions: number }>(
      'select count(*)::int as sessions from sessions where person_id = $1',
      [ada.id],
    )) as [{ sessions: number }]
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(sessions)
    // A success in between gives the allowance back, once.
    expect(judged).toBeLessThanOrEqual(sessions ? 21 : 10)
  }, 60_000)
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
  }, 60_000)
})
