import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import { isIn, mailedCode as mailedCanary } from '../canary-search.ts'
import { aPerson, aPortal, Browser, said, type Someone } from './identity-world.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const row = async ({ id }: Someone) =>
  (await world.owner('select * from persons where id = $1', [id]))[0]!

/** The code of the newest mail of that kind. */
async function mailedCode(portal: string, of = world): Promise<string> {
  await of.drain()
  const mails = await mailbox(of.installation, portal)
  const [mail] = mails.filter(({ kind }) => kind === 'sign_in_code')
  expect(mail!.subject).not.toMatch(/\d{4}/)
  return /^\d{4} \d{4}$/m.exec(mail!.text)![0]
}

/** Another that is as long. */
const notThat = (code: string) => code.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10))

const ask = (browser: Browser, email: string) => browser.post('/sign-in/code', { email })
const enter = (browser: Browser, code: string) => browser.post('/sign-in/code/enter', { code })

describe('a mailed code', () => {
  it('signs in the browser that asked, once, and goes on to where it was headed', async () => {
    const portal = await aPortal(world, { slug: 'code' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    const asked = await browser.post('/sign-in/code', { email: ada.email, to: '/messages' })
    expect(asked.headers.get('location')).toBe('/sign-in/code/enter?to=%2Fmessages')
    const code = await mailedCode(portal.id)
    const secret = browser.cookies.get('code')!
    const entered = await browser.post('/sign-in/code/enter', { code, to: '/messages' })
    expect(entered.headers.get('location')).toBe('/messages')
    expect((await browser.get('/profile')).status).toBe(200)
    const again = new Browser(app, portal)
    again.cookies.set('code', secret)
    expect((await enter(again, code)).status).toBe(401)
    expect(await row(ada)).toMatchObject({ bad_attempts: 0 })
  })

  it('is none in any other browser', async () => {
    const portal = await aPortal(world, { slug: 'code-other' })
    const ada = await aPerson(world, portal.id)
    const hers = new Browser(app, portal)
    const thief = new Browser(app, portal)
    await ask(hers, ada.email)
    const code = await mailedCode(portal.id)
    await ask(thief, 'nobody@example.com')
    expect((await enter(thief, code)).status).toBe(401)
    expect((await enter(new Browser(app, portal), code)).status).toBe(401)
    expect((await enter(hers, code)).status).toBe(303)
  })

  it('works by JSON as well, with the secret in the body', async () => {
    const portal = await aPortal(world, { slug: 'code-json' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    const asked = await browser.json('POST', '/api/v1/session/code', { email: ada.email })
    expect(asked.status).toBe(201)
    const { request } = (await asked.json()) as { request: string }
    const code = await mailedCode(portal.id)
    const entered = await browser.json('POST', '/api/v1/session/code/entry', { request, code })
    expect(entered.status).toBe(201)
    expect(await entered.json()).toMatchObject({ person: { id: ada.shown } })
  })

  it('is good to its last second and refused the second after', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own)
    const ada = await aPerson(own, portal.id)
    const [first, second] = [new Browser(ownApp, portal), new Browser(ownApp, portal)]
    await ask(first, ada.email)
    const early = await mailedCode(portal.id, own)
    await ask(second, ada.email)
    const late = await mailedCode(portal.id, own)
    await own.setClock('2026-01-05T09:09:59Z')
    expect((await enter(first, early)).status).toBe(303)
    await own.setClock('2026-01-05T09:10:00Z')
    expect((await enter(second, late)).status).toBe(401)
  })

  it('dies of five wrong tries, each a bad attempt, of however many at once', async () => {
    const portal = await aPortal(world, { slug: 'code-tries', lockoutAttempts: 100 })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    await ask(browser, ada.email)
    const code = await mailedCode(portal.id)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => enter(browser, notThat(code))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect(await row(ada)).toMatchObject({ bad_attempts: 5 })
    expect((await enter(browser, code)).status).toBe(401)
  })

  it('of twenty right ones at once lets one in', async () => {
    const portal = await aPortal(world, { slug: 'code-race' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    await ask(browser, ada.email)
    const code = await mailedCode(portal.id)
    const cookie = `code=${browser.cookies.get('code')}`
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        new Browser(app, portal).send('/sign-in/code/enter', {
          method: 'POST',
          headers: { cookie },
          body: new URLSearchParams({ code }),
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  it('answers known, unknown, disabled, nameless and locked alike, asked for and typed', async () => {
    const portal = await aPortal(world, { slug: 'code-alike', lockoutAttempts: 3 })
    const known = await aPerson(world, portal.id)
    const disabled = await aPerson(world, portal.id, { name: 'Dis' })
    const locked = await aPerson(world, portal.id, { name: 'Lock' })
    await world.owner(
      `update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`,
      [disabled.id],
    )
    await world.owner(`update persons set locked_until = '2027-01-01' where id = $1`, [locked.id])
    const answers = []
    for (const email of [known.email, disabled.email, locked.email, 'no@example.com', 'no-one']) {
      const browser = new Browser(app, portal)
      const asked = await said(await ask(browser, email))
      delete (asked.headers as Record<string, string>)['set-cookie']
      const shown = await said(await browser.get('/sign-in/code/enter'))
      const code = email === locked.email ? await mailedCode(portal.id) : '0000 0000'
      const typed = await said(await enter(browser, code))
      answers.push({ asked, shown, typed })
    }
    expect(answers[0]!.typed.status).toBe(401)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const mails = await mailbox(world.installation, portal.id)
    expect(Object.fromEntries(mails.map(({ to, kind }) => [to, kind]))).toEqual({
      [known.email]: 'sign_in_code',
      [locked.email]: 'sign_in_code',
      [disabled.email]: 'access_disabled',
    })
  })

  it('lets the owner in while strangers lock the account, from a device of theirs', async () => {
    const portal = await aPortal(world, { slug: 'code-lock', lockoutAttempts: 3 })
    const ada = await aPerson(world, portal.id)
    const hers = await new Browser(app, portal).signIn(ada)
    await hers.post('/sign-out')
    await world.owner(`update persons set locked_until = '2027-01-01' where id = $1`, [ada.id])
    await ask(hers, ada.email)
    expect((await enter(hers, await mailedCode(portal.id))).status).toBe(303)
    expect(await row(ada)).toMatchObject({ locked_until: expect.anything() })
  })

  it('is not mailed once it is over, as after a night without jobs', async () => {
    const own = await aWorld()
    const portal = await aPortal(own, { slug: 'code-late' })
    const ada = await aPerson(own, portal.id)
    await ask(new Browser(createApp(own.installation), portal), ada.email)
    await own.setClock('2026-01-05T09:10:00Z')
    await own.drain()
    expect(await own.owner(`select 1 from mails where kind = 'sign_in_code'`)).toEqual([])
  })

  it('is mailed six times an hour at most, answered like the first all the same', async () => {
    const portal = await aPortal(world, { slug: 'code-flood' })
    const ada = await aPerson(world, portal.id)
    const statuses = new Set<number>()
    for (let i = 0; i < 9; i++)
      statuses.add((await ask(new Browser(app, portal), ada.email)).status)
    expect(statuses).toEqual(new Set([303]))
    await world.drain()
    expect(await mailbox(world.installation, portal.id)).toHaveLength(6)
  })

  it('is not there where the portal does not offer it, nor is one that was mailed before', async () => {
    const portal = await aPortal(world, { slug: 'code-off' })
    const ada = await aPerson(world, portal.id)
    const browser = new Browser(app, portal)
    await ask(browser, ada.email)
    const code = await mailedCode(portal.id)
    expect(await (await browser.get('/sign-in')).text()).toContain('/sign-in/code')
    const staff = await new Browser(app, portal).signIn(ada)
    const off = await staff.json('PATCH', '/api/v1/settings', { signInByCode: false })
    expect(off.status).toBe(200)
    expect(await (await browser.get('/sign-in')).text()).not.toContain('/sign-in/code')
    expect((await browser.get('/sign-in/code')).status).toBe(404)
    expect((await ask(browser, ada.email)).status).toBe(404)
    expect((await enter(browser, code)).status).toBe(401)
  })

  it('stands in no table as it was mailed', async () => {
    const portal = await aPortal(world, { slug: 'code-canary' })
    const ada = await aPerson(world, portal.id)
    await ask(new Browser(app, portal), ada.email)
    const code = mailedCanary('the code', await mailedCode(portal.id))
    for (const table of ['sign_in_codes', 'audit_lines', 'events', 'mails', 'limits']) {
      const rows = JSON.stringify(await world.owner(`select t::text from ${table} t`))
      expect(isIn(code, rows), table).toBe(false)
    }
  })
})
