import { describe, expect, it, onTestFinished } from 'vitest'
import { jobHandlers } from '../../src/jobs.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { parseId } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { openInstallation } from '../../src/open.ts'
import {
  advance,
  buildPortal,
  cancelPortal,
  certifyPortal,
  changeSlug,
  configurePortal,
  createPortal,
  suspendPortal,
  sweep,
  unsuspendPortal,
} from '../../src/portals/index.ts'
import { aWorld, START, type World } from '../world.ts'
import { act, aPortal, days, operator, type APortal } from '../scenarios/lifecycle-setting.ts'

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

/** A world that two servers run on, both with the master key that two servers have. */
async function twoServers(): Promise<{ world: World; servers: [Installation, Installation] }> {
  const made = await aWorld()
  const { ownerUrl, data, masterKey, installation } = made
  const { url, mode, log } = installation
  const opening = { ownerUrl, data, masterKey, mode, url, log }
  const [one, two] = [await openInstallation(opening), await openInstallation(opening)]
  onTestFinished(async () => {
    await Promise.all([one.close(), two.close()])
  })
  const drain = () => one.installation.jobs.drain(jobHandlers(one.installation))
  return {
    world: { ...made, installation: one.installation, drain },
    servers: [one.installation, two.installation],
  }
}

async function changes(world: World, { id }: APortal): Promise<string[]> {
  const rows = await world.owner<{ seq: number; to_status: string }>(
    'select seq, to_status from portal_status_changes where portal_id = $1 order by seq',
    [id],
  )
  return rows.map(({ seq, to_status }) => `${seq} ${to_status}`)
}

/** How often each event happened in the portal. */
async function tally(world: World, { id }: APortal): Promise<Record<string, number>> {
  const rows = await world.owner<{ name: string; n: number }>(
    'select name, count(*)::int as n from events where portal_id = $1 group by 1 order by 1',
    [id],
  )
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}

describe('ticks of the clock on two servers at once', () => {
  it('end each of many trials once, at its time', async () => {
    const { world, servers } = await twoServers()
    const portals = await Promise.all(
      Array.from({ length: 20 }, (_, i) => act(world, createPortal, of(`Portal ${i}`))),
    )
    await world.setClock(at(35))
    const swept = await Promise.all(
      [...servers, ...servers, ...servers].map((server) => sweep(server)),
    )
    expect(swept.reduce((sum, { performed }) => sum + performed, 0)).toBe(20)
    expect(swept.reduce((sum, { failed }) => sum + failed, 0)).toBe(0)
    const rows = await world.owner<{ portal_id: string; at: Temporal.Instant }>(
      `select portal_id, at from portal_status_changes where to_status = 'trial_expired'`,
    )
    expect(new Set(rows.map(({ portal_id }) => portal_id)).size).toBe(20)
    expect(rows).toHaveLength(20)
    expect(rows.every((row) => row.at.equals(at(30)))).toBe(true)
    expect(portals).toHaveLength(20)
  })

  it('send every warning once and cancel once, in order, round after round', async () => {
    const { world, servers } = await twoServers()
    const portals: APortal[] = []
    for (let i = 0; i < 5; i++) portals.push(await aPortal(world, { slug: `portal-${i}` }))
    for (const { portal } of portals) await act(world, suspendPortal, { portal, cause: 'unpaid' })
    for (const day of [60, 75, 76, 80, 95]) {
      await world.setClock(at(day))
      await Promise.all([...servers, ...servers].map((server) => sweep(server)))
    }
    for (const portal of portals) {
      expect(await changes(world, portal)).toEqual(['1 trial_active', '2 suspended', '3 cancelled'])
      expect(await tally(world, portal)).toMatchObject({ 'portal.warn': 4, 'portal.cancel': 1 })
      const order = await world.owner<{ days: string }>(
        `select data->>'days' as days from events where portal_id = $1 and name = 'portal.warn' order by id`,
        [portal.id],
      )
      expect(order.map(({ days }) => days)).toEqual(['30', '14', '7', '1'])
      const kinds = await world.owner(
        `select kind from mails where portal_id = $1 and kind like 'warning%'`,
        [portal.id],
      )
      expect(kinds).toHaveLength(4)
    }
  })

  it('answer everyone who moves the clock at once, and every move counts', async () => {
    const { world, servers } = await twoServers()
    const portal = await aPortal(world)
    await Promise.all(
      [...servers, ...servers, ...servers].map((server) =>
        advance(server, operator, { advance: 'P10D' }),
      ),
    )
    expect((await world.now()).toString()).toBe(at(60).toString())
    expect(await changes(world, portal)).toEqual(['1 trial_active', '2 trial_expired'])
  })

  it('build a portal once, its owner invited once', async () => {
    const { world, servers } = await twoServers()
    for (let round = 0; round < 4; round++) {
      const { portal } = await act(world, createPortal, of(`Round ${round}`))
      const id = parseId('portal', portal)!
      await Promise.all(
        [...servers, ...servers].map((server) => buildPortal(server, { portal: id })),
      )
      // Whoever came second has left it to the first; between them it is finished.
      const counted = await world.owner(
        `select (select count(*)::int from persons where portal_id = $1) as persons,
           (select count(*)::int from mails where portal_id = $1) as mails,
           (select count(*)::int from events where portal_id = $1) as events,
           (select steps_done from portal_creations where portal_id = $1) as steps`,
        [id],
      )
      expect(counted).toEqual([{ persons: 1, mails: 1, events: 2, steps: 5 }])
    }
  })
})

describe('at the same moment', () => {
  it('one of twenty gets a slug', async () => {
    const { world, servers } = await twoServers()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        perform(servers[i % 2]!, createPortal, operator, { ...of(`Rival ${i}`), slug: 'the-one' }),
      ),
    )
    const codes = results.map((result) => (result.ok ? 'made' : result.code)).toSorted()
    expect(codes).toEqual([...Array.from({ length: 19 }, () => 'host_taken'), 'made'])
    expect(await world.owner(`select from portals where slug = 'the-one'`)).toHaveLength(1)
    expect(
      await world.owner(`select from hosts where host = 'the-one.localhost' and is_current`),
    ).toHaveLength(1)
  })

  it('twenty of twenty get an address of their own where they ask for none', async () => {
    const { world, servers } = await twoServers()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        perform(servers[i % 2]!, createPortal, operator, of('Same Name')),
      ),
    )
    expect(
      new Set(results.map((result) => (result.ok ? result.value.host : result.code))).size,
    ).toBe(20)
    expect(await world.owner('select from hosts where is_current')).toHaveLength(21)
  })

  it('a portal that is suspended and certified ends in an order that the table allows', async () => {
    const { world, servers } = await twoServers()
    for (let round = 0; round < 8; round++) {
      const portal = await aPortal(world, { slug: `race-${round}` })
      const input = { portal: portal.portal }
      const results = await Promise.all([
        perform(servers[0], suspendPortal, operator, { ...input, cause: 'other' }),
        perform(servers[1], certifyPortal, operator, input),
        perform(servers[1], suspendPortal, operator, { ...input, cause: 'abuse' }),
        perform(servers[0], certifyPortal, operator, input),
      ])
      const made = results.filter(({ ok }) => ok).length
      const history = await changes(world, portal)
      // Once suspended it cannot be certified, so either it is certified first or not at all.
      expect([
        ['1 trial_active', '2 suspended'],
        ['1 trial_active', '2 certified_secure', '3 suspended'],
      ]).toContainEqual(history)
      expect(made).toBe(history.length - 1)
    }
  })

  it('one of many lifts a suspension, and a lifted one is not cancelled', async () => {
    const { world, servers } = await twoServers()
    for (let round = 0; round < 6; round++) {
      const portal = await aPortal(world, { slug: `lift-${round}` })
      const input = { portal: portal.portal }
      await act(world, suspendPortal, { ...input, cause: 'other' })
      await Promise.all([
        perform(servers[0], unsuspendPortal, operator, input),
        perform(servers[1], unsuspendPortal, operator, input),
        perform(servers[1], cancelPortal, operator, { ...input, name: 'Harbour Law' }),
      ])
      const history = await changes(world, portal)
      expect(history).toHaveLength(3)
      expect(['3 trial_active', '3 cancelled']).toContain(history[2])
      const deletions = await world.owner('select from portal_deletions where portal_id = $1', [
        portal.id,
      ])
      expect(deletions).toHaveLength(history[2] === '3 cancelled' ? 1 : 0)
    }
  })

  it('one of two who change what they both have seen is told so', async () => {
    const { world, servers } = await twoServers()
    const portal = await aPortal(world)
    const change = (server: Installation, name: string) =>
      perform(server, configurePortal, operator, { portal: portal.portal, version: 1, name })
    const results = await Promise.all([
      change(servers[0], 'One'),
      change(servers[1], 'Two'),
      change(servers[0], 'Three'),
    ])
    expect(results.map((result) => (result.ok ? 'done' : result.code)).toSorted()).toEqual([
      'changed_meanwhile',
      'changed_meanwhile',
      'done',
    ])
  })

  it('a portal that changes its slug many times keeps every host and has one current', async () => {
    const { world, servers } = await twoServers()
    const portal = await aPortal(world)
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        perform(servers[i % 2]!, changeSlug, operator, {
          portal: portal.portal,
          slug: `slug-${i}`,
        }),
      ),
    )
    const hosts = await world.owner<{ host: string; is_current: boolean }>(
      'select host, is_current from hosts where portal_id = $1',
      [portal.id],
    )
    expect(hosts).toHaveLength(11)
    const current = hosts.filter(({ is_current }) => is_current).map(({ host }) => host)
    const [row] = await world.owner<{ slug: string }>('select slug from portals where id = $1', [
      portal.id,
    ])
    expect(current).toEqual([`${row!.slug}.localhost`])
  })
})

const of = (name: string) => ({ name, owner: { name: 'Ada', email: 'ada@harbour.example' } })
