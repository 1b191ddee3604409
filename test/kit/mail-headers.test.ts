import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { handOver } from '../../src/kit/mail.ts'
import { newId } from '../../src/kit/ids.ts'
import { freePort } from '../faults/app-process.ts'
import { aPerson, aPortal, Browser } from '../identity/identity-world.ts'
import { mailServer, type Arrived } from './mail-server.ts'
import { aWorld } from '../world.ts'

const LETTER = { fromName: 'Acme', subject: 'News', text: 'News', html: '<p>News</p>' }

/** A portal whose mails leave by SMTP. */
async function anOffice() {
  const port = await freePort()
  const world = await aWorld({ more: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } })
  const inbox = await mailServer(port)
  const portal = await aPortal(world)
  const to = (address: string) => inbox.find((arrived) => arrived.to[0] === address)!
  return { world, inbox, portal, to }
}

const headerOf = ({ mail }: Arrived, name: string) =>
  mail.headers.filter(({ key }) => key === name).map(({ value }) => value)

describe('a mail', () => {
  it('says that no person wrote it, of whatever lane, and keeps its Message-ID when it is sent again', async () => {
    const { world, inbox } = await anOffice()
    for (const queue of ['urgent', 'ordinary', 'paced'] as const) {
      const id = newId()
      for (let times = 1; times <= 2; times++)
        await handOver(world.installation, id, { ...LETTER, to: 'bo@example.com' }, queue)
      const both = inbox.splice(0)
      expect(both.map((arrived) => headerOf(arrived, 'auto-submitted'))).toEqual([
        ['auto-generated'],
        ['auto-generated'],
      ])
      expect(headerOf(both[0]!, 'x-auto-response-suppress')).toEqual(['All'])
      expect(headerOf(both[0]!, 'reply-to')).toEqual([])
      expect(both.map(({ mail }) => mail.messageId)).toEqual([
        `<${id}@localhost>`,
        `<${id}@localhost>`,
      ])
      expect(both[0]!.client).not.toContain('127.0.0.1')
    }
  })

  it('that somebody of a portal that is vouched for has sent is replied to them; of others to nobody', async () => {
    const { world, inbox, portal, to } = await anOffice()
    const sara = await aPerson(world, portal.id, { name: 'Sara', email: 'sara@acme.example' })
    const app = createApp(world.installation)
    const staff = await new Browser(app, portal).signIn(sara)
    const invite = async (email: string) => {
      const person = await aPerson(world, portal.id, {
        name: 'Carla',
        email,
        kind: 'contact',
        activated: false,
      })
      await staff.post(`/people/${person.shown}/invitation`)
      await world.drain()
      return headerOf(to(email), 'reply-to')
    }
    const status = (name: string) =>
      world.owner(
        `update portals set status = $1, trial_ends_at = '2026-02-01T00:00:00Z' where id = $2`,
        [name, portal.id],
      )
    await status('certified_secure')
    expect(await invite('carla@example.com')).toEqual(['sara@acme.example'])
    await new Browser(app, portal).post('/reset', { email: sara.email })
    await world.drain()
    expect(headerOf(to(sara.email), 'reply-to')).toEqual([])
    await status('trial_active')
    expect(await invite('bo@example.com')).toEqual([])
    for (const arrived of inbox)
      expect(headerOf(arrived, 'auto-submitted')).toEqual(['auto-generated'])
  })
})
