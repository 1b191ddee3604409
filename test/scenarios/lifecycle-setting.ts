import { CLI_RIGHTS, rightsOfPerson } from '../../src/gate/index.ts'
import { CONSOLE, newId, parseId, show } from '../../src/kit/ids.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import type { Done, Refusal } from '../../src/kit/refusal.ts'
import { createPartner, createPortal, sweep } from '../../src/portals/index.ts'
import type { z } from 'zod'
import { afterAll, beforeAll } from 'vitest'
import { openWorld, type World } from '../world.ts'

export const operator: Caller = {
  id: 'cli',
  name: 'The operator',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

export const partnersPerson = (partner: string): Caller => ({
  id: 'per_partner',
  name: 'A partner’s person',
  portal: CONSOLE,
  partner: parseId('partner', partner)!,
  rights: rightsOfPerson('partner'),
  through: 'page',
})

export const staffOf = (portal: string): Caller => ({
  id: 'per_staff',
  name: 'Somebody on the staff',
  portal,
  rights: rightsOfPerson('staff'),
  through: 'page',
})

/** @throws what the operation refused */
export function value<R>(result: Done<R> | Refusal): R {
  if (result.ok) return result.value
  const fields = result.fields.map(({ field, code }) => `${field}: ${code}`).join(', ')
  throw new Error(`${result.code} ${fields} ${result.say('en')}`)
}

/** Performs as the operator, who must succeed. */
export const act = async <I extends z.ZodType, R>(
  world: World,
  operation: Operation<I, R>,
  input: unknown,
): Promise<R> => value(await perform(world.installation, operation, operator, input))

export interface APortal {
  /** Row id. */
  id: string
  /** Shown id. */
  portal: string
  host: string
}

/** A portal that stands, its owner invited. */
export async function aPortal(world: World, input: Record<string, unknown> = {}): Promise<APortal> {
  const { portal, host } = await act(world, createPortal, {
    name: 'Harbour Law',
    owner: { name: 'Ada Okoye', email: 'ada@harbour.example' },
    ...input,
  })
  await world.drain()
  return { id: parseId('portal', portal)!, portal, host }
}

export const aPartner = async (world: World, name = 'Northwind'): Promise<string> =>
  (await act(world, createPartner, { name })).partner

/** Somebody of the console who has come in. */
export async function aConsolePerson(
  world: World,
  person: { kind: 'operator' | 'partner'; email: string; partner?: string; activated?: boolean },
): Promise<void> {
  await world.owner(
    `insert into persons (portal_id, id, kind, partner_id, name, email, seat, activated_at, created_at)
     values ($1, $2, $3, $4, 'Somebody', $5, 'pro', case when $6 then now() end, now())`,
    [
      CONSOLE,
      newId(),
      person.kind,
      person.partner ? parseId('partner', person.partner) : null,
      person.email,
      person.activated ?? true,
    ],
  )
}

/** Moves the frozen clock, and sweeps as the job would. */
export async function goTo(world: World, now: Temporal.Instant | string): Promise<void> {
  await world.setClock(now)
  await sweep(world.installation)
  await world.drain()
}

export const days = (count: number) => ({ hours: 24 * count })

export const shownPortal = (id: string) => show('portal', id)

/** One world for tests that each bring a portal of their own: opening one costs more than most of them. */
export function sharedWorld(): () => World {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
  return () => world
}

/** The portal that has a host, and the one of its hosts that is current; undefined once it is cancelled. */
export const portalAt = async (world: World, host: string) =>
  (
    await world.owner<{ portal: string; currentHost: string }>(
      `select p.id as portal, current.host as "currentHost"
       from hosts asked join portals p on p.id = asked.portal_id
         join hosts current on current.portal_id = p.id and current.is_current
       where asked.host = $1 and p.status <> 'cancelled'`,
      [host],
    )
  )[0]
