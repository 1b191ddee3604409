import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import {
  createKey,
  disableOperator,
  disablePartnerPerson,
  disablePerson,
  enablePerson,
} from '../../src/identity/index.ts'
import { rightsOfKey, rightsOfPerson } from '../../src/gate/index.ts'
import { CONSOLE, newId, parseId, show } from '../../src/kit/ids.ts'
import { jobCaller, perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import { createPartner, suspendPortal } from '../../src/portals/index.ts'
import { writeNote } from '../../src/people/index.ts'
import { aPerson, aPortal, Browser, type Someone } from '../identity/identity-world.ts'
import { operator, value } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const ROUNDS = Number(process.env['ROUNDS'] ?? 20)
const reason = 'They did it first'

type Kind = 'staff' | 'partner' | 'operator'
const callerOf = (portal: string, who: Someone, kind: Kind, partner?: string): Caller => ({
  id: who.shown,
  name: who.name,
  portal,
  person: who.id,
  partner,
  rights: rightsOfPerson(kind),
  through: 'page',
})

const act = (operation: Operation<never>, caller: Caller, input: object) =>
  perform(world.installation, operation, caller, input)

const enabled = async (people: readonly Someone[]): Promise<number> =>
  (
    await world.owner<{ n: number }>(
      'select count(*)::int as n from persons where id = any($1) and disabled_at is null',
      [people.map(({ id }) => id)],
    )
  )[0]!.n

const enableAll = (people: readonly Someone[]) =>
  world.owner('update persons set disabled_at = null, disabled_reason = null where id = any($1)', [
    people.map(({ id }) => id),
  ])

/**
 * Everybody disables the next one, all at once, again and again.
 * @returns the fewest who were left of any round, and every way in which somebody was refused
 */
async function eachOther(
  people: readonly Someone[],
  disable: (caller: Someone, other: Someone) => ReturnType<typeof act>,
): Promise<{ left: number; refused: string[] }> {
  const rounds: { left: number; refused: string[] }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const done = await Promise.all(
      people.map((one, n) => disable(one, people[(n + 1) % people.length]!)),
    )
    const refused = done.flatMap((result) => (result.ok ? [] : [result.code]))
    rounds.push({ left: await enabled(people), refused })
    await enableAll(people)
  }
  return {
    left: Math.min(...rounds.map(({ left }) => left)),
    refused: [...new Set(rounds.flatMap(({ refused }) => refused))],
  }
}

const ONE_STAYS = { left: 1, refused: ['unauthenticated'] }

const some = (portal: string, kind: 'staff' | 'operator', slug: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      aPerson(world, portal, { name: `N${n} ${slug}`, email: `n${n}@${slug}.example`, kind }),
    ),
  )

describe('two who disable each other at the same moment', () => {
  it('are a portal’s staff: one stays, and the other is refused as at the door', async () => {
    const portal = await aPortal(world, { slug: 'duel' })
    const people = await some(portal.id, 'staff', 'duel', 2)
    const rounds = await eachOther(people, (one, other) =>
      act(disablePerson as never, callerOf(portal.id, one, 'staff'), {
        person: other.shown,
        reason,
      }),
    )
    expect(rounds).toEqual(ONE_STAYS)
  })

  it('are three in a ring: somebody stays', async () => {
    const portal = await aPortal(world, { slug: 'ring' })
    const people = await some(portal.id, 'staff', 'ring', 3)
    const rounds = await eachOther(people, (one, other) =>
      act(disablePerson as never, callerOf(portal.id, one, 'staff'), {
        person: other.shown,
        reason,
      }),
    )
    expect(rounds).toEqual(ONE_STAYS)
  })

  it('are operators', async () => {
    const people = await some(CONSOLE, 'operator', 'ops', 2)
    const rounds = await eachOther(people, (one, other) =>
      act(disableOperator as never, callerOf(CONSOLE, one, 'operator'), {
        person: other.shown,
        reason,
      }),
    )
    expect(rounds).toEqual(ONE_STAYS)
  })

  it('are a partner’s people', async () => {
    const { partner } = value(
      await perform(world.installation, createPartner, operator, { name: 'Northwind' }),
    )
    const people = await some(CONSOLE, 'operator', 'northwind', 2)
    await world.owner(`update persons set kind = 'partner', partner_id = $2 where id = any($1)`, [
      people.map(({ id }) => id),
      parseId('partner', partner),
    ])
    const rounds = await eachOther(people, (one, other) =>
      act(
        disablePartnerPerson as never,
        callerOf(CONSOLE, one, 'partner', parseId('partner', partner)!),
        { partner, person: other.shown, reason },
      ),
    )
    expect(rounds).toEqual(ONE_STAYS)
  })

  it('come by the API, signed in: one gets in no more', async () => {
    const portal = await aPortal(world, { slug: 'browsers' })
    const people = await some(portal.id, 'staff', 'browsers', 2)
    for (let round = 0; round < 3; round++) {
      const [one, other] = [
        await new Browser(app, portal).signIn(people[0]!),
        await new Browser(app, portal).signIn(people[1]!),
      ]
      const answers = await Promise.all([
        one.json('POST', `/api/v1/people/${people[1]!.shown}/disabling`, { reason }),
        other.json('POST', `/api/v1/people/${people[0]!.shown}/disabling`, { reason }),
      ])
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
      expect(await enabled(people)).toBe(1)
      await enableAll(people)
    }
  })
})

describe('the last who can administer', () => {
  it('are two, taken by two programs at once: one stays, with what to do first', async () => {
    const portal = await aPortal(world, { slug: 'last' })
    const people = await some(portal.id, 'staff', 'last', 2)
    const program = jobCaller(portal.id, ['people:manage'])
    for (let round = 0; round < ROUNDS; round++) {
      const done = await Promise.all(
        people.map(({ shown }) => act(disablePerson as never, program, { person: shown, reason })),
      )
      expect(done.flatMap((result) => (result.ok ? [] : [result.code]))).toEqual(['last_staff'])
      expect(await enabled(people)).toBe(1)
      await enableAll(people)
    }
  })

  it('does not count who was invited and has not come in', async () => {
    const portal = await aPortal(world, { slug: 'alone' })
    const [sole] = await some(portal.id, 'staff', 'alone', 1)
    const invited = await aPerson(world, portal.id, { name: 'Not yet', activated: false })
    const program = jobCaller(portal.id, ['people:manage'])
    const disable = ({ shown }: Someone) =>
      act(disablePerson as never, program, { person: shown, reason })
    expect(await disable(sole!)).toMatchObject({ code: 'last_staff', status: 409 })
    // They are nobody's last, and neither is a client.
    expect(await disable(invited)).toMatchObject({ ok: true })
  })
})

describe('whoever loses access between the door and the commit', () => {
  it('is refused as at the door, disabled or signed out', async () => {
    const portal = await aPortal(world, { slug: 'between' })
    const [ada, ben] = (await some(portal.id, 'staff', 'between', 2)) as [Someone, Someone]
    const cleo = await aPerson(world, portal.id, { name: 'Cleo', kind: 'contact' })
    const caller = callerOf(portal.id, ada, 'staff')
    const note = (by: Caller) =>
      act(writeNote as never, by, { person: cleo.shown, body: 'Called back' })
    expect(await note(caller)).toMatchObject({ ok: true })

    await new Browser(app, portal).signIn(ada)
    const [{ id: session }] = (await world.owner('select id from sessions where person_id = $1', [
      ada.id,
    ])) as [{ id: string }]
    expect(await note({ ...caller, session })).toMatchObject({ ok: true })
    await world.owner('delete from sessions where id = $1', [session])
    expect(await note({ ...caller, session })).toMatchObject({ code: 'unauthenticated' })

    await act(disablePerson as never, callerOf(portal.id, ben, 'staff'), {
      person: ada.shown,
      reason,
    })
    expect(await note(caller)).toMatchObject({ code: 'unauthenticated', status: 401 })
    await act(enablePerson as never, callerOf(portal.id, ben, 'staff'), { person: ada.shown })
    expect(await note(caller)).toMatchObject({ ok: true })
    // Somebody's kind does not change, yet a caller that claims more than it gives is not believed.
    expect(await note({ ...caller, person: cleo.id, id: cleo.shown })).toMatchObject({
      code: 'forbidden',
    })
  })

  it('is refused with a key that is revoked, in the console and in a portal', async () => {
    const portal = await aPortal(world, { slug: 'keys' })
    const made = value(
      await perform(world.installation, createKey, operator, {
        name: 'Machine',
        scopes: ['provision'],
      }),
    )
    const caller: Caller = {
      id: show('key', made.key),
      name: 'Machine',
      portal: CONSOLE,
      rights: rightsOfKey(['provision']),
      through: 'api',
    }
    const input = { portal: show('portal', portal.id), cause: 'requested' }
    await world.owner('update api_keys set revoked_at = now() where id = $1', [made.key])
    expect(await act(suspendPortal as never, caller, input)).toMatchObject({
      code: 'unauthenticated',
    })
    await world.owner('update api_keys set revoked_at = null where id = $1', [made.key])
    expect(await act(suspendPortal as never, caller, input)).toMatchObject({ ok: true })
    expect(
      await act(suspendPortal as never, { ...caller, id: show('key', newId()) }, input),
    ).toMatchObject({ code: 'unauthenticated' })
  })

  it('is refused when an operator of the console acts in a portal', async () => {
    const portal = await aPortal(world, { slug: 'away' })
    const [pat, sam] = (await some(CONSOLE, 'operator', 'away', 2)) as [Someone, Someone]
    const input = { portal: show('portal', portal.id), cause: 'requested' }
    const caller = callerOf(CONSOLE, pat, 'operator')
    const [suspended, disabled] = await Promise.all([
      act(suspendPortal as never, caller, input),
      act(disableOperator as never, callerOf(CONSOLE, sam, 'operator'), {
        person: pat.shown,
        reason,
      }),
    ])
    expect(disabled).toMatchObject({ ok: true })
    // Whichever was first: the other found it done.
    if (!suspended.ok) expect(suspended.code).toBe('unauthenticated')
    expect(await act(suspendPortal as never, caller, input)).toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('waits for nobody where one changes what is their own many times at once', async () => {
    const portal = await aPortal(world, { slug: 'own' })
    const [ada] = (await some(portal.id, 'staff', 'own', 1)) as [Someone]
    const browser = await new Browser(app, portal).signIn(ada)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        browser.json('PATCH', '/api/v1/profile', { name: `Ada ${n}`, language: 'en' }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204))
    const [{ deadlocks }] = (await world.owner(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    )) as [{ deadlocks: number }]
    expect(deadlocks).toBe(0)
  })
})
