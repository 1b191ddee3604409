import { describe, expect, it } from 'vitest'
import {
  act,
  aPortal,
  portalAt,
  operator,
  staffOf,
  value,
  type APortal,
} from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld, START, type World } from '../../../test/world.ts'
import { newId } from '../../kit/ids.ts'
import { perform } from '../../kit/operation.ts'
import { suspendPortal, unsuspendPortal } from '../lifecycle/suspensions.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'
import { nextLook, proofRecord, proves } from './proof.ts'
import { proveHost } from './proving.ts'
import { hostClaims, portalHosts } from './queries.ts'

const hosts = async (world: World, { id }: APortal) =>
  (await world.installation.db.read({ portal: id }, (tx) => portalHosts(tx))).map(
    ({ host, current }) => (current ? `${host} (current)` : host),
  )

const currentFor = async (world: World, host: string) => (await portalAt(world, host))?.currentHost

describe('a portal’s addresses', () => {
  it('never die: the one before goes on as a redirect when the short name changes', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    const change = (slug: string) => act(world, changeSlug, { portal: portal.portal, slug })
    expect(await change('harbour')).toEqual({
      portal: portal.portal,
      slug: 'harbour',
      host: 'harbour.localhost',
    })
    await change('seaside')
    expect(await hosts(world, portal)).toEqual([
      'seaside.localhost (current)',
      'harbour-law.localhost',
      'harbour.localhost',
    ])
    for (const host of ['harbour-law.localhost', 'harbour.localhost', 'seaside.localhost'])
      expect(await currentFor(world, host)).toBe('seaside.localhost')
    await change('harbour')
    expect(await currentFor(world, 'seaside.localhost')).toBe('harbour.localhost')
    expect(await world.owner('select slug from portals where id = $1', [portal.id])).toEqual([
      { slug: 'harbour' },
    ])
  })

  it('may be of its own domain, and one of them is current', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    const input = { portal: portal.portal, host: 'Clients.Harbour.example' }
    expect(await perform(world.installation, makeHostCurrent, operator, input)).toMatchObject({
      code: 'host_unknown',
      fields: [{ field: 'host' }],
    })
    value(await perform(world.installation, addHost, staffOf(portal.id), input))
    expect(await currentFor(world, 'clients.harbour.example')).toBe('harbour-law.localhost')
    await act(world, makeHostCurrent, input)
    expect(await currentFor(world, 'harbour-law.localhost')).toBe('clients.harbour.example')
    await act(world, addHost, input)
    await act(world, makeHostCurrent, input)
    expect(await hosts(world, portal)).toEqual([
      'clients.harbour.example (current)',
      'harbour-law.localhost',
    ])
  })

  it('are nobody else’s: not another’s, present or past, nor the installation’s', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, changeSlug, { portal: portal.portal, slug: 'harbour' })
    await act(world, addHost, { portal: portal.portal, host: 'clients.harbour.example' })
    const rival = await aPortal(world, { name: 'Rival' })
    const slug = (slug: string) =>
      perform(world.installation, changeSlug, operator, { portal: rival.portal, slug })
    const host = (host: string) =>
      perform(world.installation, addHost, operator, { portal: rival.portal, host })
    for (const taken of ['harbour', 'harbour-law'])
      expect(await slug(taken)).toMatchObject({ code: 'host_taken', fields: [{ field: 'slug' }] })
    expect(await slug('admin')).toMatchObject({ code: 'slug_reserved' })
    expect(await host('clients.harbour.example')).toMatchObject({
      code: 'host_taken',
      fields: [{ field: 'host' }],
    })
    for (const ours of ['free.localhost', 'x.y.localhost'])
      expect(await host(ours)).toMatchObject({ code: 'host_of_installation' })
    expect(await host('10.0.0.1')).toMatchObject({ code: 'invalid', fields: [{ field: 'host' }] })
    expect(await hosts(world, rival)).toEqual(['rival.localhost (current)'])
  })
})

describe('a domain of one’s own in production', () => {
  const host = 'clients.harbour.example'
  const started = Temporal.Instant.from(START)

  async function inProduction() {
    const world = await aWorld()
    const portal = await aPortal(world)
    const installation = { ...world.installation, mode: 'production' as const }
    const record = proofRecord(portal.id, host)
    const asked: string[] = []
    return {
      world,
      portal,
      record,
      asked,
      add: (to = portal) => perform(installation, addHost, operator, { portal: to.portal, host }),
      /** One look at a DNS that has these records, as the job would. */
      look: (found: string[][] | Error, of = portal) => {
        const lookUp = async (name: string) => {
          asked.push(name)
          if (found instanceof Error) throw found
          return found
        }
        return proveHost({ ...installation, lookUp }, { portal: of.id, host, looks: 0 })
      },
      claims: () => world.installation.db.read({ portal: portal.id }, (tx) => hostClaims(tx)),
    }
  }

  it('answers once a record in DNS names the portal, and not before', async () => {
    const { world, portal, record, asked, add, look, claims } = await inProduction()
    expect(value(await add())).toMatchObject({ state: 'waiting', record })
    expect(record).toEqual({
      type: 'TXT',
      name: `_gatehouse.${host}`,
      value: `portal=${portal.portal}`,
    })
    expect(await claims()).toMatchObject([{ host, until: started.add({ hours: 72 }), record }])
    for (const found of [[], [['portal=ptl_another']], new Error('ENOTFOUND')]) await look(found)
    expect(asked).toEqual([record.name, record.name, record.name])
    expect(await currentFor(world, host)).toBeUndefined()
    const waiting = await world.owner(
      `select data->'looks' as looks from pgboss.job where name = 'prove_host' order by data->'looks'`,
    )
    expect(waiting).toEqual([{ looks: 0 }, { looks: 1 }, { looks: 1 }, { looks: 1 }])

    await look([['v=spf1'], ['portal=', portal.portal]])
    expect(await currentFor(world, host)).toBe('harbour-law.localhost')
    expect(await claims()).toEqual([])
    expect(value(await add())).toMatchObject({ state: 'added' })
    await look([[record.value]])
    const events = await world.owner(`select data from events where name = 'portal.prove_host'`)
    expect(events).toEqual([{ data: { host, outcome: 'done' } }])
  })

  it('is held up by nobody who only says that it is theirs', async () => {
    const { world, portal, record, add, look, claims } = await inProduction()
    const squatter = await aPortal(world, { name: 'Squatter' })
    value(await add(squatter))
    value(await add())
    await look([[record.value]], squatter)
    expect(await currentFor(world, host)).toBeUndefined()
    await look([[record.value]])
    expect(await hosts(world, portal)).toContain(host)
    expect(await claims()).toEqual([])
    await look([[proofRecord(squatter.id, host).value]], squatter)
    expect(await hosts(world, squatter)).toEqual(['squatter.localhost (current)'])
    expect(await add(squatter)).toMatchObject({ code: 'host_taken' })
  })

  it('is given up after three days, and can be asked for again', async () => {
    const { world, add, look, claims } = await inProduction()
    value(await add())
    await world.setClock(started.add({ hours: 72 }).subtract({ milliseconds: 1 }))
    await look([])
    expect(await claims()).toHaveLength(1)
    await world.setClock(started.add({ hours: 72 }))
    await look([])
    expect(await claims()).toEqual([])
    expect(value(await add())).toMatchObject({ state: 'waiting' })
  })

  it('is not looked for while the portal is suspended', async () => {
    const { world, portal, record, asked, add, look, claims } = await inProduction()
    value(await add())
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    await look([[record.value]])
    expect(asked).toEqual([])
    await act(world, unsuspendPortal, { portal: portal.portal })
    await look([[record.value]])
    expect(await claims()).toEqual([])
    expect(await currentFor(world, host)).toBe('harbour-law.localhost')
  })

  it('is looked for soon at first and hourly in the end', () => {
    expect([0, 1, 2, 7, 8, 9, 100].map(nextLook)).toEqual([15, 30, 60, 1920, 3600, 3600, 3600])
    const record = proofRecord(newId(), host)
    expect(proves([[` ${record.value} `]], record)).toBe(true)
    expect(proves([[`${record.value}0`]], record)).toBe(false)
  })
})
