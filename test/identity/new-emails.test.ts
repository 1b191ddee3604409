import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mailbox } from '../../src/kit/mail.ts'
import { parseId } from '../../src/kit/ids.ts'
import { createContact, mergeContacts, updateContact } from '../../src/people/index.ts'
import { performPart, operation, perform, jobCaller } from '../../src/kit/operation.ts'
import { aPerson, Browser, DIGITS, PASSWORD, said, type Someone } from './identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let office: Office
let firms = 0
beforeAll(async () => {
  world = await openWorld()
  return () => world.close()
})
beforeEach(async () => {
  await world.setClock(START)
  office = await anOffice(world, `emails-${++firms}`)
})

const OLD = 'cleo@old.example'
const NEW = 'cleo@new.example'

const aClient = (more: object = {}) =>
  aPerson(world, office.portal.id, { name: 'Cleo Client', email: OLD, kind: 'contact', ...more })
const row = async ({ id }: Someone) =>
  (await world.owner('select email, user_name from persons where id = $1', [id]))[0] as {
    email: string | null
    user_name: string | null
  }
/** The mails of the portal, oldest first, as who got what. */
async function mailed(): Promise<{ kind: string; to: string; text: string }[]> {
  await world.drain()
  const mails = await mailbox(world.installation, office.portal.id)
  return mails.map(({ kind, to, text }) => ({ kind, to, text })).toReversed()
}
const got = async () => (await mailed()).map(({ kind, to }) => `${kind} ${to}`)
async function proofLink(): Promise<string> {
  const mail = (await mailed()).findLast(({ kind }) => kind === 'email_proof')
  return /token=([\w-]{43})/.exec(mail!.text)![1]!
}
const comes = async (email: string) =>
  (await new Browser(office.app, office.portal).post('/sign-in', { email, password: PASSWORD }))
    .status === 303
const change = (who: Someone, card: object) =>
  office.api<{ email: string; newEmail: string | null; version: number }>(
    'PATCH',
    `contacts/${who.shown}`,
    card,
  )
const prove = (token: string) =>
  new Browser(office.app, office.portal).json('POST', '/api/v1/email-proof', { token })

describe('the e-mail of somebody who has registered, changed by staff', () => {
  it('is told to the one before at once, and proved before it signs in or gets a reset', async () => {
    const cleo = await aClient()
    const { status, body } = await change(cleo, { email: NEW })
    expect(status).toBe(200)
    expect(body).toMatchObject({ email: OLD, newEmail: NEW, version: 2 })
    expect(await got()).toEqual([`new_email ${OLD}`, `email_proof ${NEW}`])
    expect((await mailed())[0]!.text).toContain(NEW)
    expect(await comes(OLD)).toBe(true)
    expect(await comes(NEW)).toBe(false)
    for (const email of [NEW, OLD])
      await new Browser(office.app, office.portal).post('/reset', { email })
    expect((await got()).slice(2)).toEqual([`reset ${OLD}`])

    const token = await proofLink()
    expect((await prove(token)).status).toBe(200)
    expect(await row(cleo)).toMatchObject({ email: NEW })
    expect(await comes(NEW)).toBe(true)
    expect(await comes(OLD)).toBe(false)
    expect((await got()).at(-1)).toBe(`email_changed ${OLD}`)
    expect((await change(cleo, {})).body).toMatchObject({ email: NEW, newEmail: null })
    // What was mailed to the one before is dead with it.
    const reset = (await mailed()).find(({ kind }) => kind === 'reset')!
    const old = /token=([\w-]{43})/.exec(reset.text)![1]!
    const page = await new Browser(office.app, office.portal).get(`/reset/password?token=${old}`)
    expect(page.status).toBe(410)
  })

  it('is shown to staff and to the person, who both mail it again or withdraw it', async () => {
    const cleo = await aClient()
    await change(cleo, { email: NEW })
    const first = await proofLink()
    expect(await office.text(`/contacts/${cleo.shown}`)).toContain(NEW)
    const own = await new Browser(office.app, office.portal).signIn(cleo)
    expect(await (await own.get('/profile')).text()).toContain(NEW)
    expect(await (await own.get('/api/v1/profile')).json()).toMatchObject({ newEmail: NEW })

    expect((await own.post('/profile/new-email/proof')).status).toBe(303)
    const second = await proofLink()
    expect(second).not.toBe(first)
    expect((await prove(first)).status).toBe(410)
    const again = await office.browser.post(`/people/${cleo.shown}/new-email/proof`)
    expect(again.headers.get('location')).toBe(`/contacts/${cleo.shown}`)
    const third = await proofLink()
    expect((await prove(second)).status).toBe(410)

    expect((await own.post('/profile/new-email/withdrawal')).status).toBe(303)
    expect((await prove(third)).status).toBe(410)
    expect((await office.api('DELETE', `people/${cleo.shown}/new-email`)).status).toBe(409)
    await change(cleo, { email: NEW })
    expect((await office.api('POST', `people/${cleo.shown}/new-email`)).status).toBe(204)
    expect((await office.api('DELETE', `people/${cleo.shown}/new-email`)).status).toBe(204)
    expect((await own.json('DELETE', '/api/v1/profile/new-email')).status).toBe(409)
    expect(await row(cleo)).toMatchObject({ email: OLD })
  })

  it('asks once for the same one, and again for another', async () => {
    const cleo = await aClient()
    await change(cleo, { email: NEW })
    const first = await proofLink()
    const { body } = await change(cleo, { email: NEW })
    expect(body.version).toBe(2)
    // Its form sends the e-mail that is there, and that withdraws nothing.
    await change(cleo, { email: OLD, phone: '600' })
    expect(await got()).toEqual([`new_email ${OLD}`, `email_proof ${NEW}`])
    await change(cleo, { email: 'cleo@third.example' })
    expect((await got()).slice(2)).toEqual([`new_email ${OLD}`, 'email_proof cleo@third.example'])
    expect((await prove(first)).status).toBe(410)
  })

  it('is refused where somebody has it, then and when it is proved', async () => {
    const [cleo, dora] = [
      await aClient(),
      await aClient({ name: 'Dora', email: 'dora@old.example' }),
    ]
    expect((await change(cleo, { email: dora.email })).status).toBe(409)
    expect(await got()).toEqual([])
    // Two may wait for the same one; whoever proves it first has it.
    await change(cleo, { email: NEW })
    const ours = await proofLink()
    await change(dora, { email: NEW })
    const theirs = await proofLink()
    expect((await prove(theirs)).status).toBe(200)
    const late = await prove(ours)
    expect(await late.json()).toMatchObject({ status: 409, code: 'email_taken_since' })
    expect(await row(cleo)).toMatchObject({ email: OLD })
  })

  it('counts at once for whoever has not registered, as before', async () => {
    const cleo = await aClient({ activated: false })
    const { body } = await change(cleo, { email: NEW })
    expect(body).toMatchObject({ email: NEW, newEmail: null })
    expect(await got()).toEqual([])
  })

  it('mails no way in to whoever is disabled, until they are enabled and it is asked for', async () => {
    const cleo = await aClient()
    await office.api('POST', `people/${cleo.shown}/disabling`, { reason: 'Asked for it' })
    await change(cleo, { email: NEW })
    expect(await got()).toEqual([`new_email ${OLD}`])
    expect((await office.api('POST', `people/${cleo.shown}/new-email`)).status).toBe(409)
    await office.api('DELETE', `people/${cleo.shown}/disabling`)
    expect((await office.api('POST', `people/${cleo.shown}/new-email`)).status).toBe(204)
    const link = await proofLink()
    await office.api('POST', `people/${cleo.shown}/disabling`, { reason: 'Again' })
    expect((await prove(link)).status).toBe(410)
  })
})

describe('a link that proves an e-mail', () => {
  it('changes nothing when it is opened, and works once, of twenty at once for one', async () => {
    const cleo = await aClient()
    await change(cleo, { email: NEW })
    const token = await proofLink()
    const visitor = new Browser(office.app, office.portal)
    for (let i = 0; i < 2; i++) {
      const page = await visitor.get(`/email-proof?token=${token}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain(NEW)
    }
    expect(await row(cleo)).toMatchObject({ email: OLD })
    const answers = await Promise.all(Array.from({ length: 20 }, () => prove(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19)
    const kinds = (await mailed()).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'email_changed')).toHaveLength(1)
  })

  it('is proved by the page’s button', async () => {
    const cleo = await aClient()
    await change(cleo, { email: NEW })
    const visitor = new Browser(office.app, office.portal)
    const done = await visitor.post('/email-proof', { token: await proofLink() })
    expect(done.headers.get('location')).toBe('/sign-in')
    expect(await row(cleo)).toMatchObject({ email: NEW })
  })

  it('is answered alike when dead: used, over, of another portal, for something else, never any', async () => {
    const cleo = await aClient()
    await change(cleo, { email: NEW })
    const token = await proofLink()
    const elsewhere = await anOffice(world, `elsewhere-${firms}`)
    const unknown = 'x'.repeat(43)
    const dead = await said(await prove(unknown))
    expect(dead.status).toBe(410)
    const there = new Browser(elsewhere.app, elsewhere.portal)
    expect(await said(await there.json('POST', '/api/v1/email-proof', { token }))).toEqual(dead)
    await office.api('POST', `people/${cleo.shown}/reset`)
    const reset = (await mailed()).findLast(({ kind }) => kind === 'reset')!
    const other = /token=([\w-]{43})/.exec(reset.text)![1]!
    expect(await said(await prove(other))).toEqual(dead)
    // Nor does it reset a password.
    const page = await new Browser(office.app, office.portal).get(`/reset/password?token=${token}`)
    expect(page.status).toBe(410)
    await world.setClock(Temporal.Instant.from(START).add({ hours: 7 * 24 }))
    expect(await said(await prove(token))).toEqual(dead)
    const visitor = new Browser(office.app, office.portal)
    expect((await visitor.get(`/email-proof?token=${token}`)).status).toBe(410)
    await world.setClock(
      Temporal.Instant.from(START)
        .add({ hours: 7 * 24 })
        .subtract({ milliseconds: 1 }),
    )
    expect((await prove(token)).status).toBe(200)
    await world.setClock(START)
    expect(await said(await prove(token))).toEqual(dead)
  })
})

describe('whoever has registered is told at the address they have', () => {
  it('of another user name, and of none any more', async () => {
    const cleo = await aClient()
    await change(cleo, { userName: 'cleo.client' })
    await change(cleo, { userName: 'cleo.client' })
    await change(cleo, { userName: null })
    expect(await got()).toEqual([`user_name_changed ${OLD}`, `user_name_changed ${OLD}`])
    const [first, second] = await mailed()
    expect(first!.text).toContain('cleo.client')
    expect(second!.text).toContain('none any more')
    const other = await aClient({ name: 'Dora', email: 'dora@old.example', activated: false })
    await change(other, { userName: 'dora' })
    expect(await got()).toHaveLength(2)
  })

  it('of what a line of a file changes, as part of the import', async () => {
    const cleo = await aClient()
    const part = operation({
      name: 'test.import',
      summary: 'Changes a card as part of something else',
      input: updateContact.input,
      right: 'job',
      run: (op, input) => performPart(op, updateContact, { ...input, person: cleo.shown }),
    })
    const changed = { person: cleo.shown, email: NEW }
    const caller = jobCaller(office.portal.id)
    expect(await perform(world.installation, part, caller, changed)).toMatchObject({ ok: true })
    expect(await row(cleo)).toMatchObject({ email: OLD })
    expect(await got()).toEqual([`new_email ${OLD}`, `email_proof ${NEW}`])
  })

  it('of what a merge brings: an e-mail to be proved, a user name at once', async () => {
    const cleo = await aClient()
    const { person: other } = await office.act(createContact, {
      name: 'Cleo C.',
      userName: 'cleo.second',
    })
    await office.act(mergeContacts, { person: cleo.shown, other })
    expect(await got()).toEqual([`user_name_changed ${OLD}`])
    // Somebody who registered by a code and a user name has no e-mail that could be told.
    await world.owner('update persons set email = null where id = $1', [cleo.id])
    const { person: third } = await office.act(createContact, {
      name: 'Cleo C.',
      email: NEW,
      digits: DIGITS,
    })
    await office.act(mergeContacts, { person: cleo.shown, other: third })
    expect(await row(cleo)).toEqual({ email: null, user_name: 'cleo.second' })
    expect((await got()).slice(1)).toEqual([`email_proof ${NEW}`])
    expect((await prove(await proofLink())).status).toBe(200)
    expect(await row(cleo)).toMatchObject({ email: NEW })
    expect(parseId('person', third)).not.toBeNull()
  })
})
