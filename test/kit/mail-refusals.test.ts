import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { jobHandlers } from '../../src/jobs.ts'
import { queueMail } from '../../src/kit/mail.ts'
import { newId } from '../../src/kit/ids.ts'
import { freePort } from '../faults/app-process.ts'
import { aPerson, aPortal, Browser } from '../identity/identity-world.ts'
import { mailServer } from './mail-server.ts'
import { aWorld, type World } from '../world.ts'

/** A portal whose mails leave through a server that answers as it is told. */
async function anOffice() {
  const port = await freePort()
  const logged: string[] = []
  const world = await aWorld({
    more: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` },
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
  })
  const answers = new Map<string, number>()
  /** Connections, as often as a mail was begun by them. */
  const greeted: string[] = []
  const inbox = await mailServer(port, (address, connection) => {
    if (address === 'no-reply@localhost') greeted.push(connection)
    return answers.get(address)
  })
  const app = createApp(world.installation)
  const portal = await aPortal(world)
  const sara = await aPerson(world, portal.id, { name: 'Sara Staff', email: 'sara@acme.example' })
  const staff = await new Browser(app, portal).signIn(sara)
  const to = (address: string) => inbox.filter((arrived) => arrived.to[0] === address)
  const mails = () =>
    world.owner<{ kind: string; state: string; failure: string | null }>(
      'select kind, state, failure from mails where portal_id = $1 order by queued_at, id',
      [portal.id],
    )
  const aClient = (email: string, activated = false) =>
    aPerson(world, portal.id, { name: 'Carla Boone', email, kind: 'contact', activated })
  const panel = async (person: string) =>
    (await (await staff.send(`/api/v1/people/${person}/registration`)).json()) as {
      invitationRefused: string | null
      tokenActive: boolean
    }
  return { world, app, portal, staff, answers, greeted, to, logged, mails, aClient, panel }
}

/** A mail's job fails as often as that before its last try. */
const LAST = 20

describe('a mail that is refused for good', () => {
  it.each([550, 551, 553, 554])(
    'with %i is final at once, shown in the panel and told to whoever invited',
    async (code) => {
      const { world, staff, answers, to, mails, aClient, panel } = await anOffice()
      const email = 'carla@gone.example'
      answers.set(email, code)
      const carla = await aClient(email)
      await staff.post(`/people/${carla.shown}/invitation`)
      await world.drain()
      const said = `${code} Not here`
      expect(await mails()).toEqual([
        { kind: 'invitation', state: 'failed', failure: said },
        { kind: 'undelivered', state: 'sent', failure: null },
      ])
      expect(await world.owner(`select state::text from pgboss.job where name = 'mail'`)).toEqual([
        { state: 'completed' },
        { state: 'completed' },
      ])
      expect(await panel(carla.shown)).toMatchObject({
        tokenActive: true,
        invitationRefused: said,
      })
      const page = await (await staff.send(`/contacts/${carla.shown}`)).text()
      expect(page).toContain(`The mail server refused the invitation for good: “${said}”.`)
      const [told] = to('sara@acme.example')
      expect(told!.mail.subject).toBe('Your mail to Carla Boone could not be delivered')
      expect(told!.mail.text).toContain(`Its answer: “${said}”`)
      expect(told!.mail.text).toContain(`/contacts/${carla.shown}#why`)
    },
  )

  it('says nothing any more once another has been sent', async () => {
    const { world, staff, answers, to, aClient, panel } = await anOffice()
    answers.set('carla@gone.example', 550)
    const carla = await aClient('carla@gone.example')
    await staff.post(`/people/${carla.shown}/invitation`)
    await world.drain()
    await world.setClock('2026-01-05T10:00:00Z')
    await world.owner(`update persons set email = 'carla@here.example' where id = $1`, [carla.id])
    await staff.post(`/people/${carla.shown}/invitation`)
    await world.drain()
    expect(to('carla@here.example')).toHaveLength(1)
    expect((await panel(carla.shown)).invitationRefused).toBeNull()
  })

  it('is told to staff who sent a reset, and to nobody where a stranger’s form asked', async () => {
    const { world, app, portal, staff, answers, to, aClient } = await anOffice()
    answers.set('carla@gone.example', 550)
    const carla = await aClient('carla@gone.example', true)
    await new Browser(app, portal).post('/reset', { email: carla.email })
    await new Browser(app, portal).post('/sign-in/code', { email: carla.email })
    await world.drain()
    expect(to('sara@acme.example')).toHaveLength(0)
    await world.setClock('2026-01-05T10:00:00Z')
    await staff.post(`/people/${carla.shown}/reset`)
    await world.drain()
    expect(to('sara@acme.example').map(({ mail }) => mail.subject)).toEqual([
      'Your mail to Carla Boone could not be delivered',
    ])
  })

  it('is so, too, where the address is none that could be written to', async () => {
    const { world, portal, mails } = await anOffice()
    const { installation } = world
    await installation.db.write({ portal: portal.id }, async (tx) => {
      const work = { tx, now: await world.now(), portal: portal.id, installation }
      const mail = { fromName: 'Acme', subject: 'S', text: 'T', html: '', person: newId() }
      await queueMail(work, { ...mail, kind: 'new_message', to: '<>' })
    })
    await world.drain()
    expect(await mails()).toMatchObject([{ kind: 'new_message', state: 'failed' }])
  })
})

describe('a mail that is not taken now', () => {
  it('is tried again, and its last try is final, parked for the operator and told likewise', async () => {
    const { world, staff, answers, to, mails, aClient } = await anOffice()
    answers.set('carla@later.example', 451)
    const carla = await aClient('carla@later.example')
    await staff.post(`/people/${carla.shown}/invitation`)
    await expect(world.drain()).rejects.toThrow('recipients were rejected')
    expect(await mails()).toEqual([
      { kind: 'invitation', state: 'queued', failure: '451 Not here' },
    ])
    expect(to('sara@acme.example')).toHaveLength(0)
    await world.owner(
      `update pgboss.job set state = 'retry', retry_count = $1 where name = 'mail'`,
      [LAST - 1],
    )
    await expect(world.drain()).rejects.toThrow('recipients were rejected')
    expect((await mails())[0]).toMatchObject({ state: 'failed' })
    await world.drain()
    expect(to('sara@acme.example')).toHaveLength(1)

    // The operator may put it back into its queue all the same.
    answers.clear()
    await world.owner(
      `update pgboss.job set state = 'retry' where name = 'mail' and state = 'active'`,
    )
    await world.drain()
    expect(to('carla@later.example')).toHaveLength(1)
    expect((await mails())[0]).toMatchObject({ state: 'sent' })
  })

  it('because the server refuses us waits likewise, and the operator is told once', async () => {
    const { world, portal, staff, answers, to, logged, mails, aClient } = await anOffice()
    const work = await outboxOf(world, portal.id, staff, aClient)
    answers.set('no-reply@localhost', 550)
    const lost = jobHandlers(world.installation).find(({ type }) => type.name === 'mail')!
    for (const { data } of work)
      await expect(lost.run(data, { last: false })).rejects.toThrow('Mail command failed')
    expect(await mails()).toEqual([
      { kind: 'invitation', state: 'queued', failure: '550 Not you' },
      { kind: 'invitation', state: 'queued', failure: '550 Not you' },
    ])
    expect(logged.filter((line) => line.includes('refuses Gatehouse itself'))).toHaveLength(1)
    await world.owner(
      `update pgboss.job set state = 'retry', output = '{"message": "550 Not you"}' where name = 'mail'`,
    )
    const counts = await world.installation.jobs.queues.counts()
    expect(counts.find(({ queue }) => queue === 'mail')!.trouble?.failure).toBe('550 Not you')
    answers.clear()
    await world.drain()
    expect(to('sara@acme.example')).toHaveLength(0)
    expect(new Set((await mails()).map(({ state }) => state))).toEqual(new Set(['sent']))
  })
})

describe('a connection on which the sender was refused', () => {
  it('is used for no other mail, and the mails leave by new ones', async () => {
    const { world, portal, staff, answers, to, aClient, greeted } = await anOffice()
    const work = await outboxOf(world, portal.id, staff, aClient)
    const mail = jobHandlers(world.installation).find(({ type }) => type.name === 'mail')!
    answers.set('no-reply@localhost', 550)
    await expect(mail.run(work[0]!.data, { last: false })).rejects.toThrow('Mail command failed')
    const [refused] = greeted
    answers.clear()
    for (const { data } of work) await mail.run(data, { last: false })
    expect(to('carla@example.com')).toHaveLength(1)
    expect(to('bo@example.com')).toHaveLength(1)
    expect(greeted.filter((connection) => connection === refused)).toHaveLength(1)
    expect(new Set(greeted).size).toBe(2)
  })

  it('whereas one on which a receiver was refused goes on', async () => {
    const { world, portal, staff, answers, to, aClient, greeted } = await anOffice()
    const work = await outboxOf(world, portal.id, staff, aClient)
    const mail = jobHandlers(world.installation).find(({ type }) => type.name === 'mail')!
    answers.set('carla@example.com', 550)
    for (const { data } of work) await mail.run(data, { last: false })
    expect(to('bo@example.com')).toHaveLength(1)
    expect(new Set(greeted).size).toBe(1)
  })
})

/** The jobs of two invitations that wait to be sent. */
async function outboxOf(
  world: World,
  portal: string,
  staff: Browser,
  aClient: (email: string) => Promise<{ shown: string }>,
) {
  for (const email of ['carla@example.com', 'bo@example.com'])
    await staff.post(`/people/${(await aClient(email)).shown}/invitation`)
  return world.owner<{ data: object }>(
    `select data from pgboss.job where name = 'mail' and data ->> 'portal' = $1`,
    [portal],
  )
}
