import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { CONSOLE } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson, aPortal, Browser, said, theConsole } from './identity-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const ask = (email: string) => new Browser(app, theConsole).post('/find-my-portals', { email })

/** What was mailed to an address, newest first. */
async function mailedTo(email: string): Promise<string[]> {
  await world.drain()
  const mails = await mailbox(world.installation, CONSOLE)
  return mails.filter(({ to }) => to === email).map(({ text }) => text)
}

const addresses = (text = '') => [...text.matchAll(/http:\S+/g)].map(([address]) => address)

describe('finding one’s portals', () => {
  it('mails those that know the e-mail, with the address of the open ones, and no others', async () => {
    const slugs = ['alder', 'birch', 'cedar', 'dogwood', 'elm'] as const
    for (const slug of slugs) {
      const portal = await aPortal(world, { slug })
      const activated = slug !== 'dogwood'
      const ada = await aPerson(world, portal.id, { name: 'Ada', activated })
      if (slug === 'cedar')
        await world.owner(
          `update persons set disabled_at = now(), disabled_reason = 'x' where id = $1`,
          [ada.id],
        )
      if (slug === 'elm')
        await world.owner(
          `update portals set status = 'suspended', suspended_from = 'certified_secure',
           suspension_cause = 'other' where id = $1`,
          [portal.id],
        )
    }
    const other = await aPortal(world, { slug: 'fir' })
    await aPerson(world, other.id, { name: 'Bob' })
    expect((await ask('ADA@example.com')).status).toBe(200)
    const [text] = await mailedTo('ada@example.com')
    expect(addresses(text)).toEqual([
      'http://alder.localhost:3000/sign-in',
      'http://birch.localhost:3000/sign-in',
    ])
    expect(text).toContain('Elm: not open at present. Ask Elm, who invited you.')
    expect(text).not.toMatch(/cedar|dogwood|fir/i)
  })

  it('answers alike whoever asks, and mails nobody who is not there', async () => {
    const portal = await aPortal(world, { slug: 'grove' })
    const quinn = await aPerson(world, portal.id, { name: 'Quinn' })
    const answers = []
    for (const email of [quinn.email, 'nobody@example.com']) {
      const answer = await said(await ask(email))
      answers.push({ ...answer, text: answer.text.replaceAll(email, '') })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(await mailedTo(quinn.email)).toHaveLength(1)
    expect(await mailedTo('nobody@example.com')).toEqual([])
  })

  it('follows a person through everything that happens to them', async () => {
    const portal = await aPortal(world, { slug: 'hazel' })
    const { id } = await aPerson(world, portal.id, { name: 'Moved', activated: false })
    const places = async () =>
      (await world.owner('select hash from email_places where person_id = $1', [id])).length
    const change = (sql: string) => world.owner(`update persons set ${sql} where id = $1`, [id])
    expect(await places()).toBe(0)
    await change('activated_at = now()')
    expect(await places()).toBe(1)
    await change(`email = 'newly@example.com'`)
    await ask('moved@example.com')
    await ask('newly@example.com')
    expect(await mailedTo('moved@example.com')).toEqual([])
    expect(await mailedTo('newly@example.com')).toHaveLength(1)
    await change(`disabled_at = now(), disabled_reason = 'x'`)
    expect(await places()).toBe(0)
    await change('disabled_at = null, disabled_reason = null')
    expect(await places()).toBe(1)
    await world.owner('delete from persons where id = $1', [id])
    expect(await places()).toBe(0)
  })

  it('mails three times an hour at most, and names no address in its jobs', async () => {
    const portal = await aPortal(world, { slug: 'iris' })
    const rae = await aPerson(world, portal.id, { name: 'Rae' })
    for (let i = 0; i < 5; i++) expect((await ask(rae.email)).status).toBe(200)
    const jobs = JSON.stringify(await world.owner(`select data from pgboss.job`))
    expect(jobs).not.toContain('rae@')
    expect(await mailedTo(rae.email)).toHaveLength(3)
  })

  it('is asked on the bare host alone', async () => {
    const portal = await aPortal(world, { slug: 'juniper' })
    expect((await new Browser(app, portal).get('/find-my-portals')).status).toBe(404)
    const api = await new Browser(app, theConsole).json('POST', '/api/v1/find-portals', {
      email: 'x@example.com',
      language: 'es',
    })
    expect(api.status).toBe(204)
  })
})
