import { describe, expect, it } from 'vitest'
import { CONSOLE, parseId } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import {
  BUILD_STEPS,
  buildPortal,
  creation,
  createPortal,
  resumeUnfinished,
  showPortal,
  type Progress,
} from '../../src/portals/index.ts'
import { buildJob, takeNext } from '../../src/portals/building/building.ts'
import { aWorld, START, type World } from '../world.ts'
import { rowsOf } from '../rows.ts'
import {
  aConsolePerson,
  act,
  aPartner,
  operator,
  partnersPerson,
  staffOf,
  value,
} from './lifecycle-setting.ts'

const input = { name: 'Harbour Law', owner: { name: 'Ada Okoye', email: 'Ada@Harbour.example' } }

async function begun(world: World, more: object = {}): Promise<{ id: string; portal: string }> {
  const { portal } = await act(world, createPortal, { ...input, ...more })
  return { id: parseId('portal', portal)!, portal }
}

const progress = (world: World, { id }: { id: string }): Promise<Progress | undefined> =>
  world.installation.db.read({ portal: id }, (tx) => creation(tx))

const states = async (world: World, portal: { id: string }) =>
  (await progress(world, portal))!.steps.map(({ state }) => state)

const create = (world: World, more: object, caller = operator) =>
  perform(world.installation, createPortal, caller, { ...input, ...more })

describe('a new portal', () => {
  it('is on trial for exactly 30 days from the moment it is asked for', async () => {
    const world = await aWorld()
    const created = await act(world, createPortal, input)
    const end = Temporal.Instant.from(START).add({ hours: 720 }).toString()
    expect(created).toEqual({
      portal: expect.stringMatching(/^ptl_/),
      slug: 'harbour-law',
      host: 'harbour-law.localhost',
      status: 'trial_active',
      trialEndsAt: end,
    })
    await world.drain()
    const id = parseId('portal', created.portal)!
    const now = await world.now()
    const shown = await world.installation.db.read({ portal: id }, (tx) =>
      showPortal(tx, operator, id, now),
    )
    expect(shown).toMatchObject({
      name: 'Harbour Law',
      status: 'trial_active',
      daysLeft: 30,
      built: true,
      host: 'harbour-law.localhost',
      owner: { name: 'Ada Okoye', email: 'ada@harbour.example', activated: false },
      proUsers: 1,
      people: 1,
      possible: ['portal.expire_trial', 'portal.certify', 'portal.suspend'],
    })
  })

  it('is built step by step, and its owner’s name lies sealed until they are invited', async () => {
    const world = await aWorld()
    const portal = await begun(world)
    expect(await progress(world, portal)).toEqual({
      steps: BUILD_STEPS.map((name, i) => ({ name, state: i === 0 ? 'doing' : 'waiting' })),
      done: 0,
      of: 5,
      failure: null,
      finished: false,
      finishedAt: null,
    })
    expect(JSON.stringify(await rowsOf(world, portal.id))).not.toContain('Ada')
    await takeNext(world.installation, portal.id, 'key')
    await takeNext(world.installation, portal.id, 'address')
    expect(await states(world, portal)).toEqual(['done', 'done', 'doing', 'waiting', 'waiting'])
    await world.drain()
    expect(await progress(world, portal)).toMatchObject({ done: 5, failure: null, finished: true })
    expect(await world.owner('select sealed_owner from portal_creations')).toEqual([
      { sealed_owner: null },
    ])
  })

  it('comes to the same end after an interruption at any step', async () => {
    const world = await aWorld()
    const ends: unknown[] = []
    for (let steps = 0; steps < BUILD_STEPS.length; steps++) {
      const portal = await begun(world, { slug: `harbour-${steps}` })
      for (const step of BUILD_STEPS.slice(0, steps))
        value(await takeNext(world.installation, portal.id, step))
      await world.owner(`delete from pgboss.job where name = 'build_portal'`)
      await resumeUnfinished(world.installation)
      await world.drain()
      const rows = await rowsOf(world, portal.id)
      ends.push(
        Object.fromEntries(Object.entries(rows).map(([table, lines]) => [table, lines.length])),
      )
      expect(await progress(world, portal)).toMatchObject({ finished: true })
    }
    for (const end of ends) expect(end).toEqual(ends[0])
    expect(ends[0]).toMatchObject({ persons: 1, mails: 1, tokens: 1, events: 2, audit_lines: 6 })
  })

  it('takes a step once, whoever takes it again or before its turn', async () => {
    const world = await aWorld()
    const portal = await begun(world)
    expect(await takeNext(world.installation, portal.id, 'owner')).toMatchObject({
      code: 'not_due',
    })
    value(await takeNext(world.installation, portal.id, 'key'))
    expect(await takeNext(world.installation, portal.id, 'key')).toMatchObject({ code: 'not_due' })
    await world.drain()
    await buildPortal(world.installation, { portal: portal.id })
    expect((await rowsOf(world, portal.id))['events']).toHaveLength(2)
  })

  it('tells the operators when it cannot be built, and is built once that is mended', async () => {
    const world = await aWorld()
    await aConsolePerson(world, { kind: 'operator', email: 'op@gatehouse.example' })
    await aConsolePerson(world, {
      kind: 'operator',
      email: 'new@gatehouse.example',
      activated: false,
    })
    const portal = await begun(world)
    await world.owner('update hosts set is_current = false where portal_id = $1', [portal.id])
    const build = () => buildPortal(world.installation, { portal: portal.id })
    const told = async () =>
      (await mailbox(world.installation, CONSOLE)).map(({ kind, to }) => `${kind} ${to}`)
    await world.owner(`delete from pgboss.job`)
    for (let tries = 1; tries <= buildJob.retries + 1; tries++) {
      expect(await told()).toEqual([])
      await expect(build()).rejects.toThrow('no address')
      expect(await progress(world, portal)).toMatchObject({
        failure: { message: 'the portal has no address', attempts: tries },
      })
    }
    await world.drain()
    expect(await told()).toEqual(['build_failed op@gatehouse.example'])
    expect(await states(world, portal)).toEqual(['done', 'failed', 'waiting', 'waiting', 'waiting'])
    await world.owner('update hosts set is_current = true where portal_id = $1', [portal.id])
    await build()
    expect(await progress(world, portal)).toMatchObject({ finished: true, failure: null })
  })
})

describe('what a portal is created with', () => {
  it('names each field at fault, and leaves nothing behind', async () => {
    const world = await aWorld()
    const wrong: [object, string][] = [
      [{ name: '' }, 'name'],
      [{ name: 'x'.repeat(121) }, 'name'],
      [{ name: 'Line\u0000feed' }, 'name'],
      [{ slug: 'No' }, 'slug'],
      [{ owner: { name: 'A', email: 'nowhere' } }, 'owner.email'],
      [{ owner: { name: 'A' } }, 'owner.email'],
      [{ timeZone: 'Mars/Base' }, 'timeZone'],
      [{ language: 'tlh' }, 'language'],
      [{ partner: 'prt_nobody' }, 'partner'],
      [{ colour: 'red' }, 'colour'],
      [{ owner: { name: 'A', email: 'a@b.example', admin: true } }, 'owner.admin'],
    ]
    for (const [more, field] of wrong)
      expect(await create(world, more)).toMatchObject({
        code: 'invalid',
        status: 422,
        fields: [{ field }],
      })
    expect(await create(world, { slug: 'admin' })).toMatchObject({
      code: 'slug_reserved',
      fields: [{ field: 'slug' }],
    })
    expect(await create(world, { partner: 'prt_01k9w3t2m5e8r7q6p4n3b2v1c0' })).toMatchObject({
      code: 'unknown_partner',
      fields: [{ field: 'partner' }],
    })
    expect(await world.owner('select from portals where id <> $1', [CONSOLE])).toEqual([])
    expect(await world.owner('select from portal_keys where portal_id <> $1', [CONSOLE])).toEqual(
      [],
    )
  })

  it('gives an address that nobody has: the next one free where none was asked for', async () => {
    const world = await aWorld()
    expect(value(await create(world, {})).host).toBe('harbour-law.localhost')
    expect(value(await create(world, {})).host).toBe('harbour-law-2.localhost')
    expect(value(await create(world, {})).slug).toBe('harbour-law-3')
    expect(value(await create(world, {})).slug).toMatch(/^harbour-law-[0-9a-z]{6}$/)
    expect(await create(world, { slug: 'harbour-law' })).toMatchObject({
      code: 'host_taken',
      status: 409,
      fields: [{ field: 'slug' }],
    })
  })

  it('is a partner’s where a partner creates it', async () => {
    const world = await aWorld()
    const [partner, other] = [await aPartner(world), await aPartner(world, 'Southwind')]
    const caller = partnersPerson(partner)
    for (const more of [{}, { partner }])
      expect(value(await create(world, more, caller)).status).toBe('trial_active')
    expect(
      await world.owner('select distinct partner_id from portals where id <> $1', [CONSOLE]),
    ).toEqual([{ partner_id: parseId('partner', partner) }])
    const [theirs, nobodys] = [
      await create(world, { partner: other }, caller),
      await create(world, { partner: 'prt_01k9w3t2m5e8r7q6p4n3b2v1c0' }, caller),
    ]
    expect(theirs).toMatchObject({ code: 'unknown_partner' })
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(nobodys))
    expect(await create(world, {}, staffOf(CONSOLE))).toMatchObject({ code: 'forbidden' })
  })

  it('makes one portal of a request that is sent again', async () => {
    const world = await aWorld()
    const caller = { ...operator, idempotencyKey: 'k1' }
    const first = value(await create(world, {}, caller))
    expect(value(await create(world, {}, caller))).toEqual(first)
    expect(await create(world, { name: 'Another' }, caller)).toMatchObject({
      code: 'idempotency_mismatch',
    })
    expect(await world.owner('select from portals where id <> $1', [CONSOLE])).toHaveLength(1)
  })
})
