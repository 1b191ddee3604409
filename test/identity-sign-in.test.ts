import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { resetJob, sendResetLink } from '../src/identity/index.ts'
import type { Sealed } from '../src/kit/sealed-job.ts'
import { aPerson, aPortal, Browser, PASSWORD, said, type Someone } from './identity-world.ts'
import { aWorld, openWorld, START, type World } from './world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const row = async ({ id }: Someone, { owner } = world) =>
  (await owner('select * from persons where id = $1', [id]))[0]!

const WAYS = {
  page: (browser: Browser, email: string, password: string) =>
    browser.post('/sign-in', { email, password }),
  JSON: (browser: Browser, email: string, password: string) =>
    browser.json('POST', '/api/v1/session', { email, password }),
}
const isIn = (answer: Response) => answer.status === 303 || answer.status === 201

const fails = async (browser: Browser, email: string, times: number) => {
  for (let i = 0; i < times; i++) {
    const answer = await browser.post('/sign-in', { email, password: `wrong ${i}` })
    expect(answer.status).toBe(401)
  }
}

for (const [way, attempt] of Object.entries(WAYS))
  describe(`signing in by ${way}`, () => {
    it('answers unknown, wrong, locked, disabled, unregistered and suspended alike', async () => {
      const portal = await aPortal(world, {
        slug: `alike-${way.toLowerCase()}`,
        lockoutAttempts: 3,
      })
      const people = {
        unknown: { email: 'nobody@example.com' },
        wrong: await aPerson(world, portal.id, { name: 'Wrong' }),
        locked: await aPerson(world, portal.id, { name: 'Locked' }),
        disabled: await aPerson(world, portal.id, { name: 'Disabled' }),
        unregistered: await aPerson(world, portal.id, { name: 'Unregistered', activated: false }),
        suspended: await aPerson(world, portal.id, { name: 'Suspended' }),
      }
      await fails(new Browser(app, portal), people.locked.email, 3)
      await world.owner(
        `update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`,
        [people.disabled.id],
      )
      const answers = new Map<string, unknown>()
      for (const [name, { email }] of Object.entries(people)) {
        if (name === 'suspended')
          await world.owner(
            `update portals set status = 'suspended', suspended_from = 'certified_secure',
             suspension_cause = 'other' where id = $1`,
            [portal.id],
          )
        const password = name === 'wrong' ? 'not it at all' : PASSWORD
        const answer = await said(await attempt(new Browser(app, portal), email, password))
        answers.set(name, { ...answer, text: answer.text.replaceAll(email, '<email>') })
      }
      const [first, ...others] = answers.values()
      expect(first).toMatchObject({ status: 401 })
      for (const other of others) expect(other).toEqual(first)
    })

    it('refuses the right password while locked, and takes it when the lock is over', async () => {
      const own = await aWorld()
      const ownApp = createApp(own.installation)
      const portal = await aPortal(own, { lockoutAttempts: 3 })
      const ada = await aPerson(own, portal.id)
      const stranger = () => new Browser(ownApp, portal)
      await fails(stranger(), ada.email, 3)
      expect(isIn(await attempt(stranger(), ada.email, PASSWORD))).toBe(false)
      await own.setClock('2026-01-05T09:00:59Z')
      expect(isIn(await attempt(stranger(), ada.email, PASSWORD))).toBe(false)
      await own.setClock('2026-01-05T09:01:00Z')
      expect(isIn(await attempt(stranger(), ada.email, PASSWORD))).toBe(true)
      expect(await row(ada, own)).toMatchObject({
        bad_attempts: 0,
        lock_level: 0,
        locked_until: null,
      })
    })
  })

describe('a lock', () => {
  it('does not keep the owner out on a device that has signed in before, and stays for strangers', async () => {
    const portal = await aPortal(world, { slug: 'device', lockoutAttempts: 3 })
    const ada = await aPerson(world, portal.id)
    const hers = await new Browser(app, portal).signIn(ada)
    await hers.post('/sign-out')
    await fails(new Browser(app, portal), ada.email, 4)
    await hers.signIn(ada)
    const answer = await new Browser(app, portal).post('/sign-in', {
      email: ada.email,
      password: PASSWORD,
    })
    expect(answer.status).toBe(401)
    expect(await row(ada)).toMatchObject({ lock_level: 1 })
  })

  it('gives a known device ten guesses of its own, and no more', async () => {
    const portal = await aPortal(world, { slug: 'allowance' })
    const ada = await aPerson(world, portal.id)
    const hers = await new Browser(app, portal).signIn(ada)
    await hers.post('/sign-out')
    await fails(hers, ada.email, 10)
    const answer = await hers.post('/sign-in', { email: ada.email, password: PASSWORD })
    expect(answer.status).toBe(401)
  })

  it('is not opened by a device that another person has signed in from', async () => {
    const portal = await aPortal(world, { slug: 'borrowed', lockoutAttempts: 3 })
    const ada = await aPerson(world, portal.id)
    const bob = await new Browser(app, portal).signIn(
      await aPerson(world, portal.id, { name: 'Bob' }),
    )
    await bob.post('/sign-out')
    await fails(new Browser(app, portal), ada.email, 3)
    expect((await bob.post('/sign-in', { email: ada.email, password: PASSWORD })).status).toBe(401)
  })

  it('grows from a minute to half a day while the guessing goes on', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own, { lockoutAttempts: 3 })
    const ada = await aPerson(own, portal.id)
    const minutes: number[] = []
    let now = Temporal.Instant.from(START)
    await fails(new Browser(ownApp, portal), ada.email, 2)
    for (let lock = 0; lock < 12; lock++) {
      await own.setClock(now)
      await fails(new Browser(ownApp, portal), ada.email, 1)
      const { locked_until } = await row(ada, own)
      const until = locked_until as Temporal.Instant
      minutes.push(until.since(now).total('minutes'))
      now = until
    }
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720])
  })

  it('ends with a new password by e-mail', async () => {
    const portal = await aPortal(world, { slug: 'relieved', lockoutAttempts: 3 })
    const ada = await aPerson(world, portal.id)
    await fails(new Browser(app, portal), ada.email, 4)
    await new Browser(app, portal).post('/reset', { email: ada.email })
    await world.drain()
    const token = await mailedToken(portal.id)
    const password = 'eleven otters in the reeds'
    const answer = await new Browser(app, portal).post('/reset/password', { token, password })
    expect(answer.status).toBe(303)
    const again = await new Browser(app, portal).post('/sign-in', { email: ada.email, password })
    expect(again.status).toBe(303)
  })

  it('counts the current password on the profile like any other way in', async () => {
    const portal = await aPortal(world, { slug: 'inside', lockoutAttempts: 4 })
    const ada = await aPerson(world, portal.id)
    const thief = await new Browser(app, portal).signIn(ada)
    thief.cookies.delete('device')
    const guess = (current: string) =>
      thief.post('/profile/password', { current, password: 'eleven otters in the reeds' })
    for (let i = 0; i < 4; i++) expect((await guess(`no ${i}`)).status).toBe(422)
    expect(await row(ada)).toMatchObject({ bad_attempts: 4, lock_level: 1 })
    expect((await guess(PASSWORD)).status).toBe(422)
  })
})

/** The newest mail's token. */
async function mailedToken(portal: string): Promise<string> {
  const { mailbox } = await import('../src/kit/mail.ts')
  const [mail] = await mailbox(world.installation, portal)
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}

describe('asking for a new password', () => {
  it('answers the same whether or not somebody has that e-mail', async () => {
    const portal = await aPortal(world, { slug: 'asking' })
    const ada = await aPerson(world, portal.id)
    const off = await aPerson(world, portal.id, { name: 'Off', activated: false })
    for (const ask of [
      (email: string) => new Browser(app, portal).post('/reset', { email }),
      (email: string) => new Browser(app, portal).json('POST', '/api/v1/reset', { email }),
    ]) {
      const answers = []
      for (const { email } of [ada, off, { email: 'nobody@example.com' }]) {
        const answer = await said(await ask(email))
        answers.push({ ...answer, text: answer.text.replaceAll(email, '<email>') })
      }
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
    }
    await world.drain()
    const mails = await world.owner('select kind from mails where portal_id = $1', [portal.id])
    // Asked for twice in the same minute, it is one mail.
    expect(mails).toEqual([{ kind: 'reset' }])
  })

  it('twenty times at once leaves one link that works', async () => {
    const portal = await aPortal(world, { slug: 'eager' })
    const ada = await aPerson(world, portal.id)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        new Browser(app, portal).post('/reset', { email: ada.email }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const jobs = await world.owner<{ data: Sealed }>(
      `select data from pgboss.job where name = $1 and data->>'portal' = $2`,
      [resetJob.name, portal.id],
    )
    expect(jobs).toHaveLength(20)
    await Promise.all(jobs.map(({ data }) => sendResetLink(world.installation, data)))
    const [live] = await world.owner(
      `select count(*)::int as tokens from tokens where person_id = $1 and retired_at is null`,
      [ada.id],
    )
    expect(live).toEqual({ tokens: 1 })
  })

  it('ends every session once the new one is chosen, and tells the person', async () => {
    const portal = await aPortal(world, { slug: 'renewed' })
    const ada = await aPerson(world, portal.id)
    const devices = [
      await new Browser(app, portal).signIn(ada),
      await new Browser(app, portal).signIn(ada),
    ]
    await new Browser(app, portal).post('/reset', { email: ada.email })
    await world.drain()
    const fresh = new Browser(app, portal)
    const token = await mailedToken(portal.id)
    await fresh.post('/reset/password', { token, password: 'eleven otters in the reeds' })
    for (const device of devices) expect((await device.get('/profile')).status).toBe(303)
    expect((await fresh.get('/profile')).status).toBe(200)
    const kinds = await world.owner('select kind from mails where portal_id = $1 order by id', [
      portal.id,
    ])
    expect(kinds).toEqual([{ kind: 'reset' }, { kind: 'password_changed' }])
    await expect(new Browser(app, portal).signIn(ada)).rejects.toThrow('401')
  })
})

describe('an Idempotency-Key', () => {
  it('buys no guesses: each password is counted and judged, whatever key it comes with', async () => {
    const portal = await aPortal(world, { slug: 'keyed', lockoutAttempts: 5 })
    const ada = await aPerson(world, portal.id)
    const bob = await aPerson(world, portal.id, { name: 'Bob Stone' })
    for (const guesser of [
      new Browser(app, portal),
      await new Browser(app, portal).signIn(bob), // somebody in can guess at others too
    ]) {
      guesser.headers = { 'idempotency-key': 'one' }
      await fails(guesser, ada.email, 4)
    }
    expect(await row(ada)).toMatchObject({ bad_attempts: 8, lock_level: 1 })
  })

  it('does not tell the right password from a wrong one, nor stand in its way', async () => {
    const portal = await aPortal(world, { slug: 'keyed-too' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    browser.headers = { 'idempotency-key': 'one' }
    await fails(browser, ada.email, 1)
    const right = await browser.post('/sign-in', { email: ada.email, password: PASSWORD })
    expect(right.status).toBe(303)
  })
})
