import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { newId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import {
  aPerson,
  aPortal,
  Browser,
  DIGITS,
  PASSWORD,
  said as answered,
  type Someone,
} from './identity-world.ts'
import { runJobs } from '../cases/mass-setting.ts'
import { seedTwoPortals } from '../two-portals.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

interface Desk {
  portal: { id: string; host: string }
  staff: Browser
  bo: Someone
  /** Invites again. @returns the token */
  invite(who?: Someone): Promise<string>
  /** Tries to register, with the right digits. */
  use(token: string): Promise<number>
  /** Has a code made, and gives back what enters it. */
  code(who?: Someone): Promise<() => Promise<number>>
}

let desks = 0
async function aDesk(): Promise<Desk> {
  const portal = await aPortal(world, { slug: `desk-${++desks}` })
  const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
  const bo = await aPerson(world, portal.id, { name: 'Bo Lind', kind: 'contact', activated: false })
  const stated = { fact: DIGITS, password: PASSWORD }
  return {
    portal,
    staff,
    bo,
    invite: async (who = bo) => {
      await staff.post(`/people/${who.shown}/invitation`)
      await world.drain()
      const mails = await mailbox(world.installation, portal.id)
      return /token=([\w-]{43})/.exec(mails.find(({ to }) => to === who.email)!.text)![1]!
    },
    use: async (token) =>
      (await new Browser(app, portal).post('/registration', { token, ...stated })).status,
    code: async (who = bo) => {
      const answer = await staff.json('POST', `/api/v1/people/${who.shown}/code`, {})
      const { code, name } = (await answer.json()) as Record<'code' | 'name', string>
      return async () =>
        (await new Browser(app, portal).post('/registration/code', { name, code, ...stated }))
          .status
    },
  }
}

describe('whoever has become a lead', () => {
  it('registers neither with the link nor with the code they had', async () => {
    const { staff, bo, invite, use, code } = await aDesk()
    const token = await invite()
    const enter = await code()
    await staff.json('PATCH', `/api/v1/contacts/${bo.shown}`, { role: 'lead' })
    expect(await use(token)).toBe(410)
    expect(await enter()).toBe(410)
  })

  it('by a merge, neither', async () => {
    const { staff, portal, bo, invite, use, code } = await aDesk()
    const token = await invite()
    const enter = await code()
    const lead = await staff.json('POST', '/api/v1/contacts', { name: 'Bo Lind', role: 'lead' })
    const { id: other } = (await lead.json()) as { id: string }
    const merged = await staff.json('POST', `/api/v1/contacts/${bo.shown}/merge`, {
      other,
      prefer: 'other',
    })
    expect(merged.status).toBe(200)
    expect(await use(token)).toBe(410)
    expect(await enter()).toBe(410)
    expect(portal.host).toMatch(/^desk/)
  })
})

describe('whoever was disabled', () => {
  it('is not let in again by a merge: their card is enabled first', async () => {
    const { staff, portal, bo } = await aDesk()
    const off = await aPerson(world, portal.id, { name: 'Of', kind: 'contact', activated: false })
    await staff.post(`/people/${off.shown}/disabling`, { reason: 'The court says so' })
    const merge = () =>
      staff.json('POST', `/api/v1/contacts/${bo.shown}/merge`, { other: off.shown })
    const refused = await merge()
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'other' }] })
    await staff.post(`/people/${off.shown}/enabling`)
    expect((await merge()).status).toBe(200)
  })
})

describe('a code to read out', () => {
  it('is not made for whom nothing is known of, with an e-mail or without', async () => {
    const { staff, portal, bo } = await aDesk()
    await world.owner('delete from registration_facts where portal_id = $1', [portal.id])
    for (const email of [bo.email, null]) {
      await world.owner('update persons set email = $2 where id = $1', [bo.id, email])
      const answer = await staff.json('POST', `/api/v1/people/${bo.shown}/code`, {
        userName: 'bo.lind',
      })
      expect(await answer.json()).toMatchObject({ code: 'no_fact' })
    }
  })

  it('gets no guesses beyond its five from two names for one person', async () => {
    const { staff, portal, bo } = await aDesk()
    const issued = await staff.json('POST', `/api/v1/people/${bo.shown}/code`, { userName: 'bo.l' })
    const { code } = (await issued.json()) as { code: string }
    const enter = async (name: string, typed: string) =>
      (
        await new Browser(app, portal).post('/registration/code', {
          name,
          code: typed,
          fact: DIGITS,
          password: PASSWORD,
        })
      ).status
    const wrong = code.startsWith('0') ? '111111111111' : '000000000000'
    for (const name of ['bo.l', bo.email, 'BO.L', ` ${bo.email}`, 'bo.l']) await enter(name, wrong)
    expect(await enter('bo.l', code)).toBe(410)
  })
})

describe('a link', () => {
  it('is one of its portal: dead on another’s host, and no new one is sent from there', async () => {
    const one = await aDesk()
    const two = await aDesk()
    const token = await one.invite()
    expect(await two.use(token)).toBe(410)
    await new Browser(app, two.portal).post('/registration/link', { token })
    await world.drain()
    expect(await mailbox(world.installation, two.portal.id)).toEqual([])
    expect(await mailbox(world.installation, one.portal.id)).toHaveLength(1)
    expect(await one.use(token)).toBe(303)
  })

  it('to register is none to reset a password, nor the other way round', async () => {
    const { portal, bo, invite, use } = await aDesk()
    const token = await invite()
    const visitor = new Browser(app, portal)
    const choose = (sent: string) =>
      visitor.post('/reset/password', { token: sent, password: 'eleven otters in the reeds' })
    expect((await choose(token)).status).toBe(410)
    expect(await use(token)).toBe(303)
    await new Browser(app, portal).post('/reset', { email: bo.email })
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail!.kind).toBe('reset')
    const reset = /token=([\w-]{43})/.exec(mail!.text)![1]!
    expect(await use(reset)).toBe(410)
    expect((await choose(reset)).status).toBe(303)
  })

  it.each([
    [
      'a changed e-mail',
      (bo: Someone) => ['PATCH', `/api/v1/contacts/${bo.shown}`, { email: 'bo@new.example' }],
    ],
    [
      'an e-mail taken away',
      (bo: Someone) => ['PATCH', `/api/v1/contacts/${bo.shown}`, { email: null }],
    ],
    [
      'disabling',
      (bo: Someone) => ['POST', `/api/v1/people/${bo.shown}/disabling`, { reason: 'x' }],
    ],
  ] as [string, (bo: Someone) => [string, string, object]][])(
    'is killed by %s, and so is a code',
    async (_, change) => {
      const { staff, bo, invite, use, code } = await aDesk()
      const token = await invite()
      const enter = await code()
      const [method, path, body] = change(bo)
      expect((await staff.json(method, path, body)).status).toBeLessThan(300)
      expect(await use(token)).toBe(410)
      expect(await enter()).toBe(410)
      // Enabling brings none of them back.
      await staff.json('DELETE', `/api/v1/people/${bo.shown}/disabling`)
      expect(await use(token)).toBe(410)
      expect(await enter()).toBe(410)
    },
  )
})

describe('mails', () => {
  it('carry no header, address or markup that somebody wrote into a name or a text', async () => {
    const { staff, portal, invite } = await aDesk()
    const nasty = 'Bo {{link}} {{until}} {% x %} <img src=x onerror=alert(1)> "$&" \\'
    const bo = await aPerson(world, portal.id, {
      name: nasty,
      email: 'nasty@example.com',
      kind: 'contact',
      activated: false,
    })
    const write = async (subject: string) => {
      const body = 'Hello {{person.name}}\n\n{{link}}'
      const text = { kind: 'invitation', language: 'en', subject, body }
      return (await staff.json('POST', '/api/v1/settings/mails', text)).status
    }
    expect(await write('For {{person.name}}\r\nBcc: everybody@example.com')).toBe(422)
    expect(await write('For {{link}}')).toBe(422)
    expect(await write('For {{person.name}}')).toBeLessThan(300)
    await invite(bo)
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail!.subject).not.toMatch(/[\r\n]/)
    expect(mail!.subject).toContain(nasty)
    expect(mail!.text).toContain(`Hello ${nasty}`)
    expect(mail!.html).not.toContain('<img')
    expect(mail!.html).toContain('&lt;img')
    expect(mail!.text.match(/token=/g)).toHaveLength(1)
    for (const [field, value] of [
      ['name', 'Bo\r\nBcc: x@example.com'],
      ['email', 'bo@example.com\r\nBcc: x@example.com'],
      ['email', 'bo@example.com, x@example.com'],
      ['email', '"Bo" <bo@example.com>'],
    ] as const) {
      const answer = await staff.json('POST', '/api/v1/contacts', { name: 'Bo', [field]: value })
      expect(answer.status, value).toBe(422)
    }
  })
})

describe('a write repeated with its key', () => {
  it('makes one contact, case, code and mass invitation of ten at once, each answered alike', async () => {
    const { staff, portal, bo } = await aDesk()
    const repeated = async (path: string, body: object) => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          staff.send(`/api/v1/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': path },
            body: JSON.stringify(body),
          }),
        ),
      )
      const said = await Promise.all(answers.map((answer) => answered(answer)))
      expect(said[0]!.status, said[0]!.text).toBe(201)
      for (const { status, text } of said) expect([status, text]).toEqual([201, said[0]!.text])
    }
    await repeated('contacts', { name: 'Cy', digits: '123-45-6789' })
    await repeated('cases', { title: 'Once', client: bo.shown })
    await repeated(`people/${bo.shown}/code`, {})
    await repeated('mass-invitations', { people: [bo.shown] })
    await repeated(`contacts/${bo.shown}/notes`, { body: 'Once' })
    const [counted] = await world.owner(
      `select (select count(*)::int from persons where portal_id = $1 and name = 'Cy') as contacts,
         (select count(*)::int from cases where portal_id = $1) as cases,
         (select count(*)::int from tokens where portal_id = $1 and purpose = 'code') as codes,
         (select count(*)::int from works where portal_id = $1) as works,
         (select count(*)::int from notes where portal_id = $1) as notes`,
      [portal.id],
    )
    expect(counted).toEqual({ contacts: 1, cases: 1, codes: 1, works: 1, notes: 1 })
    const other = await staff.send('/api/v1/contacts', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'contacts' },
      body: JSON.stringify({ name: 'Cy', digits: '123-45-6780' }),
    })
    expect(await other.json()).toMatchObject({ code: 'idempotency_mismatch' })
  })
})

describe('staff of one portal', () => {
  it('do nothing to another’s by naming it in what they send', async () => {
    const own = await aWorld()
    const two = await seedTwoPortals(own)
    const ownApp = createApp(own.installation)
    const { origin, headers } = two.visitor('portal', true)
    const ask = async (method: string, path: string, body: object) => {
      const init = {
        method,
        headers: { ...headers, origin, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
      const answer = await ownApp.request(`${origin}/api/v1/${path}`, init)
      return { status: answer.status, text: await answer.text() }
    }
    const made = async (path: string, body: object) =>
      (JSON.parse((await ask('POST', path, body)).text) as { id: string }).id
    const contact = await made('contacts', { name: 'Ours' })
    const matter = await made('cases', { title: 'Ours' })
    const theirs = {
      person: show('person', two.foreign.person),
      contact: show('person', two.foreign.contact),
      case: show('case', two.foreign.case),
      field: show('field', two.foreign.field),
      work: show('work', two.foreign.work),
    }
    const before = await two.fingerprint()
    const sends: [string, string, (named: typeof theirs) => object][] = [
      ['POST', `contacts/${contact}/merge`, (of) => ({ other: of.contact })],
      ['PATCH', `contacts/${contact}`, (of) => ({ fields: { [of.field]: 'x' } })],
      ['POST', `cases/${matter}/parties`, (of) => ({ person: of.contact, side: 'client' })],
      ['POST', 'cases', (of) => ({ title: 'T', client: of.contact })],
      ['POST', 'threads', (of) => ({ subject: 'T', body: 'T', to: [of.person] })],
      ['POST', 'mass-invitations', (of) => ({ people: [of.contact] })],
      ['POST', 'mass-invitations', (of) => ({ cases: [of.case] })],
    ]
    // What is another's is told by nothing from what there is not.
    const nobody = {
      person: show('person', newId()),
      contact: show('person', newId()),
      case: show('case', newId()),
      field: show('field', newId()),
      work: show('work', newId()),
    }
    for (const [method, path, body] of sends) {
      const foreign = await ask(method, path, body(theirs))
      expect(foreign.status, `${path}: ${foreign.text}`).toBeGreaterThanOrEqual(400)
      expect(foreign.status, path).toBeLessThan(500)
      const none = await ask(method, path, body(nobody))
      const plain = (text: string) => text.replaceAll(/\w{3}_[0-9a-z]{26}/g, 'id')
      expect([none.status, plain(none.text)], path).toEqual([foreign.status, plain(foreign.text)])
    }
    const preview = await ask('POST', 'mass-invitations/preview', { people: [theirs.contact] })
    expect(JSON.parse(preview.text)).toMatchObject({ total: 0 })
    expect(await two.fingerprint()).toBe(before)
    // A number of one's own choosing that another portal's work has: theirs is neither shown nor begun.
    const begun = await ask('POST', 'mass-invitations', { people: [contact], work: theirs.work })
    expect(begun.status).toBe(201)
    expect(await two.fingerprint()).toBe(before)
  })
})

describe('a mass invitation', () => {
  it('leaves no live link to whoever is disabled or made a lead at that moment, and one to each other', async () => {
    const { staff, portal } = await aDesk()
    const clients = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        aPerson(world, portal.id, { name: `C${n} Many`, kind: 'contact', activated: false }),
      ),
    )
    const people = clients.map(({ shown }) => shown)
    const changes = clients.map(({ shown }, n) => () => {
      if (n % 3 === 0) return staff.json('PATCH', `/api/v1/contacts/${shown}`, { role: 'lead' })
      if (n % 3 === 1)
        return staff.json('POST', `/api/v1/people/${shown}/disabling`, { reason: 'x' })
      return staff.json('POST', `/api/v1/people/${shown}/invitation`)
    })
    const begin = async () => {
      const body = { people, days: 0 }
      expect((await staff.json('POST', '/api/v1/mass-invitations', body)).status).toBe(201)
      await world.drain()
    }
    const [first, ...others] = changes
    await Promise.all([first!(), begin(), ...others.map((change) => change()), begin()])
    await world.drain()
    await runJobs(world, 'paced_mail_due', {})
    await world.drain()
    const live = await world.owner<{ name: string; n: number }>(
      `select p.name, count(t.hash)::int as n from persons p
       left join tokens t on t.portal_id = p.portal_id and t.person_id = p.id
         and t.used_at is null and t.retired_at is null
       where p.portal_id = $1 and p.name like '%Many' group by 1`,
      [portal.id],
    )
    expect(Object.fromEntries(live.map(({ name, n }) => [name, n]))).toEqual(
      Object.fromEntries(clients.map(({ name }, n) => [name, n % 3 === 2 ? 1 : 0])),
    )
    // The newest link that somebody was mailed is the one that works.
    const mails = await mailbox(world.installation, portal.id)
    for (const { email } of clients.filter((_, n) => n % 3 === 2)) {
      const tokens = mails.flatMap(({ to, text }) =>
        to === email ? [/token=([\w-]{43})/.exec(text)![1]!] : [],
      )
      const opened = await Promise.all(
        tokens.map(
          async (token) =>
            (await new Browser(app, portal).get(`/registration?token=${token}`)).status,
        ),
      )
      expect(
        opened.filter((status) => status === 200),
        email,
      ).toHaveLength(1)
    }
  })
})
