import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import { newToken } from '../../src/kit/tokens.ts'
import { dump } from '../canary-search.ts'
import {
  aPerson,
  aPortal,
  Browser,
  DIGITS,
  PASSWORD,
  said as answered,
  type Someone,
} from './identity-world.ts'
import { fingerprint } from '../rows.ts'
import { aWorld, openWorld, START, type World } from '../world.ts'

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
  new Browser(throughApp, portal).get(`/registration?token=${token}`)
const use = (
  portal: { host: string },
  token: string,
  throughApp = app,
  { password = PASSWORD, fact = DIGITS } = {},
) => new Browser(throughApp, portal).post('/registration', { token, fact, password })

/** An answer without the token that was sent, which its forms and links repeat. */
async function said(response: Response) {
  const answer = await answered(response)
  return {
    ...answer,
    text: answer.text
      .replaceAll(/name="token" value="[^"]*"/g, 'name="token"')
      .replaceAll(/\?token=[\w-]*/g, ''),
  }
}

describe('an invitation', () => {
  it('is not used up by opening it, however often: not a row of any table changes', async () => {
    const { portal, token, staff, bo } = await invited('opened')
    await staff.post(`/people/${bo.shown}/invitation`)
    const live = await newest(world, portal.id)
    // The queue writes down for itself when it last looked after its jobs; of it, the jobs alone.
    const rows = async () => {
      // It is told a moment after each commit how far the anchors got.
      await world.installation.anchors.flush()
      return [...(await dump(world))].filter(([name]) => /^public\.|^pgboss\.j/.test(name))
    }
    const before = await rows()
    expect(before.length).toBeGreaterThan(60)
    for (const [sent, status] of [
      [live, 200],
      [token, 410],
      [newToken().token, 410],
    ] as const)
      for (let i = 0; i < 10; i++) {
        expect((await open(portal, sent)).status).toBe(status)
        const head = await new Browser(app, portal).send(`/registration?token=${sent}`, {
          method: 'HEAD',
        })
        expect(head.status).toBe(status)
      }
    expect(await rows()).toEqual(before)
    expect((await use(portal, live)).status).toBe(303)
  })

  it('lets in, with a session, to the home page', async () => {
    const { portal, token, bo } = await invited('used')
    const browser = new Browser(app, portal)
    const answer = await browser.post('/registration', { token, fact: DIGITS, password: PASSWORD })
    expect(answer.headers.get('location')).toBe('/')
    expect((await browser.get('/profile')).status).toBe(200)
    await new Browser(app, portal).signIn(bo)
  })

  it('works by JSON as well', async () => {
    const { portal, token, bo } = await invited('json')
    const browser = new Browser(app, portal)
    const body = { token, fact: DIGITS, password: PASSWORD }
    const answer = await browser.json('POST', '/api/v1/registration', body)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ person: { id: bo.shown, email: bo.email } })
    expect((await browser.json('GET', '/api/v1/session')).status).toBe(200)
    const again = await browser.json('POST', '/api/v1/registration', body)
    expect(again.status).toBe(410)
  })

  it('is valid at its last millisecond and refused at the next', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const end = Temporal.Instant.from(START).add({ hours: 7 * 24 })
    const about = { within: own, throughApp: ownApp }
    const late = await invited('late', about)
    const punctual = await invited('punctual', about)
    await own.setClock(end.subtract({ milliseconds: 1 }))
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
            and operation = 'person.register') as registrations,
         (select registration_attempts from persons where id = $2) as attempts`,
      [portal.id, bo.id, bo.email],
    )
    expect(made).toEqual({ people: 1, sessions: 1, registrations: 1, attempts: 50 })
  })

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
      const answer = new Browser(app, portal).json('POST', '/api/v1/registration', {
        token,
        fact: DIGITS,
        password: PASSWORD,
      })
      json.push(await said(await answer))
    }
    for (const answer of json) expect(answer).toEqual(json[0])
  })

  it('keeps for as long as the password is refused', async () => {
    const { portal, token } = await invited('choosy')
    for (const password of ['short', 'passwordpassword', 'bo@example.com bo', '']) {
      const answer = await use(portal, token, app, { password })
      expect(answer.status, password).toBe(422)
      expect(await answer.text()).toContain('aria-invalid="true"')
    }
    expect((await use(portal, token)).status).toBe(303)
  })

  it('names everything that is wrong at once, before anything is counted', async () => {
    const { portal, bo, token } = await invited('thorough')
    const body = { token, fact: '12', password: 'short' }
    const answer = await new Browser(app, portal).json('POST', '/api/v1/registration', body)
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { field: string; detail: string }[] }
    expect(errors.map(({ field, detail }) => [field, detail])).toEqual([
      ['fact', 'Write the last four digits, or all nine.'],
      ['password', 'Use at least 15 characters.'],
    ])
    expect(await row(bo)).toEqual({ attempts: 0, activated: false })
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
    expect(await refused.text()).toContain('links that have not run out by then work again')
    expect(await world.owner('select 1 from sessions where person_id = $1', [bo.id])).toEqual([])
    await world.owner(
      `update portals set status = 'certified_secure', suspended_from = null,
       suspension_cause = null where id = $1`,
      [portal.id],
    )
    expect((await use(portal, token)).status).toBe(303)
  })
})

const row = async (person: Someone) => {
  const [found] = await world.owner<{ attempts: number; activated: boolean }>(
    `select registration_attempts as attempts, activated_at is not null as activated
     from persons where id = $1`,
    [person.id],
  )
  return found!
}
const wrong = { fact: '0000' }

describe('the fact that a client states', () => {
  it('is asked of contacts, and of nobody else', async () => {
    const { portal, token, staff } = await invited('asked')
    expect(await (await open(portal, token)).text()).toContain('Last four digits')
    await staff.post('/people', { name: 'Col League', email: 'col@example.com', kind: 'staff' })
    const theirs = await newest(world, portal.id)
    expect(await (await open(portal, theirs)).text()).not.toContain('Last four digits')
    expect((await use(portal, theirs, app, wrong)).status).toBe(303)
  })

  it('wrong, looks like a dead link to the last letter, and is counted', async () => {
    const { portal, bo, token } = await invited('wrong')
    const dead = await said(await use(portal, newToken().token))
    expect(await said(await use(portal, token, app, wrong))).toEqual(dead)
    expect(await row(bo)).toEqual({ attempts: 1, activated: false })
    const json = (sent: string, fact: string) =>
      new Browser(app, portal).json('POST', '/api/v1/registration', {
        token: sent,
        fact,
        password: PASSWORD,
      })
    expect(await said(await json(token, '0000'))).toEqual(
      await said(await json(newToken().token, DIGITS)),
    )
    expect((await use(portal, token)).status).toBe(303)
    expect(await row(bo)).toEqual({ attempts: 3, activated: true })
  })

  it('left out by a program is a wrong one', async () => {
    const { portal, bo, token } = await invited('left-out')
    const answer = await new Browser(app, portal).json('POST', '/api/v1/registration', {
      token,
      password: PASSWORD,
    })
    expect(answer.status).toBe(410)
    expect(await row(bo)).toEqual({ attempts: 1, activated: false })
  })

  it('that cannot be one is sent back to its field, and not counted', async () => {
    const { portal, bo, token } = await invited('shape')
    for (const fact of ['', '12', 'abcd']) {
      const answer = await use(portal, token, app, { fact })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toMatch(/id="f-fact"[^>]*aria-invalid="true"/)
    }
    expect(await row(bo)).toEqual({ attempts: 0, activated: false })
  })

  it('wrong five times kills the link and tells staff, and says nothing of it', async () => {
    const { portal, bo, token } = await invited('five')
    const answers = []
    for (let i = 0; i < 7; i++) answers.push(await said(await use(portal, token, app, wrong)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect((await use(portal, token)).status).toBe(410)
    expect(await row(bo)).toEqual({ attempts: 8, activated: false })
    await world.drain()
    const told = (await mailbox(world.installation, portal.id)).filter(
      ({ kind }) => kind === 'registration_blocked',
    )
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      ['ada@example.com', 'Five: Bo Lind could not register'],
    ])
    const lines = await world.owner<{ outcome: string; n: number }>(
      `select outcome, count(*)::int as n from audit_lines
       where portal_id = $1 and operation = 'registration.attempt' group by 1 order by 1`,
      [portal.id],
    )
    expect(lines).toEqual([
      { outcome: 'dead_link', n: 3 },
      { outcome: 'link_killed', n: 1 },
      { outcome: 'wrong_fact', n: 4 },
    ])
  })

  it('is counted on the client across links', async () => {
    const { portal, bo, token, staff } = await invited('across')
    await use(portal, token, app, wrong)
    await staff.post(`/people/${bo.shown}/invitation`)
    const fresh = await newest(world, portal.id)
    await use(portal, fresh, app, wrong)
    expect((await row(bo)).attempts).toBe(2)
    const api = await staff.json('GET', `/api/v1/people/${bo.shown}/registration`)
    expect(await api.json()).toMatchObject({ registrationAttempts: 2, tokenActive: true })
  })

  it('is the one the portal chose', async () => {
    const { portal, bo, token, staff } = await invited('chosen')
    await world.owner(`update portals set registration_fact = 'birth_date' where id = $1`, [
      portal.id,
    ])
    const page = await (await staff.get(`/contacts/${bo.shown}`)).text()
    expect(page).toContain('The card lacks the date of birth')
    expect((await use(portal, token, app, { fact: '1980-02-29' })).status).toBe(410)
    const added = await staff.json('POST', '/api/v1/people', {
      name: 'Dora Day',
      email: 'dora@example.com',
      kind: 'contact',
      birthDate: '1980-02-29',
    })
    expect(added.status).toBe(201)
    const hers = await newest(world, portal.id)
    expect((await use(portal, hers, app, { fact: '1980-02-29' })).status).toBe(303)
  })
})

describe('inviting a contact', () => {
  it('needs what the portal asks for, beside its field', async () => {
    const { staff } = await invited('needs')
    const form = { name: 'Nil', email: 'nil@example.com', kind: 'contact', digits: '' }
    const answer = await staff.json('POST', '/api/v1/people', form)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'digits' }] })
    const odd = await staff.json('POST', '/api/v1/people', {
      ...form,
      kind: 'staff',
      digits: '1234',
    })
    expect(await odd.json()).toMatchObject({ errors: [{ field: 'digits' }] })
  })
})

describe('after registering', () => {
  it('the client is told by mail, and every other link of theirs is dead', async () => {
    const { portal, bo, token } = await invited('told')
    expect((await use(portal, token)).status).toBe(303)
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail).toMatchObject({ kind: 'registered', to: bo.email })
    expect(
      await world.owner(
        `select 1 from tokens where person_id = $1 and used_at is null and retired_at is null`,
        [bo.id],
      ),
    ).toEqual([])
  })
})

describe('send me a new link', () => {
  const ask = (portal: { host: string }, token: string) =>
    new Browser(app, portal).post('/registration/link', { token })
  const mails = async (portal: { id: string }) => {
    await world.drain()
    return (await mailbox(world.installation, portal.id)).filter(
      ({ kind }) => kind === 'invitation',
    ).length
  }

  it('mails one to the address on the card, and its answer is always the same', async () => {
    const { portal, bo, token, staff } = await invited('new-link')
    await staff.post(`/people/${bo.shown}/invitation`)
    expect(await mails(portal)).toBe(2)
    const known = await answered(await ask(portal, token))
    expect(known.status).toBe(200)
    expect(await mails(portal)).toBe(3)
    expect((await use(portal, await newest(world, portal.id))).status).toBe(303)
    // Registered, unknown, nonsense and empty: nothing goes out, and nothing is said.
    for (const dead of [token, newToken().token, 'short', ''])
      expect(await answered(await ask(portal, dead))).toEqual(known)
    expect(await mails(portal)).toBe(3)
  })

  it('stops after three in an hour, and says nothing of it', async () => {
    const { portal, token } = await invited('three')
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await answered(await ask(portal, token)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await mails(portal)).toBe(1 + 3)
  })

  it('sends none to a lead, to nobody’s address, or to somebody disabled', async () => {
    for (const [slug, change] of [
      ['lead', `contact_role = 'lead'`],
      ['no-mail', 'email = null'],
      ['off', `disabled_at = now(), disabled_reason = 'x'`],
    ] as const) {
      const { portal, bo, token } = await invited(slug)
      await world.owner(`update persons set ${change} where id = $1`, [bo.id])
      await ask(portal, token)
      expect(await mails(portal), slug).toBe(1)
    }
  })
})

describe('an invitation opened', () => {
  const opened = (person: Someone) =>
    world.owner<{ opened: boolean }>(
      `select opened_at is not null as opened from persons where id = $1`,
      [person.id],
    )

  it('is noted at the first sign of a person, not when its page is fetched', async () => {
    const { portal, bo, token } = await invited('seen')
    await open(portal, token)
    expect(await opened(bo)).toEqual([{ opened: false }])
    const touch = () => new Browser(app, portal).post('/registration/opened', { token })
    expect((await touch()).status).toBe(204)
    expect(await opened(bo)).toEqual([{ opened: true }])
    const before = await fingerprint(world, [portal.id])
    expect((await touch()).status).toBe(204)
    expect(
      (await new Browser(app, portal).post('/registration/opened', { token: 'x' })).status,
    ).toBe(204)
    expect(await fingerprint(world, [portal.id])).toBe(before)
  })

  it('is noted by a form that was sent, too', async () => {
    const { portal, bo, token } = await invited('sent')
    await use(portal, token, app, wrong)
    expect(await opened(bo)).toEqual([{ opened: true }])
  })
})

describe('unlocking and enabling', () => {
  it('each leave what is the other’s', async () => {
    const { staff, portal } = await invited('apart')
    const lee = await aPerson(world, portal.id, { name: 'Lee Lock', kind: 'contact' })
    for (let i = 0; i < 10; i++)
      await new Browser(app, portal).post('/sign-in', { email: lee.email, password: 'no' })
    await staff.post(`/people/${lee.shown}/disabling`, { reason: 'x' })
    const now = async () =>
      (await staff.json('GET', `/api/v1/people/${lee.shown}/registration`)).json()
    expect(await now()).toMatchObject({
      userLocked: true,
      userEnabled: false,
      badLoginAttempts: 10,
    })
    await staff.post(`/people/${lee.shown}/enabling`)
    expect(await now()).toMatchObject({ userLocked: true, userEnabled: true })
    await staff.post(`/people/${lee.shown}/disabling`, { reason: 'x' })
    await staff.post(`/people/${lee.shown}/unlocking`)
    expect(await now()).toMatchObject({
      userLocked: false,
      userEnabled: false,
      badLoginAttempts: 0,
    })
    await staff.post(`/people/${lee.shown}/enabling`)
    await new Browser(app, portal).signIn(lee)
  })
})

describe('send password reset e-mail', () => {
  it('sends a reset to whoever has registered, and an invitation to whoever has not', async () => {
    const { staff, portal, bo } = await invited('either')
    const lee = await aPerson(world, portal.id, { name: 'Lee', kind: 'contact' })
    for (const [person, kind] of [
      [bo, 'invitation'],
      [lee, 'reset'],
    ] as const) {
      const answer = await staff.post(`/people/${person.shown}/reset`, { back: '/people' })
      expect(answer.headers.get('location')).toBe('/people')
      await world.drain()
      const [mail] = await mailbox(world.installation, portal.id)
      expect(mail).toMatchObject({ kind, to: person.email })
    }
  })
})

describe('a code read out over the phone', () => {
  interface Issued {
    name: string
    code: string
  }
  /** A client without an e-mail, and the code that staff have for them. */
  async function told(slug: string) {
    const { portal, bo, staff } = await invited(slug)
    await world.owner(`update persons set email = null where id = $1`, [bo.id])
    const issue = async (body: object = { userName: 'bo.lind' }) => {
      const answer = await staff.json('POST', `/api/v1/people/${bo.shown}/code`, body)
      return { status: answer.status, body: (await answer.json()) as Issued }
    }
    const enter = (sent: object) =>
      new Browser(app, portal).post('/registration/code', {
        name: 'Bo.Lind',
        fact: DIGITS,
        password: PASSWORD,
        ...sent,
      } as Record<string, string>)
    return { portal, bo, staff, issue, enter }
  }

  it('lets in a client without an e-mail, once, who then signs in by the user name', async () => {
    const { bo, staff, issue, enter } = await told('phone')
    expect((await issue({})).body).toMatchObject({ errors: [{ field: 'userName' }] })
    const { status, body } = await issue()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'bo.lind',
      code: expect.stringMatching(/^\d{4} \d{4} \d{4}$/),
    })
    expect((await enter({ code: body.code })).status).toBe(303)
    expect((await enter({ code: body.code })).status).toBe(410)
    expect(await row(bo)).toEqual({ attempts: 2, activated: true })
    const panel = await staff.json('GET', `/api/v1/people/${bo.shown}/registration`)
    expect(await panel.json()).toMatchObject({
      userName: 'bo.lind',
      tokenUsed: START,
      userActivated: true,
    })
  })

  it('dies after ten minutes, at a newer one, and after five wrong tries, each looking alike', async () => {
    const { bo, issue, enter } = await told('dies')
    const first = (await issue()).body.code
    const nobody = await answered(await enter({ name: 'nobody', code: first }))
    const second = (await issue({})).body.code
    const wrongCode = second.startsWith('0') ? '1111 1111 1111' : '0000 0000 0000'
    const texts = []
    for (const sent of [
      { code: first },
      { code: wrongCode },
      { code: second, fact: '0000' },
      { code: wrongCode },
      { code: wrongCode },
      { code: second },
    ])
      texts.push(await answered(await enter(sent)))
    for (const { status, text } of texts) {
      expect(status).toBe(410)
      expect(text.replace('value="Bo.Lind"', 'value="nobody"')).toBe(nobody.text)
    }
    expect(await row(bo)).toEqual({ attempts: 6, activated: false })
  })

  it('works to its last millisecond and not at the next', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const about = { within: own, throughApp: ownApp }
    const codes = []
    for (const slug of ['punctual', 'late']) {
      const { portal, bo, staff } = await invited(slug, about)
      const answer = await staff.json('POST', `/api/v1/people/${bo.shown}/code`, {})
      const { code, name } = (await answer.json()) as Issued
      codes.push(() =>
        new Browser(ownApp, portal).post('/registration/code', {
          name,
          code,
          fact: DIGITS,
          password: PASSWORD,
        }),
      )
    }
    const end = Temporal.Instant.from(START).add({ minutes: 10 })
    await own.setClock(end.subtract({ milliseconds: 1 }))
    expect((await codes[0]!()).status).toBe(303)
    await own.setClock(end)
    expect((await codes[1]!()).status).toBe(410)
  })

  it('is shown once, and is found nowhere in the database', async () => {
    const { portal, bo, staff } = await told('canary')
    const page = await staff.post(`/people/${bo.shown}/code`, { userName: 'bo.once' })
    expect(page.headers.get('cache-control')).toContain('no-store')
    const code = /spoken-code">([\d ]+)</.exec(await page.text())![1]!.replaceAll(' ', '')
    const tables = await world.owner<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables) {
      const rows = await world.owner(
        `select 1 from ${name} t where t::text like '%' || $1 || '%'`,
        [code],
      )
      expect(rows, name).toEqual([])
    }
    expect(portal.host).toBe('canary.localhost')
  })

  describe('to somebody who has registered and forgot the password', () => {
    const NEW = 'eleven otters in the reeds'

    async function forgetful(slug: string) {
      const has = await told(slug)
      expect((await has.enter({ code: (await has.issue()).body.code })).status).toBe(303)
      const again = async (sent: object = {}) => {
        const { body } = await has.issue({})
        return () => has.enter({ password: NEW, code: body.code, ...sent })
      }
      return { ...has, again }
    }
    /** But for the invitation that everybody has here. */
    const mailsAfter = (portal: string) =>
      world.owner(`select kind from mails where portal_id = $1 and kind <> 'invitation'`, [portal])
    const state = async ({ id }: Someone) =>
      (
        await world.owner(
          'select bad_attempts, lock_level, locked_until, registration_attempts from persons where id = $1',
          [id],
        )
      )[0]

    it('gives a new password once, ends every session and the lock, and signs in', async () => {
      const { portal, bo, staff, again } = await forgetful('forgot')
      const other = await new Browser(app, portal).signIn({ email: 'bo.lind' })
      for (let times = 0; times < 11; times++)
        await new Browser(app, portal).post('/sign-in', { email: 'bo.lind', password: 'no' })
      expect(await state(bo)).toMatchObject({ bad_attempts: 11, lock_level: 1 })
      const use = await again()
      const entered = await use()
      expect(entered.status).toBe(303)
      expect((await use()).status).toBe(410)
      expect((await other.get('/profile')).status).toBe(303)
      expect(await state(bo)).toMatchObject({
        bad_attempts: 0,
        lock_level: 0,
        locked_until: null,
        registration_attempts: 3,
      })
      await new Browser(app, portal).signIn({ email: 'bo.lind' }, NEW)
      await expect(new Browser(app, portal).signIn({ email: 'bo.lind' })).rejects.toThrow('401')
      // No mailbox, no mail; what happened stands in the audit trail, under a name of its own.
      expect(await mailsAfter(portal.id)).toEqual([])
      const lines = await world.owner<{ operation: string }>(
        `select operation from audit_lines where subject = $1
         and operation in ('person.issue_code', 'person.register', 'password.reset_by_code')
         order by seq`,
        [bo.shown],
      )
      expect(lines.map(({ operation }) => operation)).toEqual([
        'person.issue_code',
        'person.register',
        'person.issue_code',
        'password.reset_by_code',
      ])
      const panel = await staff.json('GET', `/api/v1/people/${bo.shown}/registration`)
      expect(await panel.json()).toMatchObject({ tokenUsed: START, userActivated: true })
    })

    it('works by JSON, of fifty at once lets one in, and tells whoever has a mailbox', async () => {
      const { portal, bo, issue } = await forgetful('forgot-race')
      await world.owner(`update persons set email = 'bo@example.com' where id = $1`, [bo.id])
      const { code } = (await issue({})).body
      const sent = { name: 'bo.lind', code, fact: DIGITS, password: NEW }
      const answers = await Promise.all(
        Array.from({ length: 50 }, () =>
          new Browser(app, portal).json('POST', '/api/v1/registration/code', sent),
        ),
      )
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(answers.filter(({ status }) => status === 410)).toHaveLength(49)
      expect(await mailsAfter(portal.id)).toEqual([{ kind: 'password_changed' }])
    })

    it('dies of five wrong tries, and answers like nobody’s', async () => {
      const { bo, issue, enter } = await forgetful('forgot-wrong')
      const { code } = (await issue({})).body
      const nobody = await answered(await enter({ name: 'nobody', code, password: NEW }))
      for (let times = 0; times < 5; times++) {
        const { status, text } = await answered(await enter({ code, fact: '0000', password: NEW }))
        expect(status).toBe(410)
        expect(text.replace('value="Bo.Lind"', 'value="nobody"')).toBe(nobody.text)
      }
      expect((await enter({ code, password: NEW })).status).toBe(410)
      expect(await state(bo)).toMatchObject({ registration_attempts: 7 })
    })

    it('is for nobody disabled, before it is issued and after', async () => {
      const { bo, staff, issue, again } = await forgetful('forgot-off')
      const use = await again()
      const off = await staff.json('POST', `/api/v1/people/${bo.shown}/disabling`, { reason: 'x' })
      expect(off.status).toBe(200)
      expect((await use()).status).toBe(410)
      expect(await issue({})).toMatchObject({ status: 409, body: { code: 'disabled' } })
      await staff.json('DELETE', `/api/v1/people/${bo.shown}/disabling`)
      expect((await use()).status).toBe(410)
    })

    it('still asks for the second step', async () => {
      const { portal, bo, again } = await forgetful('forgot-two')
      await world.owner(
        `insert into authenticator_apps (portal_id, person_id, sealed_secret, begun_at, confirmed_at)
         values ($1, $2, 'x', now(), now())`,
        [portal.id, bo.id],
      )
      const answer = await (await again())()
      expect(answer.headers.get('location')).toBe('/sign-in/second-step')
      expect(answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).not.toContain(
        'session',
      )
    })

    it('is what staff are pointed to where no mail reaches somebody', async () => {
      const { portal, bo, staff } = await forgetful('forgot-why')
      const why = async () => (await staff.get(`/people/${bo.shown}/access`)).text()
      const link = `href="/people/${bo.shown}/code?back=`
      expect(await why()).toContain(link)
      await world.owner(`update persons set locked_until = '2027-01-01' where id = $1`, [bo.id])
      expect(await why()).toContain('choose a password with a one-time code that you read to them')
      await world.owner(
        'update persons set activated_at = null, locked_until = null where id = $1',
        [bo.id],
      )
      expect(await why()).toContain('There is no e-mail on the card to invite')
      expect(await why()).toContain(link)
      expect(await (await new Browser(app, portal).get('/reset')).text()).toContain(
        'href="/registration/code"',
      )
    })
  })

  it('is not for staff', async () => {
    const { staff, portal } = await told('not-staff')
    const ann = await aPerson(world, portal.id, { name: 'Ann', activated: false })
    const answer = await staff.json('POST', `/api/v1/people/${ann.shown}/code`, {})
    expect(await answer.json()).toMatchObject({ code: 'codes_for_clients' })
  })
})

describe('the funnel', () => {
  it('counts each person once, in the week of their first invitation, as far as they got', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    // Monday 5 January in Madrid.
    const { portal, bo, staff, token } = await invited('funnel', {
      within: own,
      throughApp: ownApp,
    })
    const funnel = async () => {
      const answer = await staff.json('GET', '/api/v1/invitations')
      const { weeks } = (await answer.json()) as { weeks: Record<string, unknown>[] }
      expect(weeks).toHaveLength(12)
      return weeks.filter(({ invited }) => invited !== 0)
    }
    const week = { from: '2026-01-05', invited: 1, opened: 0, registered: 0, returned: 0 }
    expect(await funnel()).toEqual([week])
    await staff.post(`/people/${bo.shown}/invitation`)
    await new Browser(ownApp, portal).get(`/registration?token=${token}`)
    expect(await funnel()).toEqual([week])
    const fresh = await newest(own, portal.id)
    await new Browser(ownApp, portal).post('/registration/opened', { token: fresh })
    expect(await funnel()).toEqual([{ ...week, opened: 1 }])
    expect((await use(portal, fresh, ownApp)).status).toBe(303)
    await new Browser(ownApp, portal).signIn(bo)
    expect(await funnel()).toEqual([{ ...week, opened: 1, registered: 1 }])

    // Tuesday by the portal's calendar, though not yet by that of UTC.
    await own.setClock('2026-01-05T23:30:00Z')
    await staff.signIn({ email: 'ada@example.com' })
    await new Browser(ownApp, portal).signIn(bo)
    expect(await funnel()).toEqual([{ ...week, opened: 1, registered: 1, returned: 1 }])

    await own.setClock('2026-01-11T23:00:00Z')
    await staff.signIn({ email: 'ada@example.com' })
    await staff.json('POST', '/api/v1/people', {
      name: 'Ned Next',
      email: 'ned@example.com',
      kind: 'contact',
      digits: DIGITS,
    })
    expect(await funnel()).toEqual([
      { ...week, opened: 1, registered: 1, returned: 1 },
      { from: '2026-01-12', invited: 1, opened: 0, registered: 0, returned: 0 },
    ])
    const page = await (await staff.get('/invitations')).text()
    expect(page).toContain('Of 2 people invited, 50% have registered.')
  })

  it('costs what the last weeks cost, not what the portal’s age would', async () => {
    const { portal } = await invited('old')
    await world.owner(
      `insert into persons (portal_id, id, kind, name, email, seat, invited_at, created_at)
       select $1, gen_random_uuid(), 'contact', 'Old', 'old' || n || '@example.com', 'guest',
         $2::timestamptz - interval '1 year', $2 from generate_series(1, 5000) n`,
      [portal.id, START],
    )
    await world.owner('analyze persons')
    const plan = await world.owner<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off) select count(*), count(opened_at) from persons
       where portal_id = $1 and first_invited_at >= $2::timestamptz - interval '84 days'`,
      [portal.id, START],
    )
    const text = plan.map((line) => line['QUERY PLAN']).join('\n')
    expect(text).toContain('persons_by_first_invitation')
    expect(text).toMatch(/rows=1(\.00)? loops=1/)
  })
})
