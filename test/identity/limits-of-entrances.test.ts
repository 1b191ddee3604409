import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { ALLOWED } from '../../src/identity/limits/entrance.ts'
import { networks } from '../../src/kit/http/address.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson, aPortal, Browser, PASSWORD, said } from './identity-world.ts'
import { aWorld, openWorld, START, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const WRONG = 'not this one at all'

/** Fills a limit as if so much had been asked for already. */
const spent = (of: World, name: string, points: number) =>
  of.owner('update limits set spent = $2, granted = 0 where name = $1', [name, points])

const guess = (browser: Browser, email: string, password = WRONG) =>
  browser.post('/sign-in', { email, password })

describe('registering, asking for a new link and the second step', () => {
  it('are counted from one network like guessing, whoever is named', async () => {
    const portal = await aPortal(world, { slug: 'counted' })
    const guesser = new Browser(app, portal)
    const tries = {
      registration: () =>
        guesser.post('/registration/code', {
          name: 'somebody',
          code: '4829 1355 7204',
          fact: '6789',
          password: 'seven otters under one umbrella',
        }),
      new_link: () => guesser.post('/registration/link', { token: 'no such link' }),
      second_step: () =>
        guesser.json('POST', '/api/v1/session/second-step', {
          pending: 'none.such',
          code: '123456',
        }),
    }
    for (const [entrance, attempt] of Object.entries(tries)) {
      expect((await attempt()).status, entrance).not.toBe(429)
      await spent(world, `${entrance} network`, 1000)
      const late = await attempt()
      expect(late.status, entrance).toBe(429)
      expect(Number(late.headers.get('retry-after')), entrance).toBeGreaterThan(0)
    }
  })
})

describe('signing in by user name', () => {
  it('works by page and JSON, in any case, and shows the name in the profile', async () => {
    const portal = await aPortal(world, { slug: 'names' })
    const ada = await aPerson(world, portal.id)
    await world.owner(`update persons set user_name = 'ada.reyes' where id = $1`, [ada.id])
    const browser = await new Browser(app, portal).signIn({ email: ' Ada.Reyes ' })
    expect(await (await browser.get('/profile')).text()).toContain('value="ada.reyes"')
    const json = await new Browser(app, portal).json('POST', '/api/v1/session', {
      email: 'ada.reyes',
      password: PASSWORD,
    })
    expect(json.status).toBe(201)
  })

  it('is for those without an e-mail too, who can change their password', async () => {
    const portal = await aPortal(world, { slug: 'nameless' })
    const bo = await aPerson(world, portal.id, { name: 'Bo', kind: 'contact' })
    await world.owner(`update persons set email = null, user_name = 'bo-1' where id = $1`, [bo.id])
    const browser = await new Browser(app, portal).signIn({ email: 'bo-1' })
    const wrong = await browser.post('/profile/password', {
      current: WRONG,
      password: 'x'.repeat(9),
    })
    expect(wrong.status).toBe(422)
    const password = 'seven otters under one umbrella'
    const changed = await browser.post('/profile/password', { current: PASSWORD, password })
    expect(changed.status).toBe(303)
    await new Browser(app, portal).signIn({ email: 'bo-1' }, password)
    // Nobody to mail to, and told like everybody.
    const reset = await browser.post('/reset', { email: 'bo-1' })
    expect(reset.status).toBe(200)
    await world.drain()
    expect(await world.owner('select from mails where portal_id = $1', [portal.id])).toEqual([])
  })

  it('answers an unknown name like a wrong password', async () => {
    const portal = await aPortal(world, { slug: 'no-name' })
    const ada = await aPerson(world, portal.id)
    const plain = async (email: string) => {
      const answer = await said(await guess(new Browser(app, portal), email))
      return { ...answer, text: answer.text.replaceAll(email, '') }
    }
    expect(await plain('no-such-name')).toEqual(await plain(ada.email))
  })
})

describe('guessing across accounts', () => {
  it('from one network is slowed, by page and JSON alike, and told when to come back', async () => {
    const portal = await aPortal(world, { slug: 'spray' })
    const answers: number[] = []
    const one = new Browser(app, portal)
    for (let at = 0; at < ALLOWED.sign_in.network + 5; at++) {
      const stranger = new Browser(app, portal)
      stranger.address = one.address
      answers.push((await guess(stranger, `person${at}@example.com`)).status)
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(ALLOWED.sign_in.network)
    expect(answers.slice(-5)).toEqual([429, 429, 429, 429, 429])
    const page = await guess(one, 'somebody@example.com')
    expect(page.headers.get('retry-after')).toBe('600')
    expect(await page.text()).toContain('Try again in 10 minutes.')
    const json = await one.json('POST', '/api/v1/session', {
      email: 'a@b.example',
      password: WRONG,
    })
    expect(json.status).toBe(429)
    expect(json.headers.get('retry-after')).toBe('600')
    // Another portal's people behind the same address are not kept waiting.
    const other = new Browser(app, await aPortal(world, { slug: 'spray-other' }))
    other.address = one.address
    expect((await guess(other, 'somebody@example.com')).status).toBe(401)
  })

  it('does not get round it with a forwarding header, but of a proxy we know', async () => {
    const proxied = await aWorld({ more: { proxies: networks(['203.0.113.7']) } })
    const behind = createApp(proxied.installation)
    const portal = await aPortal(proxied)
    const from = (address: string, forwarded: string) => {
      const browser = new Browser(behind, portal)
      browser.address = address
      browser.headers = { 'x-forwarded-for': forwarded }
      return guess(browser, 'nobody@example.com')
    }
    await from('192.0.2.1', '10.0.0.1')
    await spent(proxied, 'sign_in network', ALLOWED.sign_in.network)
    expect((await from('192.0.2.1', '10.0.0.2')).status).toBe(429)
    // The visitor's own lie stands left of what our proxy wrote.
    expect((await from('203.0.113.7', '10.0.0.3, 192.0.2.1')).status).toBe(429)
    expect((await from('203.0.113.7', '192.0.2.2')).status).toBe(401)
  })

  it('from everywhere at once leaves each network a few tries of its own', async () => {
    const portal = await aPortal(world, { slug: 'crowd' })
    const browser = new Browser(app, portal)
    const { reserved } = ALLOWED.sign_in
    const tries = async (from: Browser) => {
      const answers: number[] = []
      for (let at = 0; at <= reserved; at++)
        answers.push((await guess(from, `p${at}@example.com`)).status)
      return answers
    }
    await tries(browser)
    await spent(world, 'sign_in portal', ALLOWED.sign_in.portal)
    const answers = await tries(new Browser(app, portal))
    expect(answers).toEqual([...Array.from({ length: reserved }, () => 401), 429])
  })

  it('does not count against an owner on a device of theirs, and against nobody else on it', async () => {
    const portal = await aPortal(world, { slug: 'own-device' })
    const ada = await aPerson(world, portal.id)
    const bob = await aPerson(world, portal.id, { name: 'Bob' })
    const hers = await new Browser(app, portal).signIn(ada)
    await hers.post('/sign-out')
    await guess(hers, bob.email)
    await spent(world, 'sign_in network', ALLOWED.sign_in.network)
    expect((await guess(hers, bob.email, PASSWORD)).status).toBe(429)
    await hers.signIn(ada)
  })
})

describe('ten minutes of attack on one account from 200 addresses', () => {
  it('let the owner in from a known device every time, and by reset from a new one', async () => {
    const own = await aWorld()
    const here = createApp(own.installation)
    const portal = await aPortal(own)
    const ada = await aPerson(own, portal.id)
    const hers = await new Browser(here, portal).signIn(ada)
    await hers.post('/sign-out')
    const attackers = Array.from({ length: 200 }, (_, at) => {
      const browser = new Browser(here, portal)
      browser.address = `192.0.2.${at}`
      browser.headers = { 'x-forwarded-for': `10.0.${at}.1` }
      return browser
    })
    const statuses = new Set<number>()
    let ins = 0
    for (let minute = 0; minute < 10; minute++) {
      await own.setClock(Temporal.Instant.from(START).add({ minutes: minute, seconds: 1 }))
      for (const attacker of attackers.slice(20 * minute, 20 * minute + 20)) {
        statuses.add((await guess(attacker, ada.email, `guess ${minute}`)).status)
        statuses.add((await attacker.post('/reset', { email: ada.email })).status)
      }
      await own.drain()
      await hers.signIn(ada)
      await hers.post('/sign-out')
      ins++
    }
    expect(ins).toBe(10)
    expect([...statuses].toSorted((a, b) => a - b)).toEqual([200, 401])
    // From a device never seen, the right password waits with the stranger's; the mailed link does not.
    const fresh = new Browser(here, portal)
    await guess(attackers[0]!, ada.email)
    for (let at = 0; at < 10; at++) await guess(attackers[at]!, ada.email)
    expect((await guess(fresh, ada.email, PASSWORD)).status).toBe(401)
    await fresh.post('/reset', { email: ada.email })
    const token = await newestLink(own, portal.id)
    // Whoever asks meanwhile does not retire it.
    for (const attacker of attackers.slice(0, 20))
      await attacker.post('/reset', { email: ada.email })
    await own.drain()
    const password = 'twelve lanterns along the quay'
    const entered = await fresh.post('/reset/password', { token, email: ada.email, password })
    expect(entered.status).toBe(303)
    // At no time did 200 strangers fill the mailbox.
    const [row] = await own.owner<{ mails: number }>(
      `select count(*)::int as mails from mails where kind = 'reset'`,
    )
    expect(row!.mails).toBe(3)
  })
})

/** The link as it stands in the newest mail. */
async function newestLink(of: World, portal: string): Promise<string> {
  await of.drain()
  const mails = await mailbox(of.installation, portal)
  const [mail] = mails.filter(({ kind }) => kind === 'reset')
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}
