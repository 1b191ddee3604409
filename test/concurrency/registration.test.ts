import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import {
  aPerson,
  aPortal,
  Browser,
  DIGITS,
  PASSWORD,
  type Someone,
} from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

async function aClient(slug: string) {
  const portal = await aPortal(world, { slug })
  const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
  const bo = await aPerson(world, portal.id, { name: 'Bo', kind: 'contact', activated: false })
  const invite = async () => {
    await staff.post(`/people/${bo.shown}/invitation`)
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    return /token=([\w-]{43})/.exec(mail!.text)![1]!
  }
  const statuses = async (uses: Promise<Response>[]) => {
    const count: Record<number, number> = {}
    for (const { status } of await Promise.all(uses)) count[status] = (count[status] ?? 0) + 1
    return count
  }
  const use = (token: string, fact = DIGITS) =>
    new Browser(app, portal).post('/registration', { token, fact, password: PASSWORD })
  return { portal, staff, bo, invite, use, statuses }
}

const standing = async (bo: Someone) => {
  const [row] = await world.owner(
    `select registration_attempts as attempts, activated_at is not null as activated,
       (select count(*)::int from sessions where person_id = p.id) as sessions,
       (select count(*)::int from tokens where person_id = p.id and used_at is not null) as used,
       (select max(attempts) from tokens where person_id = p.id) as wrong
     from persons p where id = $1`,
    [bo.id],
  )
  return row
}

describe('registering at once', () => {
  it('judges five wrong facts of thirty, counts all of them, and tells staff once', async () => {
    const { portal, bo, invite, use, statuses } = await aClient('wrong')
    const token = await invite()
    const uses = Array.from({ length: 30 }, () => use(token, '0000'))
    expect(await statuses(uses)).toEqual({ 410: 30 })
    expect(await standing(bo)).toEqual({
      attempts: 30,
      activated: false,
      sessions: 0,
      used: 0,
      wrong: 5,
    })
    await world.drain()
    const told = (await mailbox(world.installation, portal.id)).filter(
      ({ kind }) => kind === 'registration_blocked',
    )
    expect(told).toHaveLength(1)
    // The right one comes too late.
    expect((await use(token)).status).toBe(410)
  })

  it('with right and wrong facts mixed makes at most one, and counts every try', async () => {
    const { bo, invite, use, statuses } = await aClient('mixed')
    const token = await invite()
    const uses = Array.from({ length: 20 }, (_, i) => use(token, i % 5 === 0 ? '0000' : DIGITS))
    expect(await statuses(uses)).toEqual({ 303: 1, 410: 19 })
    expect(await standing(bo)).toMatchObject({
      attempts: 20,
      activated: true,
      sessions: 1,
      used: 1,
    })
  })

  it('with a link and a code uses one of them', async () => {
    const { portal, staff, bo, invite, use, statuses } = await aClient('both')
    const token = await invite()
    const answer = await staff.json('POST', `/api/v1/people/${bo.shown}/code`, {})
    const { name, code } = (await answer.json()) as Record<'name' | 'code', string>
    const byCode = () =>
      new Browser(app, portal).post('/registration/code', {
        name,
        code,
        fact: DIGITS,
        password: PASSWORD,
      })
    const uses = Array.from({ length: 20 }, (_, i) => (i % 2 ? byCode() : use(token)))
    expect(await statuses(uses)).toEqual({ 303: 1, 410: 19 })
    expect(await standing(bo)).toMatchObject({ attempts: 20, sessions: 1, used: 1 })
  })

  it('leaves one live link, however many are sent at the same moment', async () => {
    const { portal, staff, bo, invite, use } = await aClient('resent')
    const first = await invite()
    await Promise.all([
      ...Array.from({ length: 10 }, () => staff.post(`/people/${bo.shown}/invitation`)),
      ...Array.from({ length: 10 }, () =>
        new Browser(app, portal).post('/registration/link', { token: first }),
      ),
    ])
    await world.drain()
    const live = await world.owner(
      `select 1 from tokens where person_id = $1 and used_at is null and retired_at is null`,
      [bo.id],
    )
    expect(live).toHaveLength(1)
    expect((await use(first)).status).toBe(410)
  })
})
