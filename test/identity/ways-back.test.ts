import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { routeHandlers } from '../../src/features.ts'
import { show } from '../../src/kit/ids.ts'
import { gatehouse } from '../gatehouse.ts'
import { aPerson, aPortal, Browser, theConsole, type Someone } from './identity-world.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
let operator: Browser
let olga: Someone
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  olga = await aPerson(world, theConsole.id, { name: 'Olga Ops', kind: 'operator' })
  operator = await new Browser(app, theConsole).signIn(olga)
  return () => world.close()
})

const reason = 'By mistake'
const off = (who: Someone, of = world) =>
  of.owner(
    `update persons set disabled_at = '2026-01-05T09:00:00Z', disabled_reason = $2 where id = $1`,
    [who.id, reason],
  )
const isOff = async ({ id }: Someone, of = world) =>
  (await of.owner('select 1 from persons where id = $1 and disabled_at is not null', [id])).length >
  0
const own = (portal: { id: string }, { id }: Someone) =>
  world.owner('update portals set owner_id = $2 where id = $1', [portal.id, id])
const aFactor = (who: Someone) =>
  world.owner(
    `insert into passkeys (portal_id, id, person_id, name, credential, public_key, counter, transports, created_at)
     select portal_id, gen_random_uuid(), id, 'Phone', id::text, '\\x00', 0, '{}', now()
     from persons where id = $1`,
    [who.id],
  )
const code = async (answer: Response) => ({
  status: answer.status,
  code: ((await answer.json()) as { code?: string }).code,
})

async function aPartnersPerson(name: string) {
  const person = await aPerson(world, theConsole.id, { name, kind: 'operator' })
  const [{ id }] = (await world.owner(
    `insert into partners (id, name, created_at, time_zone)
     values (gen_random_uuid(), 'Northwind', now(), 'UTC') returning id`,
  )) as [{ id: string }]
  await world.owner(`update persons set kind = 'partner', partner_id = $2 where id = $1`, [
    person.id,
    id,
  ])
  return { person, id }
}

let portals = 0
/** A portal with its owner, a colleague and a client. */
async function aFirm() {
  const portal = await aPortal(world, { slug: `firm-${++portals}` })
  const owner = await aPerson(world, portal.id, { name: 'Oona Owner' })
  const ben = await aPerson(world, portal.id, { name: 'Ben Staff' })
  await own(portal, owner)
  return { portal, owner, ben, shown: show('portal', portal.id) }
}

describe('the operator lets back in whom nobody in the portal can', () => {
  it('by the console’s page', async () => {
    const { portal, ben, owner, shown } = await aFirm()
    await off(owner)
    await off(ben)
    const html = await (await operator.get(`/portals/${shown}/people`)).text()
    expect(html).toContain(`/portals/${shown}/people/${ben.shown}/enabling`)
    const answer = await operator.post(`/portals/${shown}/people/${ben.shown}/enabling`)
    expect(answer.headers.get('location')).toBe(`/portals/${shown}/people`)
    await new Browser(app, portal).signIn(ben)
    expect(await isOff(owner)).toBe(true)
  })

  it('by the API, and is told where there is nothing to enable', async () => {
    const { ben, shown } = await aFirm()
    await off(ben)
    const at = `/api/v1/portals/${shown}/people/${ben.shown}/disabling`
    const answer = await operator.json('DELETE', at)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ id: ben.shown, registration: 'registered' })
    expect(await code(await operator.json('DELETE', at))).toEqual({
      status: 409,
      code: 'not_disabled',
    })
  })

  it('by the command line, by e-mail or id; operators too, who have nobody above', async () => {
    const own = await aWorld({ start: null })
    const portal = await aPortal(own)
    const ada = await aPerson(own, portal.id)
    const pat = await aPerson(own, theConsole.id, { name: 'Pat Ops', kind: 'operator' })
    await aPerson(own, theConsole.id, { name: 'Sam Ops', kind: 'operator' })
    await off(ada, own)
    await off(pat, own)
    const cli = (...args: string[]) => gatehouse(own, 'person', ...args, '--json')
    const inPortal = ['--portal', show('portal', portal.id)]
    expect((await cli('enable', ada.email, ...inPortal)).json).toEqual({ person: ada.shown })
    expect(await isOff(ada, own)).toBe(false)
    expect((await cli('enable', pat.shown)).json).toEqual({ person: pat.shown })
    expect(await isOff(pat, own)).toBe(false)
    expect(await cli('disable', pat.email, '--reason', 'Left')).toMatchObject({ code: 0 })
    const last = await cli('disable', ada.shown, '--reason', 'Left', ...inPortal)
    expect(last).toMatchObject({ code: 1 })
    expect(last.said).toContain('Invite a colleague')
    expect((await cli('enable', 'nobody@example.com', ...inPortal)).said).toContain('There is no')
  })

  it('alone: neither a partner’s people nor a portal’s staff are shown the way', async () => {
    const { portal, ben, owner, shown } = await aFirm()
    const { person: partner, id } = await aPartnersPerson('Pia Lock')
    await world.owner('update portals set partner_id = $2 where id = $1', [portal.id, id])
    await off(ben)
    const pia = await new Browser(app, theConsole).signIn(partner)
    const path = `/portals/${shown}/people/${ben.shown}/enabling`
    expect(await (await pia.get(`/portals/${shown}/people`)).text()).not.toContain(path)
    expect((await pia.post(path)).status).toBe(404)
    const at = `/api/v1/portals/${shown}/people/${ben.shown}/disabling`
    expect((await pia.json('DELETE', at)).status).toBe(403)
    const staff = await new Browser(app, portal).signIn(owner)
    expect((await staff.json('DELETE', at)).status).toBe(404)
    expect(await isOff(ben)).toBe(true)
  })
})

describe('the owner of a portal', () => {
  it('is neither disabled nor deprived of a second step by colleagues, who are told by whom', async () => {
    const { portal, owner, ben } = await aFirm()
    await aFactor(owner)
    const staff = await new Browser(app, portal).signIn(ben)
    for (const path of ['disabling', 'second-factors/reset'])
      expect(
        await code(await staff.json('POST', `/api/v1/people/${owner.shown}/${path}`, { reason })),
      ).toEqual({ status: 409, code: 'owner_only' })
    expect(await isOff(owner)).toBe(false)
    const page = await (await staff.get(`/people/${owner.shown}`)).text()
    expect(page).toContain('They own this portal')
    expect(page).not.toContain(`/people/${owner.shown}/disabling`)
    expect(page).not.toContain(`/people/${owner.shown}/second-factors`)
    await staff.post(`/people/${owner.shown}/disabling`, { reason })
    expect(await isOff(owner)).toBe(false)
  })

  /** What a colleague may do to the owner: the refusal's code, or the status of what was done. */
  const BY_A_COLLEAGUE: Record<string, { answer: string | number; body?: object }> = {
    'person.disable': { answer: 'owner_only', body: { reason } },
    'person.reset_factors': { answer: 'owner_only', body: { reason } },
    'person.end_sessions': { answer: 'owner_only' },
    'person.end_session': { answer: 'owner_only' },
    'person.withdraw_email': { answer: 'owner_only' },
    // Gives back, or mails a link that changes nothing until the owner uses it.
    'person.unlock': { answer: 200 },
    'person.send_reset': { answer: 200 },
    'person.resend_email_proof': { answer: 204 },
    'note.write': { answer: 201, body: { body: 'Owns the firm' } },
    // Not for somebody who is enabled, has registered, or is a colleague.
    'person.enable': { answer: 'not_disabled' },
    'person.invite_again': { answer: 'registered' },
    'person.set_seat': { answer: 'staff_hold_pro', body: { seat: 'guest' } },
    'person.issue_code': { answer: 'codes_for_clients' },
    'preview.start': { answer: 'preview_not_a_client', body: { reason } },
    'contact.update': { answer: 'not_found', body: { name: 'Else' } },
    'contact.merge': { answer: 'not_found' },
  }

  it('loses nothing to a colleague, by any operation on a person that staff have', async () => {
    const { portal, owner, ben } = await aFirm()
    // Before there is a second step to be asked for.
    const own = await new Browser(app, portal).signIn(owner)
    await aFactor(owner)
    await world.owner(
      `insert into new_emails (portal_id, person_id, email, asked_at) values ($1, $2, 'oona@new.example', now())`,
      [portal.id, owner.id],
    )
    await world.owner(`update persons set locked_until = '2026-01-06T09:00:00Z' where id = $1`, [
      owner.id,
    ])
    const staff = await new Browser(app, portal).signIn(ben)
    const { sessions } = (await (
      await staff.get(`/api/v1/people/${owner.shown}/sessions`)
    ).json()) as { sessions: { id: string }[] }
    const on = routeHandlers.filter(
      ({ route, method, right, endpoint }) =>
        endpoint &&
        method !== 'GET' &&
        right === 'people:manage' &&
        route.pattern.includes(':person'),
    )
    const names = on.map(({ endpoint }) => endpoint!.name)
    expect(names.toSorted()).toEqual(Object.keys(BY_A_COLLEAGUE).toSorted())
    for (const { route, method, endpoint } of on) {
      const { answer, body } = BY_A_COLLEAGUE[endpoint!.name]!
      const path = route.pattern
        .replace(':person', owner.shown)
        .replace(':session', sessions[0]!.id)
      const sent = endpoint!.name === 'contact.merge' ? { other: ben.shown } : body
      const said = await staff.json(method, path, sent)
      const told = said.ok ? said.status : ((await said.json()) as { code: string }).code
      expect([endpoint!.name, told]).toEqual([endpoint!.name, answer])
    }
    expect((await own.get('/profile')).status).toBe(200)
    for (const path of ['sessions/end', `sessions/${sessions[0]!.id}/end`]) {
      const page = await staff.post(`/people/${owner.shown}/${path}`)
      expect(page.status).toBe(409)
      expect(await page.text()).toContain('They own this portal')
    }
    const page = await (await staff.get(`/people/${owner.shown}`)).text()
    expect(page).not.toContain(`/people/${owner.shown}/sessions/`)
    // Of their own they end what they like, and of a colleague too.
    const theirs = await (await own.get(`/people/${owner.shown}`)).text()
    expect(theirs).toContain(`/people/${owner.shown}/sessions/`)
    const bens = await own.json('DELETE', `/api/v1/people/${ben.shown}/sessions`)
    expect(bens.status).toBe(200)
    expect((await own.json('DELETE', `/api/v1/people/${owner.shown}/sessions`)).status).toBe(200)
    expect((await own.get('/profile')).status).toBe(303)
  })

  it('is disabled by the operator, and by themself once a colleague can carry on', async () => {
    const { portal, owner, ben, shown } = await aFirm()
    const at = `/portals/${shown}/people/${owner.shown}`
    const asked = await operator.get(`${at}/disabling`)
    expect(await asked.text()).toContain('Disable the access of Oona Owner')
    expect((await operator.post(`${at}/disabling`, { reason: ' ' })).status).toBe(422)
    expect((await operator.post(`${at}/disabling`, { reason })).status).toBe(303)
    expect(await isOff(owner)).toBe(true)
    await operator.json('DELETE', `/api/v1${at}/disabling`)

    const browser = await new Browser(app, portal).signIn(owner)
    await off(ben)
    const self = `/api/v1/people/${owner.shown}/disabling`
    expect(await code(await browser.json('POST', self, { reason }))).toEqual({
      status: 409,
      code: 'last_staff',
    })
    await operator.json('DELETE', `/api/v1/portals/${shown}/people/${ben.shown}/disabling`)
    expect((await browser.json('POST', self, { reason })).status).toBe(200)
    expect((await browser.get('/')).status).toBe(303)
  })

  it('gets a lost second step reset by the operator, and a mail about it', async () => {
    const { portal, owner, shown } = await aFirm()
    await aFactor(owner)
    const at = `/portals/${shown}/people/${owner.shown}/second-factors`
    expect(await (await operator.get(at)).text()).toContain('Reset the second step of Oona Owner')
    expect((await operator.post(at, { reason: '' })).status).toBe(422)
    expect((await operator.post(at, { reason })).status).toBe(303)
    expect(await world.owner('select 1 from passkeys where person_id = $1', [owner.id])).toEqual([])
    expect(await world.owner('select kind from mails where portal_id = $1', [portal.id])).toEqual([
      { kind: 'factors_reset' },
    ])
  })
})

describe('operators', () => {
  it('are listed, added, disabled and enabled by one another, and one stays', async () => {
    const list = async () =>
      (
        (await (await operator.json('GET', '/api/v1/operators')).json()) as {
          operators: { id: string; status: string }[]
        }
      ).operators
    expect(await list()).toMatchObject([{ id: olga.shown, registration: 'registered' }])
    const added = await operator.json('POST', '/api/v1/operators', {
      name: 'Pat Second',
      email: 'pat@ops.example',
    })
    expect(added.status).toBe(201)
    const { id } = (await added.json()) as { id: string }
    const at = `/api/v1/operators/${id}/disabling`
    expect((await operator.json('POST', at, { reason })).status).toBe(200)
    expect(await list()).toMatchObject([
      { registration: 'registered' },
      { id, registration: 'disabled' },
    ])
    expect((await operator.json('DELETE', at)).status).toBe(200)
    expect(
      await code(
        await operator.json('POST', `/api/v1/operators/${olga.shown}/disabling`, { reason }),
      ),
    ).toEqual({ status: 409, code: 'not_yourself' })
    // A partner's person is no operator, whatever their id.
    const { person: elsewhere } = await aPartnersPerson('Quin Other')
    expect(
      await code(
        await operator.json('POST', `/api/v1/operators/${elsewhere.shown}/disabling`, { reason }),
      ),
    ).toMatchObject({ status: 404 })
  })
})
