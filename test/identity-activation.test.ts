import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { mailbox } from '../src/kit/mail.ts'
import { newToken } from '../src/kit/tokens.ts'
import { aPerson, aPortal, Browser, PASSWORD, said, type Someone } from './identity-world.ts'
import { fingerprint } from './two-portals.ts'
import { aWorld, openWorld, START, type World } from './world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

/** Somebody invited by staff, and the token they were mailed. */
async function invited(
  slug: string,
  { within = world, throughApp = app } = {},
): Promise<{ portal: { id: string; host: string }; bo: Someone; token: string; staff: Browser }> {
  const portal = await aPortal(within, { slug })
  const staff = await new Browser(throughApp, portal).signIn(await aPerson(within, portal.id))
  const bo = await aPerson(within, portal.id, {
    name: 'Bo Lind',
    kind: 'contact',
    activated: false,
  })
  await staff.post(`/people/${bo.shown}/invitation`)
  return { portal, bo, staff, token: await newest(within, portal.id) }
}

async function newest({ installation, drain }: World, portal: string): Promise<string> {
  await drain()
  const [mail] = await mailbox(installation, portal)
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}

const open = (portal: { host: string }, token: string, throughApp = app) =>
  new Browser(throughApp, portal).get(`/activation?token=${token}`)
const use = (portal: { host: string }, token: string, throughApp = app, password = PASSWORD) =>
  new Browser(throughApp, portal).post('/activation', { token, password })

describe('an invitation', () => {
  it('is not used up by opening it, however often', async () => {
    const { portal, token } = await invited('opened')
    const before = await fingerprint(world, [portal.id])
    for (let i = 0; i < 3; i++) expect((await open(portal, token)).status).toBe(200)
    const head = await new Browser(app, portal).send(`/activation?token=${token}`, {
      method: 'HEAD',
    })
    expect(head.status).toBe(200)
    expect(await fingerprint(world, [portal.id])).toBe(before)
    expect((await use(portal, token)).status).toBe(303)
  })

  it('lets in, with a session, to the home page', async () => {
    const { portal, token, bo } = await invited('used')
    const browser = new Browser(app, portal)
    const answer = await browser.post('/activation', { token, password: PASSWORD })
    expect(answer.headers.get('location')).toBe('/')
    expect((await browser.get('/profile')).status).toBe(200)
    await new Browser(app, portal).signIn(bo)
  })

  it('works by JSON as well', async () => {
    const { portal, token, bo } = await invited('json')
    const browser = new Browser(app, portal)
    const answer = await browser.json('POST', '/api/v1/activation', { token, password: PASSWORD })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ person: { id: bo.shown, email: bo.email } })
    expect((await browser.json('GET', '/api/v1/session')).status).toBe(200)
    const again = await browser.json('POST', '/api/v1/activation', { token, password: PASSWORD })
    expect(again.status).toBe(410)
  })

  it('is valid at its last second and refused at the next', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const end = Temporal.Instant.from(START).add({ hours: 7 * 24 })
    const about = { within: own, throughApp: ownApp }
    const late = await invited('late', about)
    const punctual = await invited('punctual', about)
    await own.setClock(end.subtract({ seconds: 1 }))
    expect((await open(punctual.portal, punctual.token, ownApp)).status).toBe(200)
    expect((await use(punctual.portal, punctual.token, ownApp)).status).toBe(303)
    await own.setClock(end)
    expect((await open(late.portal, late.token, ownApp)).status).toBe(410)
    expect((await use(late.portal, late.token, ownApp)).status).toBe(410)
  })

  it('makes one person and one session of fifty uses at once', async () => {
    const { portal, token, bo } = await invited('fifty')
    const answers = await Promise.all(Array.from({ length: 50 }, () => use(portal, token)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(49)
    const [made] = await world.owner(
      `select (select count(*)::int from persons where portal_id = $1 and email = $3) as people,
         (select count(*)::int from sessions where person_id = $2) as sessions,
         (select count(*)::int from audit_lines where portal_id = $1
            and operation = 'person.activate') as activations`,
      [portal.id, bo.id, bo.email],
    )
    expect(made).toEqual({ people: 1, sessions: 1, activations: 1 })
  }, 30_000)

  it('that is dead has one page, whatever it died of, byte for byte', async () => {
    const { portal, bo, staff, token: retired } = await invited('dead')
    const expired = await aPerson(world, portal.id, { name: 'Ex', activated: false })
    await staff.post(`/people/${expired.shown}/invitation`)
    const ranOut = await newest(world, portal.id)
    await world.owner(`update tokens set expires_at = $2 where person_id = $1`, [expired.id, START])
    const off = await aPerson(world, portal.id, { name: 'Of', activated: false })
    await staff.post(`/people/${off.shown}/invitation`)
    const disabled = await newest(world, portal.id)
    await staff.post(`/people/${off.shown}/disabling`, { reason: 'x' })
    await staff.post(`/people/${bo.shown}/invitation`)
    const used = await newest(world, portal.id)
    expect((await use(portal, used)).status).toBe(303)
    const foreign = (await invited('foreign')).token

    const tokens = [used, ranOut, retired, disabled, foreign, newToken().token, 'short', '']
    for (const ask of [open, use]) {
      const answers = []
      for (const token of tokens) answers.push(await said(await ask(portal, token)))
      expect(answers[0]!.status).toBe(410)
      for (const answer of answers) expect(answer).toEqual(answers[0])
    }
    const json = []
    for (const token of tokens.filter(Boolean)) {
      const answer = new Browser(app, portal).json('POST', '/api/v1/activation', {
        token,
        password: PASSWORD,
      })
      json.push(await said(await answer))
    }
    for (const answer of json) expect(answer).toEqual(json[0])
  })

  it('keeps for as long as the password is refused', async () => {
    const { portal, token } = await invited('choosy')
    for (const password of ['short', 'passwordpassword', 'bo@example.com bo', '']) {
      const answer = await use(portal, token, app, password)
      expect(answer.status, password).toBe(422)
      expect(await answer.text()).toContain('aria-invalid="true"')
    }
    expect((await use(portal, token)).status).toBe(303)
  })

  it('waits while the portal is suspended: it opens no session then, and works after', async () => {
    const { portal, token, bo } = await invited('waiting')
    await world.owner(
      `update portals set status = 'suspended', suspended_from = 'certified_secure',
       suspension_cause = 'other' where id = $1`,
      [portal.id],
    )
    const refused = await use(portal, token)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Your link works again once it is open.')
    expect(await world.owner('select 1 from sessions where person_id = $1', [bo.id])).toEqual([])
    await world.owner(
      `update portals set status = 'certified_secure', suspended_from = null,
       suspension_cause = null where id = $1`,
      [portal.id],
    )
    expect((await use(portal, token)).status).toBe(303)
  })
})
