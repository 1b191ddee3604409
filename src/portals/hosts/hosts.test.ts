import { describe, expect, it } from 'vitest'
import {
  act,
  aPortal,
  operator,
  staffOf,
  value,
  type APortal,
} from '../../../test/scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { perform } from '../../kit/operation.ts'
import { portalByHost, portalHosts } from '../overview/queries.ts'
import { addHost, changeSlug, makeHostCurrent } from './hosts.ts'

const hosts = async (world: World, { id }: APortal) =>
  (await world.installation.db.read({ portal: id }, (tx) => portalHosts(tx, id))).map(
    ({ host, current }) => (current ? `${host} (current)` : host),
  )

const currentFor = async (world: World, host: string) =>
  (await world.installation.db.read('installation', (tx) => portalByHost(tx, host)))?.currentHost

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
