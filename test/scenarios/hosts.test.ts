import { describe, expect, it } from 'vitest'
import { requestReset } from '../../src/identity/index.ts'
import { jobHandlers } from '../../src/jobs.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform, type Caller } from '../../src/kit/operation.ts'
import { addHost, changeSlug, makeHostCurrent, suspendPortal } from '../../src/portals/index.ts'
import { aPerson } from '../two-portals.ts'
import { Street, WISH, type Page } from '../portals/try-setting.ts'
import { aWorld, START, type World } from '../world.ts'
import {
  act,
  aPortal,
  days,
  goTo,
  operator,
  shownPortal,
  type APortal,
} from './lifecycle-setting.ts'

const DOMAIN = 'clients.harbour.example'
const day = (count: number) => Temporal.Instant.from(START).add(days(count))

/** Mails of a portal by kind, each with its link. */
async function links({ installation }: World, portal: string): Promise<Record<string, URL>> {
  const mails = await mailbox(installation, portal)
  return Object.fromEntries(
    mails.map(({ kind, text }) => [kind, new URL(/http\S+token=\S+/.exec(text)![0])]),
  )
}

const path = ({ pathname, search }: URL) => pathname + search

/** What a browser comes to by a link: each address on its way, then the page. */
async function follow(street: Street, link: URL): Promise<{ way: string[]; page: Page }> {
  const way: string[] = []
  for (let url = link; ;) {
    const page = await street.ask(path(url), { host: url.hostname })
    const next = page.headers.get('location')
    if (!next || page.status !== 301) return { way, page }
    way.push(next)
    url = new URL(next)
  }
}

/** The events of a portal that are about its addresses. */
const told = (world: World, { id }: APortal) =>
  world.owner<{ name: string; data: { host: string } }>(
    `select name, data from events where portal_id = $1 and (name like '%host%' or name = 'portal.change_slug') order by id`,
    [id],
  )

/** A world in production, with a DNS that the test writes. */
async function inProduction() {
  const made = await aWorld()
  const records = new Map<string, string[][]>()
  const asked: string[] = []
  const installation = {
    ...made.installation,
    mode: 'production' as const,
    lookUp: async (name: string) => {
      asked.push(name)
      const found = records.get(name)
      if (!found) throw new Error('ENOTFOUND')
      return found
    },
  }
  const drain = () => installation.jobs.drain(jobHandlers(installation))
  const world: World = { ...made, installation, drain }
  return { world, records, asked, street: new Street(world) }
}

describe('a portal that moves', () => {
  it('takes every link that was mailed along, tokens included, to its own domain', async () => {
    const { world, records, asked, street } = await inProduction()
    const portal = await aPortal(world)
    await aPerson(world, portal.id, 'staff', 'james@harbour.example', null)
    const visitor: Caller = { ...operator, id: 'visitor', portal: portal.id, rights: new Set() }
    await perform(world.installation, requestReset, visitor, { email: 'james@harbour.example' })
    await world.drain()
    const before = await links(world, portal.id)
    expect(Object.values(before).map(({ host }) => host)).toEqual([
      'harbour-law.localhost:3000',
      'harbour-law.localhost:3000',
    ])

    await act(world, changeSlug, { portal: portal.portal, slug: 'harbour' })
    const { way, page } = await follow(street, before['invitation']!)
    expect(way).toEqual([`http://harbour.localhost:3000${path(before['invitation']!)}`])
    expect(page).toMatchObject({ status: 200 })
    expect(page.text).toContain('Welcome, Ada Okoye')

    const { record } = await act(world, addHost, { portal: portal.portal, host: DOMAIN })
    await world.drain()
    expect(asked).toEqual([record!.name])
    expect((await street.ask('/sign-in', { host: DOMAIN })).status).toBe(404)
    records.set(record!.name, [[record!.value]])
    await world.owner(`update pgboss.job set start_after = now() where name = 'prove_host'`)
    await world.drain()
    expect(asked).toEqual([record!.name, record!.name])
    // Proved, it leads to the address in use, until it is made that itself.
    expect(
      (await street.ask('/sign-in?to=/people', { host: DOMAIN })).headers.get('location'),
    ).toBe('http://harbour.localhost:3000/sign-in?to=/people')
    await act(world, makeHostCurrent, { portal: portal.portal, host: DOMAIN })

    for (const link of Object.values(before)) {
      const moved = await follow(street, link)
      expect(moved.way).toEqual([`http://${DOMAIN}:3000${path(link)}`])
      expect(moved.page.status).toBe(200)
    }
    const sent = await street.ask('/registration?a=1&b=%2F', {
      host: 'harbour-law.localhost',
      form: { token: 'x' },
    })
    // A form is not sent on: the answer says so, and where its page is now.
    expect([sent.status, sent.headers.get('location')]).toEqual([409, null])
    expect(sent.text).toContain(`It is now at ${DOMAIN}:3000. What you sent was not saved.`)
    for (const [kind, link] of Object.entries(before)) {
      const form = {
        token: link.searchParams.get('token')!,
        password: `nine herons over the ${kind}`,
      }
      expect((await street.ask(link.pathname, { host: DOMAIN, form })).status, kind).toBe(303)
    }
    expect((await told(world, portal)).map(({ name, data }) => `${name} ${data.host}`)).toEqual([
      'portal.change_slug harbour.localhost',
      `portal.add_host ${DOMAIN}`,
      `portal.prove_host ${DOMAIN}`,
      `portal.make_host_current ${DOMAIN}`,
    ])
  })

  it('is found by the export link of a warning that came before', async () => {
    const world = await aWorld()
    const street = new Street(world)
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    await goTo(world, day(60))
    const { warning_30: warning } = await links(world, portal.id)
    expect(warning!.host).toBe('harbour-law.localhost:3000')
    await act(world, changeSlug, { portal: portal.portal, slug: 'harbour' })
    await act(world, addHost, { portal: portal.portal, host: DOMAIN })
    await act(world, makeHostCurrent, { portal: portal.portal, host: DOMAIN })
    const { way, page } = await follow(street, warning!)
    expect(way).toEqual([`http://${DOMAIN}:3000${path(warning!)}`])
    expect(page.status).toBe(200)
    const form = { token: warning!.searchParams.get('token')! }
    expect((await street.ask(warning!.pathname, { host: DOMAIN, form })).status).toBe(200)
  })

  it('is found by whoever tried it, from the link that built it', async () => {
    const world = await aWorld()
    const street = new Street(world)
    await street.send()
    const [token] = await street.links()
    const building = (await street.press(token!)).headers.get('location')!
    await world.drain()
    const wayIn = async () =>
      new URL(/url=(.*)$/.exec((await street.ask(building)).headers.get('refresh')!)![1]!)
    const before = await wayIn()
    const [row] = await street.portals()
    const mailed = (await links(world, row!.id))['invitation']!
    expect(mailed.href).toBe(before.href)
    const portal = shownPortal(row!.id)
    await act(world, changeSlug, { portal, slug: 'harbour' })
    expect((await wayIn()).host).toBe('harbour.localhost:3000')
    await act(world, addHost, { portal, host: DOMAIN })
    await act(world, makeHostCurrent, { portal, host: DOMAIN })
    expect(await wayIn()).toMatchObject({ hostname: DOMAIN, search: before.search })
    expect((await street.ask(`/try/link?token=${token}`)).headers.get('location')).toBe(building)
    for (const link of [before, mailed]) {
      const { page } = await follow(street, link)
      expect(page.text).toContain(`Welcome, ${WISH.name}`)
    }
  })
})

describe('a host', () => {
  it('is one however it is written: in capitals, with its last dot, in its own letters', async () => {
    const world = await aWorld()
    const street = new Street(world)
    const portal = await aPortal(world)
    const { host } = await act(world, addHost, {
      portal: portal.portal,
      host: 'Kanzlei.MÜNCHEN.example.',
    })
    expect(host).toBe('kanzlei.xn--mnchen-3ya.example')
    await act(world, makeHostCurrent, { portal: portal.portal, host: 'kanzlei.münchen.EXAMPLE' })
    expect((await street.ask('/sign-in', { host })).status).toBe(200)
    const capitals = await street.ask('/sign-in', { headers: { host: host.toUpperCase() } })
    expect(capitals.status).toBe(200)
    for (const other of [`${host}.`, 'harbour-law.localhost.', 'Harbour-Law.localhost']) {
      const moved = await street.ask('/sign-in?a=b', { headers: { host: `${other}:3000` } })
      expect([moved.status, moved.headers.get('location')], other).toEqual([
        301,
        `http://${host}:3000/sign-in?a=b`,
      ])
    }
    const dotted = await street.ask('/sign-in', { host: 'localhost.' })
    expect(dotted.headers.get('location')).toBe('http://localhost:3000/sign-in')
  })
})
