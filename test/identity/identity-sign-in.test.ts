import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { resetJob, sendResetLink } from '../../src/identity/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import type { Sealed } from '../../src/kit/sealed-job.ts'
import { aPerson, aPortal, Browser, PASSWORD, said, type Someone } from './identity-world.ts'
import { aWorld, openWorld, START, type World } from '../world.ts'

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

const disable = ({ id }: Someone) =>
  world.owner(`update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`, [id])

const fails = async (browser: Browser, email: string, times: number) => {
  for (let i = 0; i < times; i++) {
    const answer = await browser.post('/sign-in', { email, password: `wrong ${i}` })
    expect(answer.status).toBe(401)
  }
}

for (const [way, attempt] of Object.entries(WAYS))
  describe(`signing in by ${way}`, () => {
    it('answers unknown, wrong, locked, and what is wrong of whoever is disabled or unregistered alike', async () => {
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
        lockedAndDisabled: await aPerson(world, portal.id, { name: 'Both' }),
      }
      for (const { email } of [people.locked, people.lockedAndDisabled])
        await fails(new Browser(app, portal), email, 3)
      await disable(people.disabled)
      await disable(people.lockedAndDisabled)
      const answers = new Map<string, unknown>()
      for (const [name, { email }] of Object.entries(people)) {
        const password = ['wrong', 'disabled'].includes(name) ? 'not it at all' : PASSWORD
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

describe('whoever has proved who they are', () => {
  /** A portal whose owner is Mara, and somebody whose access is switched off. */
  async function aDisabled(slug: string, lockoutAttempts = 3) {
    const portal = await aPortal(world, { slug, lockoutAttempts })
    await aPerson(world, portal.id, { name: 'Abel Longest' })
    const mara = await aPerson(world, portal.id, { name: 'Mara Quill' })
    await world.owner('update portals set owner_id = $2 where id = $1', [portal.id, mara.id])
    const bo = await aPerson(world, portal.id, { name: 'Bo', kind: 'contact' })
    await disable(bo)
    return { portal, mara, bo }
  }
  const TRUTH = 'Ask Mara Quill (mara@example.com) to switch it on again.'

  for (const [way, attempt] of Object.entries(WAYS))
    it(`reads by ${way} that their access is switched off and whom to ask, and is not counted as bad`, async () => {
      const { portal, bo } = await aDisabled(`off-${way.toLowerCase()}`)
      for (let times = 0; times < 5; times++) {
        const answer = await attempt(new Browser(app, portal), bo.email, PASSWORD)
        expect(answer.status).toBe(403)
        const text = await answer.text()
        expect(text).toContain(TRUTH)
        if (way === 'JSON') expect(JSON.parse(text)).toMatchObject({ code: 'access_disabled' })
        else {
          expect(text).toContain('href="mailto:mara@example.com"')
          expect(text).toContain('Write to Mara Quill')
          // Nothing leads back to where they were turned away.
          expect(text).not.toMatch(/class="btn[^>]*href="\/"/)
        }
        expect(answer.headers.getSetCookie()).toEqual([])
      }
      expect(await row(bo)).toMatchObject({ bad_attempts: 0, lock_level: 0, locked_until: null })
      // What was wrong before stays counted.
      await fails(new Browser(app, portal), bo.email, 1)
      await attempt(new Browser(app, portal), bo.email, PASSWORD)
      expect(await row(bo)).toMatchObject({ bad_attempts: 1 })
    })

  it('is told on a device of theirs while strangers lock the account, which stays locked', async () => {
    const { portal, bo } = await aDisabled('off-locked')
    await world.owner(
      'update persons set disabled_at = null, disabled_reason = null where id = $1',
      [bo.id],
    )
    const his = await new Browser(app, portal).signIn(bo)
    his.cookies.delete('session')
    await fails(new Browser(app, portal), bo.email, 3)
    await disable(bo)
    const told = await his.post('/sign-in', { email: bo.email, password: PASSWORD })
    expect(told.status).toBe(403)
    const stranger = await WAYS.page(new Browser(app, portal), bo.email, PASSWORD)
    expect(stranger.status).toBe(401)
    expect(await row(bo)).toMatchObject({ bad_attempts: 4, lock_level: 1 })
    const [device] = await world.owner('select bad_attempts from devices where person_id = $1', [
      bo.id,
    ])
    expect(device).toEqual({ bad_attempts: 0 })
  })

  it('is sent to nobody who cannot come in, nor to themselves, but to the portal', async () => {
    const { portal, mara } = await aDisabled('off-owner')
    await disable(mara)
    const asks = async (who: Someone) =>
      (await WAYS.JSON(new Browser(app, portal), who.email, PASSWORD)).json()
    expect(await asks(mara)).toMatchObject({
      detail: expect.stringContaining('Ask Abel Longest (abel@example.com)'),
    })
    await world.owner(
      `update persons set disabled_at = now(), disabled_reason = 'x' where portal_id = $1`,
      [portal.id],
    )
    expect(await asks(mara)).toMatchObject({ detail: expect.stringContaining('Ask Off-owner to') })
  })

  it('with a registration still open is led to it', async () => {
    const portal = await aPortal(world, { slug: 'half-way' })
    const bo = await aPerson(world, portal.id, { name: 'Bo', kind: 'contact' })
    await world.owner('update persons set activated_at = null where id = $1', [bo.id])
    const answer = await WAYS.JSON(new Browser(app, portal), bo.email, PASSWORD)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'registration_open' })
    const page = await WAYS.page(new Browser(app, portal), bo.email, PASSWORD)
    const text = await page.text()
    expect(text).toContain('Finish your registration')
    expect(text).toContain('If you cannot find it, ask Half-way.')
    const ann = await aPerson(world, portal.id, { name: 'Ann' })
    const asks = await WAYS.page(new Browser(app, portal), bo.email, PASSWORD)
    expect(await asks.text()).toContain(`href="mailto:${ann.email}"`)
  })

  it('by a mailed code reads the truth as well', async () => {
    const { portal, bo } = await aDisabled('off-code')
    await world.owner(
      'update persons set disabled_at = null, disabled_reason = null where id = $1',
      [bo.id],
    )
    const browser = new Browser(app, portal)
    await browser.post('/sign-in/code', { email: bo.email })
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    await disable(bo)
    const code = /^\d{4} \d{4}$/m.exec(mail!.text)![0]
    const wrong = await browser.post('/sign-in/code/enter', { code: '0000 0001' })
    expect(wrong.status).toBe(401)
    const told = await browser.post('/sign-in/code/enter', { code })
    expect(told.status).toBe(403)
    expect(await told.text()).toContain(TRUTH)
    expect(await row(bo)).toMatchObject({ bad_attempts: 1 })
  })

  it.each([
    ['a new password', (browser: Browser, email: string) => browser.post('/reset', { email })],
    ['a code', (browser: Browser, email: string) => browser.post('/sign-in/code', { email })],
  ])(
    'and asks for %s by mail is mailed why none comes, without any secret, three times an hour',
    async (what, ask) => {
      const { portal, bo } = await aDisabled(`off-mail-${what.length}`)
      const invited = await aPerson(world, portal.id, {
        name: 'Ina',
        kind: 'contact',
        activated: false,
      })
      const card = await aPerson(world, portal.id, {
        name: 'Cal',
        kind: 'contact',
        activated: false,
      })
      await world.owner('update persons set invited_at = now() where id = $1', [invited.id])
      for (let times = 0; times < 5; times++)
        for (const { email } of [bo, invited, card]) {
          const answer = await ask(new Browser(app, portal), email)
          expect(answer.status).toBeLessThan(400)
        }
      await world.drain()
      const mails = await mailbox(world.installation, portal.id)
      const of = (kind: string) => mails.filter((mail) => mail.kind === kind)
      expect(of('access_disabled').map(({ to }) => to)).toEqual(Array(3).fill(bo.email))
      expect(of('registration_open').map(({ to }) => to)).toEqual(Array(3).fill(invited.email))
      expect(mails).toHaveLength(6)
      expect(of('access_disabled')[0]!.text).toContain(TRUTH)
      for (const { text } of mails) expect(text).not.toMatch(/token=|\d{4} \d{4}/)
      expect(await world.owner('select 1 from tokens where portal_id = $1', [portal.id])).toEqual(
        [],
      )
    },
  )
})

describe('a suspended portal', () => {
  it('says by every way in, to everyone alike, that it is not open and whom to ask', async () => {
    const portal = await aPortal(world, { slug: 'shut' })
    const ada = await aPerson(world, portal.id)
    const inside = await new Browser(app, portal).signIn(ada)
    const mara = await aPerson(world, portal.id, { name: 'Mara', activated: false })
    await world.owner(
      `update portals set status = 'suspended', suspended_from = 'certified_secure',
       suspension_cause = 'other' where id = $1`,
      [portal.id],
    )
    const stranger = () => new Browser(app, portal)
    const right = { email: ada.email, password: PASSWORD }
    const pages = [
      await stranger().get('/'),
      await stranger().get('/sign-in'),
      await stranger().post('/sign-in', right),
      await stranger().post('/sign-in', { email: 'nobody@example.com', password: 'x' }),
      await stranger().get('/sign-in/code'),
      await stranger().post('/sign-in/code', { email: ada.email }),
      await stranger().post('/sign-in/code/enter', { code: '1234 5678' }),
      await stranger().get('/sign-in/second-step'),
      await stranger().post('/sign-in/passkey', { credential: '{}' }),
      await stranger().post('/sign-in/work-account'),
      await stranger().get('/sign-in/work-account/return?code=x'),
      await stranger().get('/reset'),
      await stranger().post('/reset', { email: ada.email }),
      await stranger().get('/reset/password?token=x'),
      await stranger().get('/registration?token=x'),
      await stranger().post('/registration', { token: 'x' }),
      await stranger().post('/registration/link', { token: 'x' }),
      await stranger().get('/registration/code'),
    ]
    for (const page of pages) {
      expect(page.status, page.url).toBe(403)
      const text = await page.text()
      expect(text).toContain('This portal is not open at present')
      expect(text).toContain('Ask Shut, who invited you.')
      expect(text).not.toMatch(/type="password"|name="email"/)
    }
    // On a device on which they have signed in they read whom to ask by name; so does nobody else.
    const reads = async () => {
      const page = await inside.get('/messages')
      expect(page.status).toBe(403)
      return page.text()
    }
    expect(await reads()).toContain('Ask whoever runs this installation to open it again.')
    const own = (id: string) =>
      world.owner('update portals set owner_id = $2 where id = $1', [portal.id, id])
    await own(ada.id)
    expect(await reads()).toContain('Ask whoever runs this installation to open it again.')
    await own(mara.id)
    await world.owner('update persons set activated_at = now() where id = $1', [mara.id])
    const staff = await reads()
    expect(staff).toContain('Only whoever runs this installation can open it again.')
    expect(staff).toContain('from Mara (mara@example.com).')
    expect(staff).toContain('href="mailto:mara@example.com"')
    await world.owner(
      `update persons set kind = 'contact', contact_role = 'client' where id = $1`,
      [ada.id],
    )
    expect(await reads()).toContain('Ask Shut, who invited you: Mara (mara@example.com).')
    const api = [
      await stranger().json('POST', '/api/v1/session', right),
      await stranger().json('GET', '/api/v1/session/passkey-options'),
      await stranger().json('POST', '/api/v1/session/code', { email: ada.email }),
      await stranger().json('POST', '/api/v1/reset', { email: ada.email }),
      await stranger().json('POST', '/api/v1/registration', { token: 'x' }),
      await inside.json('GET', '/api/v1/threads'),
    ]
    for (const answer of api) {
      expect(answer.status, answer.url).toBe(403)
      expect(await answer.json()).toMatchObject({
        code: 'portal_suspended',
        detail: expect.stringContaining('Ask Shut'),
      })
    }
    expect((await stranger().get('/theme.css')).status).toBe(200)
    await world.drain()
    expect(await world.owner('select 1 from mails where portal_id = $1', [portal.id])).toEqual([])
    expect(await row(ada)).toMatchObject({ bad_attempts: 0 })
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
  const { mailbox } = await import('../../src/kit/mail.ts')
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
