import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { jobHandlers } from '../../src/jobs.ts'
import { reactionJob, type EventData } from '../../src/kit/events.ts'
import { newId } from '../../src/kit/ids.ts'
import { handle } from '../../src/kit/jobs.ts'
import { queueMail } from '../../src/kit/mail.ts'
import { freePort } from '../faults/app-process.ts'
import { aPerson, aPortal, Browser } from '../identity/identity-world.ts'
import { mailServer } from './mail-server.ts'
import { countOf } from '../cases/mass-setting.ts'
import { aWorld, type World } from '../world.ts'

/** How many mails one client's deeds bring about; 3,000 at full size. */
const FLOOD = Number(process.env['FLOOD_MAILS'] ?? 400)

/** Well under what a silent receiver is waited for, which is three quarters of a minute. */
const soon = { timeout: 20_000, interval: 20 }

/** An office at work whose mails leave through a server that never answers about some addresses. */
async function anInstallation() {
  const port = await freePort()
  const world = await aWorld({
    start: null,
    more: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` },
  })
  const asked: string[] = []
  const inbox = await mailServer(port, (address) => {
    asked.push(address)
    const isSilent = address.endsWith('@silent.example') || address.startsWith('silent@')
    return isSilent ? 'silence' : undefined
  })
  const app = createApp(world.installation)
  await world.installation.jobs.work(jobHandlers(world.installation))
  const arrivedAt = (address: string) => () => inbox.filter(({ to }) => to[0] === address).length
  return { world, inbox, app, asked, arrivedAt }
}

/** Mails of one portal to that many people, written in one transaction. */
const write = ({ installation }: World, portal: string, to: readonly string[]) =>
  installation.db.write({ portal }, async (tx) => {
    const now = await installation.clock.now(tx)
    const mail = {
      kind: 'new_message',
      fromName: 'Acme',
      subject: 'News',
      text: 'News',
      html: '',
    }
    for (const address of to)
      await queueMail({ tx, now, portal, installation }, { ...mail, to: address })
  })

const people = (count: number, domain: string) =>
  Array.from({ length: count }, (_, n) => `p${n}@${domain}`)

describe('a sign-in code', () => {
  it('leaves at once while nobody answers about another portal’s mails', async () => {
    const { world, app, asked, arrivedAt } = await anInstallation()
    const [slow, quick] = [await aPortal(world, { slug: 'slow' }), await aPortal(world)]
    const ada = await aPerson(world, quick.id, { email: 'ada@quick.example' })
    await write(world, slow.id, people(40, 'silent.example'))
    await expect.poll(() => asked.length, soon).toBeGreaterThan(0)
    for (let codes = 1; codes <= 3; codes++) {
      const answer = await new Browser(app, quick).post('/sign-in/code', { email: ada.email })
      expect(answer.status).toBe(303)
      await expect.poll(arrivedAt(ada.email), soon).toBe(codes)
    }
    // So do the mails that nobody waits for, also those of the portal that has somebody silent.
    await write(world, quick.id, ['bo@quick.example'])
    await write(world, slow.id, ['cy@quick.example'])
    await expect.poll(arrivedAt('bo@quick.example'), soon).toBe(1)
    await expect.poll(arrivedAt('cy@quick.example'), soon).toBe(1)
    // The server has a mail a moment before its row says so.
    const written = () =>
      countOf(world, `mails where state = 'sent' and kind = 'new_message'`, slow.id)
    await expect.poll(written, soon).toBe(1)
  })

  it('leaves at once though its own portal’s people cannot be reached, whoever asks for codes', async () => {
    const { world, app, asked, arrivedAt } = await anInstallation()
    const portal = await aPortal(world)
    const ada = await aPerson(world, portal.id, { email: 'ada@quick.example' })
    for (const email of people(12, 'silent.example'))
      await aPerson(world, portal.id, { email, name: email })
    for (const email of people(12, 'silent.example'))
      await new Browser(app, portal).post('/sign-in/code', { email })
    await expect.poll(() => asked.length, soon).toBeGreaterThan(0)
    const other = await aPortal(world, { slug: 'other' })
    const bo = await aPerson(world, other.id, { email: 'bo@quick.example' })
    await new Browser(app, other).post('/sign-in/code', { email: bo.email })
    await expect.poll(arrivedAt(bo.email), soon).toBe(1)
    await new Browser(app, portal).post('/sign-in/code', { email: ada.email })
    await expect.poll(arrivedAt(ada.email), { ...soon, timeout: 90_000 }).toBe(1)
  })

  it(
    'leaves before the mails that one client brings about, and so do another portal’s others',
    { timeout: 60_000 + FLOOD * 30 },
    async () => {
      const { world, app, arrivedAt } = await anInstallation()
      const [busy, quiet] = [await aPortal(world, { slug: 'busy' }), await aPortal(world)]
      const ada = await aPerson(world, quiet.id, { email: 'ada@quiet.example' })
      const left = () => countOf(world, `mails where state = 'queued'`, busy.id)
      await write(world, busy.id, people(FLOOD, 'busy.example'))
      await new Browser(app, quiet).post('/sign-in/code', { email: ada.email })
      await write(world, quiet.id, ['bo@quiet.example'])
      await expect.poll(arrivedAt(ada.email), soon).toBe(1)
      await expect.poll(arrivedAt('bo@quiet.example'), soon).toBe(1)
      expect(await left()).toBeGreaterThan(FLOOD / 4)
      // None is lost over it, and none leaves twice.
      await expect.poll(left, { timeout: 30_000 + FLOOD * 30 }).toBe(0)
      expect(new Set(people(FLOOD, 'busy.example').map((who) => arrivedAt(who)()))).toEqual(
        new Set([1]),
      )
    },
  )
})

describe('a mailbox about which nobody answers', () => {
  it('holds up nobody else of its domain, of whichever portal, and codes least of all', async () => {
    const { world, app, asked, arrivedAt } = await anInstallation()
    const [one, other] = [await aPortal(world, { slug: 'one' }), await aPortal(world)]
    const ada = await aPerson(world, other.id, { email: 'ada@some.example' })
    const tries = () => asked.filter((address) => address === 'silent@some.example').length
    await write(world, one.id, ['silent@some.example'])
    await expect.poll(tries, soon).toBe(1)
    // Others know by then that it hangs.
    const began = performance.now()
    await expect.poll(() => performance.now() - began, soon).toBeGreaterThan(2600)
    const all = people(12, 'some.example')
    await write(world, one.id, all.slice(0, 6))
    await write(world, other.id, all.slice(6))
    await new Browser(app, other).post('/sign-in/code', { email: ada.email })
    await expect.poll(arrivedAt(ada.email), soon).toBe(1)
    await expect
      .poll(() => all.filter((who) => arrivedAt(who)() === 1).length, { ...soon, timeout: 40_000 })
      .toBe(12)
    // All while the one try hangs.
    expect(tries()).toBe(1)
  }, 120_000)
})

describe('a job of one portal', () => {
  it('that does not end holds up no other portal’s of its kind', async () => {
    const world = await aWorld({ start: null })
    const { jobs, db } = world.installation
    const { promise: stuck, resolve: release } = Promise.withResolvers<void>()
    const done: string[] = []
    await jobs.work([
      handle(reactionJob, async ({ portal, name }) => {
        if (portal === slow) await stuck
        done.push(name)
      }),
    ])
    const [slow, quick] = [newId(), newId()]
    const event = (portal: string, name: string): EventData => ({
      ...{ id: newId(), name, portal, subject: null, at: '2026-01-05T09:00:00Z', data: {} },
    })
    await db.write({ portal: slow }, async (tx) => {
      for (let n = 0; n < 30; n++) await jobs.enqueue(tx, reactionJob, event(slow, `slow ${n}`))
    })
    await db.write({ portal: quick }, async (tx) => {
      for (let n = 0; n < 5; n++) await jobs.enqueue(tx, reactionJob, event(quick, `quick ${n}`))
    })
    await expect.poll(() => done.length, soon).toBe(5)
    expect(done.every((name) => name.startsWith('quick'))).toBe(true)
    release()
    await expect.poll(() => done.length, soon).toBe(35)
  })
})
